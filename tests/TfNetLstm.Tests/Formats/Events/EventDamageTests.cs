using Google.Protobuf;
using Tensorflow.Formats;
using Tensorflow.Formats.Proto;

namespace TfNetLstm.Tests.Formats.Events;

/// <summary>Damaged event files: the events before the damage, then a named error or the end; never a wrong event.</summary>
public class EventDamageTests(ITestOutputHelper output)
{
    [Fact]
    public void CutAnywhereItGivesTheWholeEvents()
    {
        for (var length = 0; length <= EventBytes.File.Length; length++)
        {
            var (events, error) = EventBytes.Read(EventBytes.File[..length]);
            Assert.Null(error);
            Assert.Equal(EventBytes.Events.Take(EventBytes.Ends.Count(end => end <= length)), events);
        }
        output.WriteLine($"{EventBytes.File.Length} offsets cut");
    }

    [Fact]
    public void AnyByteChangedToAnyOtherIsFound()
    {
        var bytes = EventBytes.File.ToArray();
        var (errors, torn) = (0, 0);
        for (var i = 0; i < bytes.Length; i++)
        {
            var whole = EventBytes.Ends.Count(end => end <= i);
            for (var change = 1; change < 256; change++)
            {
                bytes[i] ^= (byte)change;
                var (events, error) = EventBytes.Read(bytes);
                Assert.Equal(whole, events.Count);
                Assert.Equal(EventBytes.Events.Take(whole), events);
                _ = error is null ? torn++ : errors++;
                if (error is not null)
                    Assert.Equal((long?)(whole == 0 ? 0 : EventBytes.Ends[whole - 1]), error.Offset);
                bytes[i] ^= (byte)change;
            }
        }
        Assert.Equal(bytes.Length * 255, errors);
        Assert.Equal(0, torn);
        output.WriteLine($"{errors} bytes changed");
    }

    [Fact]
    public void ThousandMutationsGiveOnlyEventsThatWereWritten()
    {
        const int Mutations = 1000;
        var random = new Random(20261123);
        var known = EventBytes.Events.ToHashSet();
        var errors = 0;
        for (var i = 0; i < Mutations; i++)
        {
            var bytes = EventBytes.File.ToList();
            for (var change = random.Next(1, 5); change > 0; change--)
                Mutate(bytes, random);
            var (events, error) = EventBytes.Read([.. bytes]);
            Assert.All(events, e => Assert.Contains(e, known));
            errors += error is null ? 0 : 1;
        }
        output.WriteLine($"{Mutations} mutations, {errors} of them named errors");
        Assert.InRange(errors, Mutations / 2, Mutations);
    }

    [Fact]
    public void RecordsWithTheRightChecksumAndOtherContentAreNamedErrors()
    {
        const int Mutations = 1000;
        var random = new Random(7);
        for (var i = 0; i < Mutations; i++)
        {
            var record = EventBytes.Events[2].ToByteArray();
            for (var change = random.Next(1, 4); change > 0; change--)
                record[random.Next(record.Length)] = (byte)random.Next(256);
            var (events, error) = EventBytes.Read(EventBytes.Records([EventBytes.Events[0].ToByteArray(), record]));
            Assert.Equal(EventBytes.Events[0], events[0]);
            Assert.Equal(error is null ? 2 : 1, events.Count);
            Assert.True(error is null or { Kind: FileErrorKind.DataLoss });
        }
    }

    [Theory]
    [InlineData("brain.Event:3", FileErrorKind.Unimplemented)]
    [InlineData("brain.Event:", FileErrorKind.Unimplemented)]
    [InlineData("something", FileErrorKind.DataLoss)]
    [InlineData("", FileErrorKind.DataLoss)]
    public void AFileBeginsWithItsVersion(string version, FileErrorKind expected)
    {
        var (events, error) = EventBytes.Read(EventBytes.Records([new Event { FileVersion = version }.ToByteArray()]));
        Assert.Empty(events);
        Assert.Equal(expected, error!.Kind);
        Assert.Contains("brain.Event:2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TensorsWithinTensorsWithoutEndAreANamedError()
    {
        var tensor = new TensorProto();
        for (var depth = 0; depth < 1000; depth++)
            tensor = new() { VariantVal = { new VariantTensorDataProto { Tensors = { tensor } } } };
        var summary = new Event { Summary = new() { Value = { new Summary.Types.Value { Tensor = tensor } } } };
        var (events, error) = EventBytes.Read(
            EventBytes.Records([EventBytes.Events[0].ToByteArray(), summary.ToByteArray()])
        );
        Assert.Single(events);
        Assert.Equal(FileErrorKind.DataLoss, error!.Kind);
    }

    private static void Mutate(List<byte> bytes, Random random)
    {
        var at = random.Next(bytes.Count);
        var count = Math.Min(random.Next(1, 24), bytes.Count - at);
        switch (random.Next(5))
        {
            case 0:
                bytes[at] = (byte)random.Next(256);
                break;
            case 1:
                bytes.RemoveRange(at, count);
                break;
            case 2:
                bytes.InsertRange(at, Enumerable.Range(0, count).Select(_ => (byte)random.Next(256)));
                break;
            case 3:
                bytes.InsertRange(at, bytes.GetRange(random.Next(bytes.Count - count + 1), count));
                break;
            default:
                for (var i = at; i < at + count; i++)
                    bytes[i] = 0;
                break;
        }
        if (bytes.Count == 0)
            bytes.Add(0);
    }
}
