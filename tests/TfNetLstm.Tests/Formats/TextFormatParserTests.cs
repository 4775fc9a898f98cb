using Google.Protobuf;
using Tensorflow.Formats;
using Tensorflow.Formats.Proto;

namespace TfNetLstm.Tests.Formats;

public class TextFormatParserTests
{
    [Fact]
    public void GraphReadsBackFromPythonsText()
    {
        GraphDef graph = GraphDef.Parser.ParseFrom(File.ReadAllBytes("Golden/model/graph.pb"));
        GraphDef parsed = TextFormat.Parse<GraphDef>(File.ReadAllText("Golden/model/graph.pbtxt"));
        Assert.True(graph.Equals(parsed));
    }

    [Fact]
    public void OpListReadsAndPrintsBack()
    {
        string text = File.ReadAllText("Golden/op_defs.pbtxt");
        OpList ops = TextFormat.Parse<OpList>(text);
        Assert.Equal(1862, ops.Op.Count);
        TextFormatPrinterTests.AssertSameText(text, TextFormat.Print(ops));
    }

    // Each pair says the same; the right side as the printer writes it.
    [Theory]
    [InlineData("i: 0x1F", "i: 31\n")]
    [InlineData("i: -017", "i: -15\n")]
    [InlineData("i: -9223372036854775808", "i: -9223372036854775808\n")]
    [InlineData("f: 1", "f: 1.0\n")]
    [InlineData("f: 1.5f", "f: 1.5\n")]
    [InlineData("f: - .5e+1", "f: -5.0\n")]
    [InlineData("f: -Infinity", "f: -inf\n")]
    [InlineData("f: inff", "f: inf\n")]
    [InlineData("f: NaN", "f: nan\n")]
    [InlineData("b: t", "b: true\n")]
    [InlineData("b: 0", "b: false\n")]
    [InlineData("type: 3", "type: DT_INT32\n")]
    [InlineData("type: -4", "type: -4\n")]
    [InlineData("s: 'a' \"b\"\n# comment\n'c'", "s: \"abc\"\n")]
    [InlineData("s: '\\x41\\102\\u00e4\\U0001F600\\?'", "s: \"AB\\303\\244\\360\\237\\230\\200?\"\n")]
    [InlineData("s: 'ä'", "s: \"\\303\\244\"\n")]
    [InlineData(
        "shape { dim { size: 2 }; dim: < size: -1 >, }",
        "shape {\n  dim {\n    size: 2\n  }\n  dim {\n    size: -1\n  }\n}\n"
    )]
    [InlineData("shape { dim [{ size: 2 }, {}] }", "shape {\n  dim {\n    size: 2\n  }\n  dim {\n  }\n}\n")]
    [InlineData("list { i: [1, 2] i: 3 f: [] }", "list {\n  i: 1\n  i: 2\n  i: 3\n}\n")]
    [InlineData(
        "func { attr { key: 'a' } attr { key: 'a' value { i: 1 } } }",
        "func {\n  attr {\n    key: \"a\"\n    value {\n      i: 1\n    }\n  }\n}\n"
    )]
    [InlineData("\r\n\t # nothing", "")]
    public void EverySpellingIsRead(string text, string canonical) =>
        Assert.Equal(canonical, TextFormat.Print(TextFormat.Parse<AttrValue>(text)));

    [Theory]
    [InlineData("x: 1", 1, 1, "tensorflow.AttrValue has no field 'x'")]
    [InlineData("shape {\n  dim {\n    sise: 1\n  }\n}", 3, 5, "tensorflow.TensorShapeProto.Dim has no field 'sise'")]
    [InlineData("i 1", 1, 3, "expected ':' after 'i', found '1'")]
    [InlineData("shape: 1", 1, 8, "expected '{', found '1'")]
    [InlineData(
        "shape { dim {\n",
        2,
        1,
        "expected a field name of tensorflow.TensorShapeProto.Dim or '}', found the end of the text"
    )]
    [InlineData("shape { dim < }", 1, 15, "expected a field name of tensorflow.TensorShapeProto.Dim or '>', found '}'")]
    [InlineData("}", 1, 1, "expected a field name of tensorflow.AttrValue, found '}'")]
    [InlineData("i: 1\nf: 2", 2, 1, "'f' stands beside another field of the oneof 'value'")]
    [InlineData("shape { unknown_rank: true unknown_rank: false }", 1, 28, "'unknown_rank' is given twice")]
    [InlineData(
        "i: 9223372036854775808",
        1,
        4,
        "9223372036854775808 is not within -9223372036854775808 to 9223372036854775807"
    )]
    [InlineData("i: 18446744073709551616", 1, 4, "'18446744073709551616' is not a whole number of 64 bits")]
    [InlineData("i: 1.5", 1, 4, "'1.5' is not a whole number of 64 bits")]
    [InlineData("i: 08", 1, 4, "'08' is not a whole number of 64 bits")]
    [InlineData("i: 'a'", 1, 4, "expected a whole number, found ''a''")]
    [InlineData("f: 1x", 1, 4, "'1x' is not a number")]
    [InlineData("f: 01.5", 1, 4, "'01.5' is not a number")]
    [InlineData("b: yes", 1, 4, "expected true or false, found 'yes'")]
    [InlineData("type: DT_FLAOT", 1, 7, "enum tensorflow.DataType has no value 'DT_FLAOT'")]
    [InlineData("s: abc", 1, 4, "expected a quoted string, found 'abc'")]
    [InlineData("s: \"abc\nd\"", 1, 4, "the string has no closing quote on its line")]
    [InlineData("s: 'abc\\", 1, 4, "the string has no closing quote on its line")]
    [InlineData("s: 'a\\q'", 1, 6, "'\\q' is not an escape")]
    [InlineData("s: '\\400'", 1, 5, "'\\400' is not a byte")]
    [InlineData("s: '\\x'", 1, 5, "'\\x' is not a byte")]
    [InlineData("s: '\\u12'", 1, 5, "'\\u' needs 4 hex digits")]
    [InlineData("s: '\\uD800'", 1, 5, "'\\uD800' is not a Unicode character")]
    [InlineData("placeholder: '\\377'", 1, 14, "the string's bytes are not UTF-8")]
    [InlineData("list { i: [1 2] }", 1, 14, "expected ',' or ']', found '2'")]
    [InlineData("i: 1 %", 1, 6, "'%' begins no token")]
    public void MistakeIsNamedWithItsPlace(string text, int line, int column, string reason)
    {
        var error = Assert.Throws<TextFormatException>(() => TextFormat.Parse<AttrValue>(text));
        Assert.Equal(FormattableString.Invariant($"line {line}, column {column}: {reason}"), error.Message);
        Assert.Equal((line, column), (error.Line, error.Column));
    }

    [Fact]
    public void NestingHasALimit()
    {
        string nested = string.Concat(Enumerable.Repeat("args { ", 101)) + string.Concat(Enumerable.Repeat("}", 101));
        var error = Assert.Throws<TextFormatException>(() => TextFormat.Parse<FullTypeDef>(nested));
        Assert.Equal("line 1, column 706: messages are nested more than 100 deep", error.Message);
    }

    [Fact]
    public void EveryCutOfATextIsReadOrRefusedWithItsPlace()
    {
        const string text = "attr { key: \"\\001\" value { list { f: [-1e-5, inf] type: DT_FLOAT } } } # end";
        for (int length = 0; length < text.Length; length++)
        {
            Exception? error = Record.Exception(() => TextFormat.Parse<NodeDef>(text[..length]));
            bool isWhole = length == 0 || length >= text.LastIndexOf('}') + 1;
            Assert.True(
                isWhole ? error is null : error is TextFormatException,
                $"'{text[..length]}' gives {error?.Message}"
            );
        }
    }

    [Fact]
    public void EveryFieldKindSurvives()
    {
        var tensor = new TensorProto
        {
            Dtype = DataType.DtResource,
            VersionNumber = -3,
            TensorContent = ByteString.CopyFrom(0, 255),
            DoubleVal = { 0.1, double.NegativeInfinity },
            BoolVal = { true, false },
            Uint32Val = { uint.MaxValue },
            Uint64Val = { ulong.MaxValue },
            ResourceHandleVal =
            {
                new ResourceHandleProto { Name = "a\n'\"", HashCode = 1 },
            },
        };
        Assert.Equal(tensor, TextFormat.Parse<TensorProto>(TextFormat.Print(tensor)));
        var info = new GraphDebugInfo
        {
            Files = { "a.py" },
            FramesById =
            {
                [ulong.MaxValue] = new() { Line = 0, Func = "" },
                [2] = new(),
            },
            NameToTraceId = { ["a@"] = 7 },
        };
        Assert.Equal(info, TextFormat.Parse<GraphDebugInfo>(TextFormat.Print(info)));
    }
}
