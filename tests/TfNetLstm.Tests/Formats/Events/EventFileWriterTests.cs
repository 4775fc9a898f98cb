using Tensorflow.Formats;
using Tensorflow.Formats.Events;
using Tensorflow.Formats.Proto;
using TfNetLstm.Tests.Data;

namespace TfNetLstm.Tests.Formats.Events;

public sealed class EventFileWriterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ManualClock _clock = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void TheFileIsNamedAndBegunAsTensorFlowDoesIt()
    {
        using var writer = Open(new() { Host = "my host/1", Suffix = ".v1" });
        Assert.Equal("events.out.tfevents.1700000000.my_host_1.v1", Path.GetFileName(writer.FilePath));
        var first = Assert.Single(EventFileReader.ReadAll(writer.FilePath));
        Assert.Equal("brain.Event:2", first.FileVersion);
        Assert.Equal(1700000000, first.WallTime);
        Assert.True(EventFileReader.IsEventFile(writer.FilePath));
    }

    [Fact]
    public void EventsWaitForAFullQueue()
    {
        using var writer = Open(new() { MaxQueue = 3 });
        Add(writer, 1, 2);
        Assert.Empty(Steps(writer));
        Add(writer, 3);
        Assert.Equal([1, 2, 3], Steps(writer));
        Add(writer, 4);
        Assert.Equal([1, 2, 3], Steps(writer));
        writer.Flush();
        Assert.Equal([1, 2, 3, 4], Steps(writer));
    }

    [Fact]
    public void EventsWaitForTheInterval()
    {
        using var writer = Open(new() { FlushInterval = TimeSpan.FromSeconds(120) });
        Add(writer, 1);
        _clock.Move(TimeSpan.FromSeconds(119));
        Assert.Empty(Steps(writer));
        Add(writer, 2);
        _clock.Move(TimeSpan.FromSeconds(1));
        Assert.Equal([1, 2], Steps(writer));
        Assert.Equal(0, _clock.Waiting);
        Add(writer, 3);
        Assert.Equal(1, _clock.Waiting);
        writer.Close();
        Assert.Equal(0, _clock.Waiting);
        Assert.Equal([1, 2, 3], Steps(writer));
    }

    [Fact]
    public void WithoutIntervalEventsDoNotWait()
    {
        using var writer = Open(new() { FlushInterval = TimeSpan.Zero });
        Add(writer, 1);
        Assert.Equal([1], Steps(writer));
    }

    [Fact]
    public void TimeDoesNotGoBack()
    {
        using var writer = Open(new());
        var before = writer.Now();
        Assert.Equal(1700000000.25, before);
        _clock.Move(TimeSpan.FromDays(-1));
        Assert.Equal(before, writer.Now());
        _clock.Move(TimeSpan.FromDays(1) + TimeSpan.FromMilliseconds(500));
        Assert.Equal(1700000000.75, writer.Now());
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void ATimeThatIsNotFiniteIsRefused(double time)
    {
        using var writer = Open(new());
        Assert.Throws<ArgumentException>(() => writer.Add(new() { WallTime = time }));
    }

    [Fact]
    public void AFolderHasOneWriterAtATime()
    {
        using (Open(new()))
        {
            var error = Assert.Throws<TensorFileException>(() => Open(new()));
            Assert.Equal(FileErrorKind.InvalidArgument, error.Kind);
            Assert.Contains("close that writer", error.Message, StringComparison.Ordinal);
            using var other = new EventFileWriter(_folder["other"], new() { Clock = _clock });
        }
        using var next = Open(new());
        Assert.Equal(2, Directory.GetFiles(_folder.Path).Length);
    }

    [Fact]
    public void AClosedWriterTakesNothingAndReopensAsANewFile()
    {
        using var writer = Open(new());
        var first = writer.FilePath;
        Add(writer, 1);
        writer.Close();
        writer.Close();
        Add(writer, 2);
        writer.Flush();
        writer.Reopen();
        writer.Reopen();
        Add(writer, 3);
        writer.Close();
        Assert.Equal([1], Steps(first));
        Assert.Equal([3], Steps(writer));
        Assert.Equal("events.out.tfevents.1700000001.h", Path.GetFileName(writer.FilePath));
    }

    [Fact]
    public void AFileThatVanishesIsMadeAnew()
    {
        using var writer = Open(new());
        Add(writer, 1);
        writer.Flush();
        File.Delete(writer.FilePath);
        Add(writer, 2);
        writer.Flush();
        Assert.Equal([2], Steps(writer));
    }

    /// <summary>
    /// Whichever call fails: the caller hears of it, no file has anything behind a torn record, and all events are on the
    /// disk in the end.
    /// </summary>
    [Fact]
    public void NoFailureLosesAnEvent()
    {
        var disk = new UnreliableDisk();
        Write(disk, "whole");
        var calls = disk.Calls;
        Assert.Equal(14, calls);
        for (var k = 1; k <= calls; k++)
        {
            disk = new() { FailAt = k };
            var failures = Write(disk, $"run{k}");
            Assert.Equal(1, failures);
            var steps = Directory
                .GetFiles(_folder[$"run{k}"])
                .Order(StringComparer.Ordinal)
                .SelectMany(path => Steps(path))
                .Distinct();
            Assert.Equal([1, 2, 3, 4, 5, 6], steps);
        }
    }

    /// <summary>Writes six events, each until it is taken; gives the number of failures.</summary>
    private int Write(UnreliableDisk disk, string run)
    {
        var failures = 0;
        EventFileWriter? writer = null;
        Try(() =>
            writer = new(
                _folder[run],
                new()
                {
                    Clock = _clock,
                    Files = disk,
                    MaxQueue = 2,
                }
            )
        );
        for (var step = 1; step <= 6; step++)
        {
            var item = new Event { Step = step };
            try
            {
                writer!.Add(item);
            }
            catch (TensorFileException)
            {
                failures++;
            }
            if (step % 3 == 0)
                Try(writer!.Flush);
        }
        Try(() => writer!.Close());
        return failures;

        void Try(Action action)
        {
            try
            {
                action();
            }
            catch (TensorFileException)
            {
                failures++;
                action();
            }
        }
    }

    private EventFileWriter Open(EventFileOptions options) =>
        new(
            _folder.Path,
            options with
            {
                Clock = _clock,
                Host = options.Host == Environment.MachineName ? "h" : options.Host,
            }
        );

    private static void Add(EventFileWriter writer, params int[] steps)
    {
        foreach (var step in steps)
            writer.Add(new() { WallTime = writer.Now(), Step = step });
    }

    private static IEnumerable<long> Steps(EventFileWriter writer) => Steps(writer.FilePath);

    private static IEnumerable<long> Steps(string path) =>
        EventFileReader.ReadAll(path).Where(e => e.FileVersion.Length == 0).Select(e => e.Step);
}
