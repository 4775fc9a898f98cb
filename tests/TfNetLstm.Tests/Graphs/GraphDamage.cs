using Google.Protobuf;
using Tensorflow.Formats.Proto;

namespace TfNetLstm.Tests.Graphs;

/// <summary>Changes to a graph that keep it a message: inputs, op types, attributes that belong elsewhere.</summary>
internal static class GraphDamage
{
    private static readonly long[] _numbers = [0, 1, -1, 2, -2, 255, int.MaxValue, long.MaxValue, long.MinValue];

    /// <summary>Changes one thing, as the numbers of <paramref name="random"/> say.</summary>
    public static void Apply(GraphDef graph, Random random)
    {
        var node = Any(graph, random);
        var other = Any(graph, random);
        switch (random.Next(8))
        {
            case 0 when node.Input.Count > 0:
                node.Input[random.Next(node.Input.Count)] = $"{(random.Next(4) == 0 ? "^" : "")}{other.Name}";
                break;
            case 1 when node.Input.Count > 0:
                node.Input[random.Next(node.Input.Count)] = $"{other.Name}:{random.Next(3)}";
                break;
            case 2:
                node.Op = other.Op;
                break;
            case 3 when other.Attr.Count > 0:
                var (key, value) = other.Attr.ElementAt(random.Next(other.Attr.Count));
                node.Attr[key] = value.Clone();
                break;
            case 4 when node.Attr.Count > 0:
                node.Attr.Remove(node.Attr.ElementAt(random.Next(node.Attr.Count)).Key);
                break;
            case 5 when node.Attr.Count > 0:
                Change(node.Attr.ElementAt(random.Next(node.Attr.Count)).Value, random);
                break;
            case 6:
                node.Op = other.Op;
                node.Attr.Clear();
                node.Attr.Add(other.Attr.Clone());
                break;
            case 7:
                node.Input.Clear();
                node.Input.Add(other.Input.Clone());
                break;
        }
    }

    private static NodeDef Any(GraphDef graph, Random random) => graph.Node[random.Next(graph.Node.Count)];

    private static void Change(AttrValue value, Random random)
    {
        var number = _numbers[random.Next(_numbers.Length)];
        switch (value.ValueCase)
        {
            case AttrValue.ValueOneofCase.I:
                value.I = number;
                break;
            case AttrValue.ValueOneofCase.Type:
                value.Type = (DataType)random.Next(-1, 130);
                break;
            case AttrValue.ValueOneofCase.B:
                value.B = !value.B;
                break;
            case AttrValue.ValueOneofCase.S:
                value.S = ByteString.CopyFromUtf8(random.Next(2) == 0 ? "" : "?");
                break;
            case AttrValue.ValueOneofCase.Shape:
                value.Shape.Dim.Add(new TensorShapeProto.Types.Dim { Size = number });
                break;
            case AttrValue.ValueOneofCase.Tensor when random.Next(2) == 0:
                value.Tensor.TensorContent = ByteString.Empty;
                break;
            case AttrValue.ValueOneofCase.Tensor:
                value.Tensor.TensorShape.Dim.Add(new TensorShapeProto.Types.Dim { Size = Math.Abs(number % 1000) });
                break;
        }
    }
}
