using Google.Protobuf;
using Tensorflow.Formats.Proto;
using Tensorflow.Values;

namespace Tensorflow;

/// <summary>Makes and reads attribute messages.</summary>
internal static class AttrValues
{
    public static AttrValue Of(bool value) => new() { B = value };

    public static AttrValue Of(long value) => new() { I = value };

    public static AttrValue Of(float value) => new() { F = value };

    public static AttrValue Of(string value) => new() { S = ByteString.CopyFromUtf8(value) };

    public static AttrValue Of(TF_DataType value) => new() { Type = (DataType)value };

    public static AttrValue Of(Shape value) => new() { Shape = ToProto(value) };

    public static AttrValue Of(Value value) => new() { Tensor = TensorProtos.Of(value) };

    public static AttrValue Of(IEnumerable<string> values)
    {
        var list = new AttrValue.Types.ListValue();
        list.S.AddRange(values.Select(ByteString.CopyFromUtf8));
        return new() { List = list };
    }

    public static AttrValue Of(IEnumerable<long> values)
    {
        var list = new AttrValue.Types.ListValue();
        list.I.AddRange(values);
        return new() { List = list };
    }

    public static AttrValue Of(IEnumerable<TF_DataType> values)
    {
        var list = new AttrValue.Types.ListValue();
        list.Type.AddRange(values.Select(v => (DataType)v));
        return new() { List = list };
    }

    public static AttrValue Of(IEnumerable<Shape> values)
    {
        var list = new AttrValue.Types.ListValue();
        list.Shape.AddRange(values.Select(ToProto));
        return new() { List = list };
    }

    /// <summary>The message for a .NET value of one of the types above.</summary>
    public static AttrValue Box(object value) =>
        value switch
        {
            AttrValue attr => attr,
            bool b => Of(b),
            int i => Of((long)i),
            long l => Of(l),
            float f => Of(f),
            string s => Of(s),
            TF_DataType t => Of(t),
            Shape s => Of(s),
            Value v => Of(v),
            // To the runtime an array of int is one of any enum too.
            Array when value.GetType() == typeof(int[]) => Of(((int[])value).Select(n => (long)n)),
            IEnumerable<TF_DataType> types => Of(types),
            IEnumerable<Shape> shapes => Of(shapes),
            IEnumerable<string> strings => Of(strings),
            IEnumerable<long> numbers => Of(numbers),
            IEnumerable<int> numbers => Of(numbers.Select(n => (long)n)),
            _ => throw new TypeError($"A value of type {value.GetType()} cannot be an attribute."),
        };

    public static TF_DataType Type(this Operation op, string key) => (TF_DataType)op.Attr(key).Type;

    public static long Int(this Operation op, string key) => op.Attr(key).I;

    public static bool Bool(this Operation op, string key) => op.Attr(key).B;

    public static float Float(this Operation op, string key) => op.Attr(key).F;

    public static string String(this Operation op, string key) => op.Attr(key).S.ToStringUtf8();

    public static Shape Shape(this Operation op, string key) => FromProto(op.Attr(key).Shape);

    public static TensorShapeProto ToProto(Shape shape)
    {
        var proto = new TensorShapeProto { UnknownRank = shape.IsNull };
        if (!shape.IsNull)
            proto.Dim.AddRange(shape.dims.Select(d => new TensorShapeProto.Types.Dim { Size = d }));
        return proto;
    }

    public static Shape FromProto(TensorShapeProto? proto) =>
        proto is null || proto.UnknownRank ? Tensorflow.Shape.Unknown : new([.. proto.Dim.Select(d => d.Size)]);
}
