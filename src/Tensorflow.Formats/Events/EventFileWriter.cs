using System.Globalization;
using Google.Protobuf;
using Tensorflow.Formats.Proto;
using Tensorflow.Formats.Records;

namespace Tensorflow.Formats.Events;

/// <summary>
/// Writes a run's events to a file in its folder. No thread does it that could lose events when the process ends: an event
/// waits in a queue until that is full, a timer fires, someone asks for it, or the process ends in order. A record that
/// could not be written whole is the last of its file; it goes, with all later ones, into a new file.
/// </summary>
public sealed class EventFileWriter : IDisposable
{
    /// <summary>What the first record of every event file says.</summary>
    public const string Version = "brain.Event:2";

    private readonly EventFileOptions _options;
    private readonly Lock _lock = new();
    private readonly Queue<byte[]> _queue = new();
    private readonly ITimer _timer;
    private IFileWriter? _file;
    private RecordWriter? _records;
    private TensorFileException? _failure;
    private bool _timerRuns;
    private bool _closed;
    private double _lastTime;

    /// <summary>Makes the folder, and in it a file that begins with its version.</summary>
    /// <exception cref="TensorFileException">
    /// The system refuses, or this process has a writer for the folder that is not closed: TensorBoard takes the files of a
    /// folder for one run and reads them one after the other.
    /// </exception>
    public EventFileWriter(string folder, EventFileOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        _options = options ?? new();
        if (_options.Suffix.AsSpan().IndexOfAny('/', '\\') >= 0)
            throw new ArgumentException(
                $"The suffix '{_options.Suffix}' cannot be a part of a file's name.",
                nameof(options)
            );
        Folder = folder;
        _timer = _options.Clock.CreateTimer(_ => OnTimer(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        OpenWriters.Add(this, Files, folder);
        try
        {
            Files.CreateFolder(folder);
            OpenFile();
        }
        catch
        {
            OpenWriters.Remove(this);
            _timer.Dispose();
            throw;
        }
    }

    /// <summary>The folder.</summary>
    public string Folder { get; }

    /// <summary>The path of the file that is being written, or was last.</summary>
    public string FilePath { get; private set; } = "";

    /// <summary>Whether events are no longer taken.</summary>
    public bool IsClosed => _closed;

    private IFileLayer Files => _options.Files;

    /// <summary>Now, in seconds since 1970; never before an earlier answer, whatever the clock does.</summary>
    public double Now()
    {
        lock (_lock)
            return _lastTime = Math.Max(_lastTime, Seconds(_options.Clock.GetUtcNow()));
    }

    /// <summary>Takes an event as it is. A closed writer takes none.</summary>
    /// <exception cref="ArgumentException">The event's time is not finite: TensorBoard would lose what follows.</exception>
    /// <exception cref="TensorFileException">Events could not be written; they still wait.</exception>
    public void Add(Event item)
    {
        ArgumentNullException.ThrowIfNull(item);
        if (!double.IsFinite(item.WallTime))
            throw new ArgumentException($"An event's wall_time must be finite, not {item.WallTime}.", nameof(item));
        lock (_lock)
        {
            if (_closed)
                return;
            _queue.Enqueue(item.ToByteArray());
            if (_queue.Count >= _options.MaxQueue || _options.FlushInterval <= TimeSpan.Zero || _failure is not null)
                WriteQueue();
            else if (!_timerRuns)
                _timerRuns = _timer.Change(_options.FlushInterval, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Brings all events to the disk.</summary>
    /// <exception cref="TensorFileException">They could not be written; they still wait.</exception>
    public void Flush()
    {
        lock (_lock)
        {
            if (_closed)
                return;
            WriteQueue();
            _file?.FlushToDisk();
        }
    }

    /// <summary>Brings all events to the disk and closes the file; does nothing where that is done.</summary>
    /// <exception cref="TensorFileException">They could not be written.</exception>
    public void Close()
    {
        lock (_lock)
        {
            if (_closed)
                return;
            try
            {
                Flush();
            }
            finally
            {
                _closed = true;
                CloseFile();
                _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
                OpenWriters.Remove(this);
            }
        }
    }

    /// <summary>After <see cref="Close"/>: takes events again, into a new file.</summary>
    /// <exception cref="TensorFileException">The folder has another writer by now, or the system refuses.</exception>
    public void Reopen()
    {
        lock (_lock)
        {
            if (!_closed)
                return;
            OpenWriters.Add(this, Files, Folder);
            try
            {
                OpenFile();
                _closed = false;
            }
            catch
            {
                OpenWriters.Remove(this);
                throw;
            }
        }
    }

    /// <summary>Closes the writer.</summary>
    public void Dispose()
    {
        Close();
        _timer.Dispose();
    }

    private static double Seconds(DateTimeOffset time) =>
        (time - DateTimeOffset.UnixEpoch).Ticks / (double)TimeSpan.TicksPerSecond;

    /// <summary>Writes what waits. A failure is kept until a later try succeeds.</summary>
    private void WriteQueue()
    {
        try
        {
            if (_queue.Count > 0 && _file is not null && !Files.FileExists(FilePath))
                CloseFile();
            while (_queue.TryPeek(out var record))
            {
                if (_records is null)
                    OpenFile();
                _records!.Write(record);
                _queue.Dequeue();
            }
            _failure = null;
            if (_timerRuns)
                _timerRuns = !_timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
        catch (TensorFileException failure)
        {
            _failure = failure;
            CloseFile();
            throw;
        }
    }

    private void OnTimer()
    {
        lock (_lock)
        {
            _timerRuns = false;
            if (_closed)
                return;
            try
            {
                WriteQueue();
            }
            catch (TensorFileException)
            {
                // Nobody is there to hear of it now: the next event tries again, and tells.
                _timerRuns = false;
            }
        }
    }

    /// <summary>Makes a file of a name that is not taken: the second in it is moved on until that is so.</summary>
    private void OpenFile()
    {
        var second = (long)Now();
        var path = PathOf(second);
        while (Files.FileExists(path))
            path = PathOf(++second);
        var file = Files.Create(path);
        try
        {
            var records = new RecordWriter(file);
            var first = new Event
            {
                WallTime = (long)Now(),
                FileVersion = Version,
                SourceMetadata = new() { Writer = typeof(EventFileWriter).FullName },
            };
            records.Write(first.ToByteArray());
            file.FlushToDisk();
            (_file, _records, FilePath) = (file, records, path);
        }
        catch
        {
            file.Dispose();
            throw;
        }
        Files.FlushFolder(Folder);
    }

    private void CloseFile()
    {
        _file?.Dispose();
        (_file, _records) = (null, null);
    }

    private string PathOf(long second)
    {
        var host = string.Concat(
            _options.Host.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '_')
        );
        var name = string.Create(
            CultureInfo.InvariantCulture,
            $"events.out.tfevents.{second:D10}.{host}{_options.Suffix}"
        );
        return Path.Combine(Folder, name);
    }
}
