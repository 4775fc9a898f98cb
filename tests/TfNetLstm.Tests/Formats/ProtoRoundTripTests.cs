using Google.Protobuf;
using Tensorflow.Formats.Proto;

namespace TfNetLstm.Tests.Formats;

public class ProtoRoundTripTests
{
    [Fact]
    public void GraphOfTensorFlowKeepsItsBytes()
    {
        byte[] file = File.ReadAllBytes("Golden/model/graph.pb");
        GraphDef graph = GraphDef.Parser.ParseFrom(file);
        Assert.Equal(3351, graph.Node.Count);
        Assert.Equal(1645, graph.Versions.Producer);
        Assert.Equal(file, graph.ToByteArray());
    }

    [Fact]
    public void GraphOfTensorFlowHasNoFieldThatOurMessagesLack()
    {
        byte[] file = File.ReadAllBytes("Golden/model/graph.pb");
        GraphDef graph = GraphDef.Parser.WithDiscardUnknownFields(true).ParseFrom(file);
        Assert.Equal(file.Length, graph.CalculateSize());
    }

    [Fact]
    public void FieldsOfALaterTensorFlowAreKept()
    {
        // Field 1000, a varint of 7, in front of a name.
        byte[] file = [0xC0, 0x3E, 7, (1 << 3) | 2, 1, (byte)'a'];
        NodeDef node = NodeDef.Parser.ParseFrom(file);
        Assert.Equal("a", node.Name);
        Assert.Equal(file.Order(), node.ToByteArray().Order());
    }

    [Fact]
    public void EveryTypeHasItsReferenceType()
    {
        DataType[] types =
        [
            .. Enum.GetValues<DataType>().Where(type => type is not DataType.DtInvalid and < (DataType)100),
        ];
        Assert.Equal(27, types.Length);
        foreach (DataType type in types)
        {
            Assert.Equal($"{type}Ref", ((DataType)((int)type + 100)).ToString());
        }
    }
}
