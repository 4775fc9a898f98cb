using System.Buffers.Binary;
using System.Text;
using Tensorflow.Formats;
using Tensorflow.Formats.Records;

namespace TfNetLstm.Tests.Formats.Events;

public class RecordReaderTests
{
    /// <summary>The first record of TensorFlow's own event file, byte for byte.</summary>
    [Fact]
    public void ARecordIsLaidOutAsTensorFlowDoesIt()
    {
        var golden = Golden.Bytes("files/events/events.out.tfevents.golden");
        var length = BinaryPrimitives.ReadInt32LittleEndian(golden);
        var data = golden.AsSpan(12, length).ToArray();
        Assert.Equal(golden[..(16 + length)], EventBytes.Records([data]));
    }

    [Fact]
    public void RecordsComeBack()
    {
        byte[][] records =
        [
            [],
            [1],
            Encoding.UTF8.GetBytes("some text"),
            new byte[100_000],
        ];
        using var reader = new RecordReader(new BytesFile(EventBytes.Records(records)), "records");
        foreach (var record in records)
            Assert.Equal(record, reader.Read());
        Assert.Null(reader.Read());
        Assert.Equal(0, reader.Rest);
    }

    [Fact]
    public void AFileIsReadWhileItGrows()
    {
        var whole = EventBytes.File;
        var file = new BytesFile([]);
        using var reader = new RecordReader(file, "records");
        var found = 0;
        for (var length = 0; length <= whole.Length; length++)
        {
            file.Bytes = whole[..length];
            while (reader.Read() is not null)
                found++;
            Assert.Equal(EventBytes.Ends.Count(end => end <= length), found);
            Assert.Equal(length - reader.Offset, reader.Rest);
        }
        Assert.Equal(EventBytes.Events.Count, found);
    }

    [Fact]
    public void AWrongChecksumIsTheEndForGood()
    {
        var bytes = EventBytes.File.ToArray();
        bytes[EventBytes.Ends[0] + 13] ^= 1;
        var file = new BytesFile(bytes);
        using var reader = new RecordReader(file, "records");
        Assert.NotNull(reader.Read());
        var error = Assert.Throws<TensorFileException>(reader.Read);
        Assert.Equal((FileErrorKind.DataLoss, (long?)EventBytes.Ends[0]), (error.Kind, error.Offset));
        file.Bytes = EventBytes.File;
        Assert.Same(error, Assert.Throws<TensorFileException>(reader.Read));
    }

    [Theory]
    [InlineData(1UL << 62, FileErrorKind.ResourceExhausted)]
    [InlineData(ulong.MaxValue, FileErrorKind.ResourceExhausted)]
    [InlineData((1UL << 30) + 1, FileErrorKind.ResourceExhausted)]
    [InlineData(1UL << 30, null)]
    [InlineData(5UL, null)]
    public void ALengthThatTheFileDoesNotHaveTakesNoMemory(ulong length, FileErrorKind? expected)
    {
        var file = new byte[16];
        BinaryPrimitives.WriteUInt64LittleEndian(file, length);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(8), MaskedCrc32C.Of(file.AsSpan(0, 8)));
        using var reader = new RecordReader(new BytesFile(file), "records");
        var before = GC.GetAllocatedBytesForCurrentThread();
        if (expected is null)
            Assert.Null(reader.Read());
        else
            Assert.Equal(expected, Assert.Throws<TensorFileException>(reader.Read).Kind);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }
}
