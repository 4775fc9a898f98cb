using System.Text;
using Tensorflow.Formats;
using Tensorflow.Formats.Proto;

namespace TfNetLstm.Tests.Formats;

/// <summary>Message files made to break a reader.</summary>
public class HostileMessageTests
{
    [Theory]
    [InlineData(200)]
    [InlineData(10_000)]
    [InlineData(1_000_000)]
    public void DeepNestingIsRefused(int depth)
    {
        byte[] bytes = NestedMessages.Graph(depth);
        Refusal.Of(() => MessageFile.Parse<GraphDef>("deep.pb", bytes), bytes.Length);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(10_000)]
    [InlineData(1_000_000)]
    public void DeepNestingInTextIsRefused(int depth)
    {
        byte[] text = Encoding.ASCII.GetBytes(NestedMessages.GraphText(depth));
        TensorFileException error = Refusal.Of(() => MessageFile.ParseText<GraphDef>("deep.pbtxt", text), text.Length);
        Assert.Contains("100 deep", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void NestingThatTensorFlowWritesIsRead()
    {
        byte[] bytes = NestedMessages.Graph(20);
        GraphDef graph = MessageFile.Parse<GraphDef>("deep.pb", bytes);
        Assert.Equal(
            graph,
            MessageFile.ParseText<GraphDef>("deep.pbtxt", Encoding.ASCII.GetBytes(NestedMessages.GraphText(20)))
        );
    }

    [Theory]
    [InlineData("0A FF FF FF FF 0F")]
    [InlineData("0A FF FF FF FF FF FF FF FF 7F")]
    [InlineData("0A 05 61")]
    [InlineData("0B")]
    [InlineData("07 00")]
    [InlineData("FF FF FF FF FF FF FF FF FF FF FF")]
    [InlineData("0A 03 0A 01 FF")]
    public void BytesThatAreNoMessageAreRefused(string hex)
    {
        byte[] bytes = Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
        TensorFileException error = Refusal.Of(() => MessageFile.Parse<GraphDef>("bad.pb", bytes), bytes.Length);
        Assert.Equal(FileErrorKind.DataLoss, error.Kind);
        Assert.StartsWith("bad.pb: this is no tensorflow.GraphDef", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("node {")]
    [InlineData("node { name: \"a }")]
    [InlineData("node { nome: \"a\" }")]
    [InlineData("node { name: \"a\" name: \"b\" }")]
    [InlineData("versions { producer: 99999999999 }")]
    [InlineData("node: 1")]
    public void TextThatIsNoMessageIsRefused(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        TensorFileException error = Refusal.Of(() => MessageFile.ParseText<GraphDef>("bad.pbtxt", bytes), bytes.Length);
        Assert.StartsWith("bad.pbtxt: line 1, column ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TextThatIsNoUtf8IsRefused()
    {
        byte[] bytes = [.. "node { name: \""u8, 0xff, .. "\" }"u8];
        TensorFileException error = Refusal.Of(() => MessageFile.ParseText<GraphDef>("bad.pbtxt", bytes), bytes.Length);
        Assert.Contains("UTF-8", error.Message, StringComparison.Ordinal);
    }
}
