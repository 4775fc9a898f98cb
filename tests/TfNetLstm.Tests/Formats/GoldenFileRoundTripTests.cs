using Google.Protobuf;
using Tensorflow.Formats;
using Tensorflow.Formats.Proto;

namespace TfNetLstm.Tests.Formats;

/// <summary>Files of TensorFlow's, read and written: no byte and no field is lost, in binary form and as text.</summary>
public class GoldenFileRoundTripTests
{
    [Fact]
    public void GraphKeepsItsBytes() => RoundTrip<GraphDef>("model/graph.pb");

    [Fact]
    public void MetaGraphKeepsItsBytes() => RoundTrip<MetaGraphDef>("files/model.ckpt-10.meta");

    [Fact]
    public void SavedModelKeepsItsBytes() => RoundTrip<SavedModel>("files/saved_model/saved_model.pb");

    [Fact]
    public void GraphTextKeepsItsBytes()
    {
        byte[] bytes = Golden.Bytes("model/graph.pbtxt");
        var files = new MemoryFileLayer();
        MessageFile.WriteText(files, "dir/graph.pbtxt", MessageFile.ParseText<GraphDef>("graph.pbtxt", bytes));
        Assert.True(bytes.AsSpan().SequenceEqual(files["dir/graph.pbtxt"]));
    }

    [Fact]
    public void EveryCollectionOfTheMetaGraphIsUnderstood()
    {
        MetaGraphDef meta = MessageFile.Parse<MetaGraphDef>("", Golden.Bytes("files/model.ckpt-10.meta"));
        foreach (string key in (string[])["variables", "trainable_variables"])
        {
            foreach (ByteString bytes in meta.CollectionDef[key].BytesList.Value)
            {
                VariableDef variable = VariableDef.Parser.WithDiscardUnknownFields(true).ParseFrom(bytes);
                Assert.Equal(bytes.Length, variable.CalculateSize());
                Assert.NotEmpty(variable.SnapshotName);
            }
        }
    }

    private static void RoundTrip<T>(string name)
        where T : IMessage<T>, new()
    {
        byte[] bytes = Golden.Bytes(name);
        var files = new MemoryFileLayer();
        T message = MessageFile.Parse<T>(name, bytes);
        MessageFile.Write(files, "dir/copy", message);
        Assert.True(bytes.AsSpan().SequenceEqual(files["dir/copy"]));
        var known = new MessageParser<T>(() => new T()).WithDiscardUnknownFields(true).ParseFrom(bytes);
        Assert.Equal(bytes.Length, known.CalculateSize());
        MessageFile.WriteText(files, "dir/text", message);
        T fromText = MessageFile.ReadText<T>(files, "dir/text");
        Assert.Equal(message, fromText);
        Assert.Equal(bytes.Length, fromText.CalculateSize());
    }
}
