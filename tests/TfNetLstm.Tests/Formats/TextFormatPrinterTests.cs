using Google.Protobuf;
using Tensorflow.Formats;
using Tensorflow.Formats.Proto;
using Any = Google.Protobuf.WellKnownTypes.Any;

namespace TfNetLstm.Tests.Formats;

public class TextFormatPrinterTests
{
    [Fact]
    public void GraphPrintsAsPythonPrintsIt()
    {
        GraphDef graph = GraphDef.Parser.ParseFrom(File.ReadAllBytes("Golden/model/graph.pb"));
        AssertSameText(File.ReadAllText("Golden/model/graph.pbtxt"), TextFormat.Print(graph));
    }

    // What repr(ToShortestFloat(x)) of Python's text_format gives.
    [Theory]
    [InlineData(0f, "0.0")]
    [InlineData(-0f, "-0.0")]
    [InlineData(0.1f, "0.1")]
    [InlineData(1e-4f, "0.0001")]
    [InlineData(1e-5f, "1e-05")]
    [InlineData(float.Epsilon, "1.4013e-45")]
    [InlineData(16777216f, "16777216.0")]
    [InlineData(123456789f, "123456790.0")]
    [InlineData(1e15f, "1000000000000000.0")]
    [InlineData(1e16f, "1e+16")]
    [InlineData(float.MaxValue, "3.4028235e+38")]
    [InlineData(-0.088388346f, "-0.088388346")]
    [InlineData(float.PositiveInfinity, "inf")]
    [InlineData(float.NegativeInfinity, "-inf")]
    [InlineData(float.NaN, "nan")]
    public void FloatPrintsAsInPython(float value, string expected) =>
        Assert.Equal($"f: {expected}\n", TextFormat.Print(new AttrValue { F = value }));

    [Theory]
    [InlineData(0.1, "0.1")]
    [InlineData(1.0 / 3, "0.3333333333333333")]
    [InlineData(100, "100.0")]
    [InlineData(2.5e15, "2500000000000000.0")]
    [InlineData(9999999999999998, "9999999999999998.0")]
    [InlineData(-1e16, "-1e+16")]
    [InlineData(-34946008e9, "-3.4946008e+16")]
    [InlineData(1e17, "1e+17")]
    [InlineData(1e22, "1e+22")]
    [InlineData(5e-324, "5e-324")]
    public void DoublePrintsAsInPython(double value, string expected) =>
        Assert.Equal($"double_val: {expected}\n", TextFormat.Print(new TensorProto { DoubleVal = { value } }));

    [Fact]
    public void BytesAreEscaped()
    {
        var value = new AttrValue { S = ByteString.CopyFrom(0, 7, 9, 10, 13, 31, 34, 39, 92, 63, 126, 127, 128, 255) };
        Assert.Equal("""s: "\000\007\t\n\r\037\"\'\\?~\177\200\377" """.TrimEnd() + "\n", TextFormat.Print(value));
    }

    [Fact]
    public void TextIsEscapedAsItsUtf8Bytes() =>
        Assert.Equal("name: \"\\303\\244\"\n", TextFormat.Print(new NodeDef { Name = "ä" }));

    [Fact]
    public void MapsAreSortedByKey()
    {
        var node = new NodeDef
        {
            Attr =
            {
                ["b"] = new AttrValue { B = false },
                ["_c"] = new AttrValue { I = -1 },
                ["T"] = new AttrValue { Type = DataType.DtFloatRef },
            },
        };
        const string expected = """
            attr {
              key: "T"
              value {
                type: DT_FLOAT_REF
              }
            }
            attr {
              key: "_c"
              value {
                i: -1
              }
            }
            attr {
              key: "b"
              value {
                b: false
              }
            }

            """;
        AssertSameText(expected.ReplaceLineEndings("\n"), TextFormat.Print(node));
    }

    [Fact]
    public void ZeroIsPrintedWhereSetAndUnsetDiffer()
    {
        var place = new GraphDebugInfo.Types.FileLineCol { Line = 0 };
        Assert.Equal("line: 0\n", TextFormat.Print(place));
        Assert.Equal("", TextFormat.Print(new VersionDef { Producer = 0 }));
    }

    [Fact]
    public void EnumValueWithoutNamePrintsItsNumber() =>
        Assert.Equal("type: 99\n", TextFormat.Print(new AttrValue { Type = (DataType)99 }));

    /// <summary>Names the first line that differs: the texts have up to a million characters.</summary>
    internal static void AssertSameText(string expected, string actual)
    {
        if (expected == actual)
        {
            return;
        }
        string[] expectedLines = expected.Split('\n');
        string[] actualLines = actual.Split('\n');
        int line = expectedLines.Zip(actualLines).TakeWhile(pair => pair.First == pair.Second).Count();
        string expectedLine = expectedLines.ElementAtOrDefault(line) ?? "nothing";
        string actualLine = actualLines.ElementAtOrDefault(line) ?? "nothing";
        Assert.Fail(FormattableString.Invariant($"line {line + 1}: expected '{expectedLine}', found '{actualLine}'"));
    }

    [Fact]
    public void PackedMessagesAreShownAndRead()
    {
        var meta = new MetaGraphDef
        {
            MetaInfoDef = new() { AnyInfo = Any.Pack(new VariableDef { VariableName = "v:0" }) },
        };
        var unknown = new Any
        {
            TypeUrl = "type.googleapis.com/other.Message",
            Value = ByteString.CopyFromUtf8("\u0001"),
        };
        meta.CollectionDef["any"] = new() { AnyList = new() { Value = { unknown } } };
        string text = TextFormat.Print(meta);
        Assert.Equal(
            """
            meta_info_def {
              any_info {
                [type.googleapis.com/tensorflow.VariableDef] {
                  variable_name: "v:0"
                }
              }
            }
            collection_def {
              key: "any"
              value {
                any_list {
                  value {
                    type_url: "type.googleapis.com/other.Message"
                    value: "\001"
                  }
                }
              }
            }

            """,
            text
        );
        Assert.Equal(meta, TextFormat.Parse<MetaGraphDef>(text));
    }

    [Theory]
    [InlineData(
        "meta_info_def { any_info { [type.googleapis.com/no.Such] { } } }",
        "'type.googleapis.com/no.Such' is no type"
    )]
    [InlineData("meta_info_def { any_info { [a { } } }", "has no end")]
    [InlineData("meta_info_def { [a/b] { } }", "expected a field name")]
    public void PackedMessagesOfNoTypeAreErrors(string text, string message)
    {
        var error = Assert.Throws<TextFormatException>(() => TextFormat.Parse<MetaGraphDef>(text));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }
}
