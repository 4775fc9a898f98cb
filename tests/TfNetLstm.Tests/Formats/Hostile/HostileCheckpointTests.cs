using System.Diagnostics;
using Tensorflow.Formats;
using Tensorflow.Formats.Proto;

namespace TfNetLstm.Tests.Formats;

/// <summary>Index files made to break a reader, by the classes of TensorFlow's security advisories: one named error each, quickly, in little memory.</summary>
public class HostileCheckpointTests
{
    private static readonly byte[] FloatAtZero = new byte[4];

    /// <summary>What is wrong, the index file, and what the error has to say.</summary>
    private static readonly Dictionary<string, (Func<byte[]> Index, string Message)> Files = new(StringComparer.Ordinal)
    {
        ["block length near 2^64"] = (
            () =>
                TableFixtures.Table(
                    TableFixtures.Contents(("", TableFixtures.Header())),
                    said: new BlockHandle(0, ulong.MaxValue - 4)
                ),
            "beyond the file's end"
        ),
        ["block offset near 2^64"] = (
            () =>
                TableFixtures.Table(
                    TableFixtures.Contents(("", TableFixtures.Header())),
                    said: new BlockHandle(ulong.MaxValue - 8, 9)
                ),
            "should begin here"
        ),
        ["index block offset plus length wraps"] = (
            () =>
                TableFixtures.Table(
                    TableFixtures.Contents(("", TableFixtures.Header())),
                    saidIndex: new BlockHandle(ulong.MaxValue - 3, 8)
                ),
            "beyond the file's end"
        ),
        ["no header"] = (
            () => TableFixtures.Table(TableFixtures.Contents(("a", TableFixtures.Entry()))),
            "not the header"
        ),
        ["no entries"] = (() => TableFixtures.Table(TableFixtures.Contents()), "has no entry"),
        ["unknown type"] = (() => TableFixtures.Index(entry => entry.Dtype = (DataType)9999), "9999 is no type"),
        ["type 127"] = (() => TableFixtures.Index(entry => entry.Dtype = (DataType)127), "127 is no type"),
        ["no type"] = (() => TableFixtures.Index(entry => entry.Dtype = DataType.DtInvalid), "0 is no type"),
        ["reference type"] = (() => TableFixtures.Index(entry => entry.Dtype = DataType.DtFloatRef), "101 is no type"),
        ["no shape"] = (() => TableFixtures.Index(entry => entry.Shape = null), "has no shape"),
        ["unknown rank"] = (() => TableFixtures.Index(entry => entry.Shape.UnknownRank = true), "rank"),
        ["negative dimension"] = (() => TableFixtures.Index(entry => Dims(entry, -1)), "no shape of a tensor"),
        ["size 0"] = (() => TableFixtures.Index(entry => entry.Size = 0), "is not 0 bytes"),
        ["negative size"] = (() => TableFixtures.Index(entry => entry.Size = -4), "-4 bytes"),
        ["negative offset"] = (() => TableFixtures.Index(entry => entry.Offset = -4), "at -4"),
        ["offset past the end"] = (
            () => TableFixtures.Index(entry => entry.Offset = 1L << 40),
            "ends within or before"
        ),
        ["offset plus size wraps"] = (
            () => TableFixtures.Index(entry => entry.Offset = long.MaxValue - 2),
            "no file has"
        ),
        ["unknown data file"] = (() => TableFixtures.Index(entry => entry.ShardId = 5), "no data file 5 of 1"),
        ["negative data file"] = (() => TableFixtures.Index(entry => entry.ShardId = -1), "no data file -1"),
        ["a lie about data files"] = (
            () => TableFixtures.Index(changeHeader: header => header.NumShards = int.MaxValue),
            "no such file"
        ),
        ["no data files"] = (() => TableFixtures.Index(changeHeader: header => header.NumShards = 0), "0 data files"),
        ["missing slice"] = (
            () =>
                TableFixtures.Index(entry =>
                {
                    Dims(entry, 4);
                    entry.Slices.Add(TensorSlice.Parse("0,2").ToProto());
                }),
            "is missing"
        ),
        ["negative extent"] = (
            () =>
                TableFixtures.Index(entry =>
                {
                    Dims(entry, 4);
                    entry.Slices.Add(Extent(-1, 2));
                }),
            "is not within"
        ),
        ["extent end wraps"] = (
            () =>
                TableFixtures.Index(entry =>
                {
                    Dims(entry, 4);
                    entry.Slices.Add(Extent(long.MaxValue, long.MaxValue));
                }),
            "is not within"
        ),
        ["slice of another rank"] = (
            () =>
                TableFixtures.Index(entry =>
                {
                    Dims(entry, 4);
                    entry.Slices.Add(TensorSlice.Parse("0,2:-").ToProto());
                }),
            "is not within"
        ),
        ["dimensions that multiply to 0"] = (
            () => TableFixtures.Index(entry => Dims(entry, 1L << 32, 1L << 32)),
            "no shape of a tensor"
        ),
        ["dimensions that multiply to a small number"] = (
            () => TableFixtures.Index(entry => Dims(entry, (1L << 62) + 1, 4)),
            "no shape of a tensor"
        ),
        ["2^31 x 2^31 x 4"] = (
            () => TableFixtures.Index(entry => Dims(entry, 1L << 31, 1L << 31, 4)),
            "no shape of a tensor"
        ),
        ["an overflow behind a 0"] = (
            () => TableFixtures.Index(entry => Dims(entry, 0, 1L << 62, 1L << 62)),
            "no shape of a tensor"
        ),
        ["bytes that overflow"] = (
            () => TableFixtures.Index(entry => Dims(entry, long.MaxValue / 2)),
            "is not 4 bytes"
        ),
        ["too many dimensions"] = (
            () => TableFixtures.Index(entry => Dims(entry, [.. Enumerable.Repeat(1L, 300)])),
            "254 are the most"
        ),
        ["the same key twice"] = (
            () =>
                TableFixtures.Table(
                    TableFixtures.Contents(
                        ("", TableFixtures.Header()),
                        ("a", TableFixtures.Entry()),
                        ("a", TableFixtures.Entry())
                    )
                ),
            "do not ascend"
        ),
        ["keys in disorder"] = (
            () =>
                TableFixtures.Table(
                    TableFixtures.Contents(
                        ("", TableFixtures.Header()),
                        ("b", TableFixtures.Entry()),
                        ("a", TableFixtures.Entry())
                    )
                ),
            "do not ascend"
        ),
        ["2^62 strings in a small file"] = (
            () =>
                TableFixtures.Index(entry =>
                {
                    entry.Dtype = DataType.DtString;
                    Dims(entry, 1L << 62);
                }),
            "is not 4 bytes"
        ),
        ["an entry that is no message"] = (
            () => TableFixtures.Table(TableFixtures.Contents(("", TableFixtures.Header()), ("a", [0xff, 0xff, 0xff]))),
            "no BundleEntryProto"
        ),
        ["a name that is no text"] = (() => IndexWithKey([0x61, 0xff]), "no text in UTF-8"),
        ["a piece of nothing"] = (() => IndexWithKey([0, 0x61]), "belongs to no tensor"),
        ["value length beyond the block"] = (
            () => TableFixtures.Table([0, 0, 200, 1, 0, 0, 0, 0, 1, 0, 0, 0]),
            "a value should have 200 bytes"
        ),
        ["key length beyond the block"] = (
            () => TableFixtures.Table([0, 0xff, 0xff, 3, 0, 0, 0, 0, 0, 1, 0, 0, 0]),
            "a key should have 65535 bytes"
        ),
        ["a shared length without a key before"] = (
            () => TableFixtures.Table([9, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0]),
            "takes 9 bytes"
        ),
        ["a number without an end"] = (
            () => TableFixtures.Table([.. Enumerable.Repeat((byte)0xff, 11), 0, 0, 0, 0, 1, 0, 0, 0]),
            "more than 64 bits"
        ),
        ["restarts beyond the block"] = (
            () => TableFixtures.Table([0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff]),
            "does not have the restarts"
        ),
        ["a block compressed with Snappy"] = (
            () => TableFixtures.Table(TableFixtures.Contents(("", TableFixtures.Header())), type: 1),
            "compressed with Snappy"
        ),
        ["a block of unknown type"] = (
            () => TableFixtures.Table(TableFixtures.Contents(("", TableFixtures.Header())), type: 7),
            "unknown type 7"
        ),
        ["highest byte first"] = (
            () =>
                TableFixtures.Index(changeHeader: header => header.Endianness = BundleHeaderProto.Types.Endianness.Big),
            "big-endian"
        ),
        ["for later readers"] = (
            () => TableFixtures.Index(changeHeader: header => header.Version.MinConsumer = 2),
            "asks for a reader of version 2"
        ),
        ["not for this reader"] = (
            () => TableFixtures.Index(changeHeader: header => header.Version.BadConsumers.Add(1)),
            "cannot be read"
        ),
        ["no table"] = (
            () => "this is a text, and it is long enough to have a footer of a table"u8.ToArray(),
            "not those of a table"
        ),
    };

    public static TheoryData<string> Names => [.. Files.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void AHostileIndexIsOneNamedError(string name)
    {
        (Func<byte[]> make, string message) = Files[name];
        byte[] index = make();
        var files = new MemoryFileLayer();
        files["dir/m.index"] = index;
        files["dir/m.data-00000-of-00001"] = FloatAtZero;
        TensorFileException error = Refusal.Of(
            () =>
            {
                using CheckpointReader reader = CheckpointReader.Open("dir/m", files);
                reader.Verify();
            },
            index.Length
        );
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.StartsWith("dir/m.", error.File, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("80808080808080808080", "lengths")]
    [InlineData("FFFFFFFFFFFFFFFFFF01", "")]
    [InlineData("05050505", "")]
    [InlineData("0101", "")]
    public void HostileStringsAreOneNamedError(string bytes, string message)
    {
        byte[] data = Convert.FromHexString(bytes);
        var files = new MemoryFileLayer();
        files["dir/m.index"] = TableFixtures.Index(entry =>
        {
            entry.Dtype = DataType.DtString;
            Dims(entry, 2);
            entry.Size = data.Length;
            entry.Crc32C = MaskedCrc32C.Of(data);
        });
        files["dir/m.data-00000-of-00001"] = data;
        using CheckpointReader reader = CheckpointReader.Open("dir/m", files);
        TensorFileException error = Refusal.Of(() => reader.ReadStrings("a"), data.Length);
        Assert.Equal(FileErrorKind.DataLoss, error.Kind);
        Assert.Contains(message == "lengths" ? "64 bits" : "", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ABombOfSharedKeysIsRefused()
    {
        // Each entry repeats a key of 60,000 bytes for the price of four.
        var contents = new ByteSink();
        Append(contents, 0, [], TableFixtures.Header());
        Append(contents, 0, new byte[60000], []);
        for (int i = 0; i < 2000; i++)
        {
            Append(contents, 60000 - 1, [(byte)(1 + (i >> 8)), (byte)i], []);
        }
        contents.AppendFixed32(0);
        contents.AppendFixed32(1);
        byte[] index = TableFixtures.Table(contents.Written);
        TensorFileException error = Refusal.Of(() => TableReader.ReadAll("bomb", index), index.Length);
        Assert.Equal(FileErrorKind.ResourceExhausted, error.Kind);
    }

    [Fact]
    public void AnIndexThatIsTooLongIsNotRead()
    {
        var error = Assert.Throws<TensorFileException>(() => MessageFile.ReadBytes(new OneLongFile(), "long", 1 << 20));
        Assert.Equal(FileErrorKind.ResourceExhausted, error.Kind);
    }

    private static void Append(ByteSink sink, int shared, ReadOnlySpan<byte> own, ReadOnlySpan<byte> value)
    {
        sink.AppendVarint((ulong)shared);
        sink.AppendVarint((ulong)own.Length);
        sink.AppendVarint((ulong)value.Length);
        sink.Append(own);
        sink.Append(value);
    }

    private static void Dims(BundleEntryProto entry, params long[] dims) => entry.Shape = TensorShapes.ToProto(dims);

    private static TensorSliceProto Extent(long start, long length)
    {
        var slice = new TensorSliceProto();
        slice.Extent.Add(new TensorSliceProto.Types.Extent { Start = start, Length = length });
        return slice;
    }

    private static byte[] IndexWithKey(byte[] key)
    {
        var table = new TableBuilder();
        table.Add([], TableFixtures.Header());
        table.Add(key, TableFixtures.Entry());
        return table.Finish().ToArray();
    }

    /// <summary>A file said to have 2^62 bytes.</summary>
    private sealed class OneLongFile : IFileLayer, IFileReader
    {
        public string Path => "long";

        public long Length => 1L << 62;

        public int ReadAt(long offset, Span<byte> destination) => throw new UnreachableException();

        public IFileReader OpenRead(string path) => this;

        public bool FileExists(string path) => true;

        public bool FolderExists(string path) => false;

        public IReadOnlyList<string> ListFiles(string folder) => [];

        public IFileWriter Create(string path) => throw new UnreachableException();

        public void Rename(string from, string to) => throw new UnreachableException();

        public void Delete(string path) => throw new UnreachableException();

        public void CreateFolder(string folder) => throw new UnreachableException();

        public void FlushFolder(string folder) => throw new UnreachableException();

        public void Dispose() { }
    }
}
