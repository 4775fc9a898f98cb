using System.Globalization;
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
            // The runtime takes an array of int for one of any enumeration, and the other way round; once it has seen one
            // as int[], optimized code takes its exact type for granted, so that is asked first.
            _ when value.GetType() == typeof(int[]) => Of(((int[])value).Select(n => (long)n)),
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

    /// <summary>An attribute as TensorFlow's messages print it: <c>DT_FLOAT</c>, <c>true</c>, <c>[1, 2]</c>, <c>"SAME"</c>.</summary>
    public static string Summary(AttrValue value) =>
        value.ValueCase switch
        {
            AttrValue.ValueOneofCase.Type => TypeName(value.Type),
            AttrValue.ValueOneofCase.B => value.B ? "true" : "false",
            AttrValue.ValueOneofCase.I => value.I.ToString(CultureInfo.InvariantCulture),
            AttrValue.ValueOneofCase.F => value.F.ToString(CultureInfo.InvariantCulture),
            AttrValue.ValueOneofCase.S => $"\"{value.S.ToStringUtf8()}\"",
            AttrValue.ValueOneofCase.Shape => FromProto(value.Shape).ToRuntimeString(),
            AttrValue.ValueOneofCase.Tensor => $"Tensor<type: {((TF_DataType)value.Tensor.Dtype).as_cpp_name()} shape: "
                + $"{FromProto(value.Tensor.TensorShape).ToRuntimeString()}>",
            AttrValue.ValueOneofCase.List => $"[{string.Join(", ", ListElements(value.List))}]",
            _ => value.ToString(),
        };

    private static IEnumerable<string> ListElements(AttrValue.Types.ListValue list) =>
        list
            .I.Select(i => i.ToString(CultureInfo.InvariantCulture))
            .Concat(list.Type.Select(TypeName))
            .Concat(list.S.Select(s => $"\"{s.ToStringUtf8()}\""))
            .Concat(list.F.Select(f => f.ToString(CultureInfo.InvariantCulture)))
            .Concat(list.B.Select(b => b ? "true" : "false"))
            .Concat(list.Shape.Select(s => FromProto(s).ToRuntimeString()));

    private static string TypeName(DataType type) => "DT_" + ((TF_DataType)type).as_cpp_name().ToUpperInvariant();
}
