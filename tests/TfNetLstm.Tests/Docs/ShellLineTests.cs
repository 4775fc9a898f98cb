namespace TfNetLstm.Tests.Docs;

public class ShellLineTests
{
    [Theory]
    [InlineData("dotnet test", "dotnet|test")]
    [InlineData("  a   'b c' \"d e\" ''", "a|b c|d e|")]
    [InlineData("a b # says nothing", "a|b")]
    [InlineData("a >b", "a")]
    [InlineData("a --x=1 | head", "a|--x=1")]
    [InlineData("# nothing", "")]
    [InlineData("it#is x", "it#is|x")]
    public void HasWords(string line, string words) => Assert.Equal(words, string.Join('|', ShellLine.Words(line)));

    [Fact]
    public void LongLinesArePutTogether() =>
        Assert.Equal(["a  --b", "c", "d"], ShellLine.Of(["a \\", "--b", "", "# no", "c && d"]));
}
