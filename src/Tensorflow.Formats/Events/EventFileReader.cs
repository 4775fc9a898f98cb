using Google.Protobuf;
using Tensorflow.Formats.Proto;
using Tensorflow.Formats.Records;

namespace Tensorflow.Formats.Events;

/// <summary>
/// Reads an event file: TensorBoard's log of a run. It gives the events up to where the file is torn, goes on when the file
/// has grown, and stops for good at the first thing that is wrong.
/// </summary>
public sealed class EventFileReader : IDisposable
{
    private readonly RecordReader _records;
    private TensorFileException? _damage;
    private bool _begun;

    /// <summary>Opens a file at its begin.</summary>
    /// <exception cref="TensorFileException">The file cannot be opened.</exception>
    public EventFileReader(string path, IFileLayer? files = null) =>
        _records = new(files ?? DiskFileLayer.Instance, path);

    /// <summary>Where the next event begins.</summary>
    public long Offset => _records.Offset;

    /// <summary>How many bytes lie behind the events that are whole.</summary>
    public long Rest => _records.Rest;

    /// <summary>The next event, or null where the file ends, for now.</summary>
    /// <exception cref="TensorFileException">The file is damaged, or no event file.</exception>
    public Event? Read()
    {
        if (_damage is not null)
            throw _damage;
        var offset = _records.Offset;
        if (_records.Read() is not { } record)
            return null;
        Event item;
        try
        {
            item = Event.Parser.ParseFrom(record);
        }
        catch (InvalidProtocolBufferException error)
        {
            throw _damage = TensorFileException.Damaged(
                _records.Path,
                offset,
                $"a record is no event: {error.Message}",
                error
            );
        }
        if (!_begun)
            CheckVersion(item);
        _begun = true;
        return item;
    }

    /// <summary>The events that are there and whole.</summary>
    /// <exception cref="TensorFileException">The file is damaged: thrown behind the events before the damage.</exception>
    public IEnumerable<Event> ReadToEnd()
    {
        while (Read() is { } item)
            yield return item;
    }

    /// <summary>All events of a file.</summary>
    /// <exception cref="TensorFileException">The file is damaged or cannot be opened.</exception>
    public static List<Event> ReadAll(string path, IFileLayer? files = null)
    {
        using var reader = new EventFileReader(path, files);
        return [.. reader.ReadToEnd()];
    }

    /// <summary>Whether a file's name is one that TensorBoard takes for an event file's.</summary>
    public static bool IsEventFile(string path) =>
        Path.GetFileName(path).Contains("tfevents", StringComparison.Ordinal);

    /// <summary>Closes the file.</summary>
    public void Dispose() => _records.Dispose();

    private void CheckVersion(Event first)
    {
        if (first.FileVersion == EventFileWriter.Version)
            return;
        var found = first.WhatCase == Event.WhatOneofCase.FileVersion ? $"'{first.FileVersion}'" : "none";
        throw _damage = new(
            first.FileVersion.StartsWith("brain.Event:", StringComparison.Ordinal)
                ? FileErrorKind.Unimplemented
                : FileErrorKind.DataLoss,
            _records.Path,
            $"an event file begins with its version, '{EventFileWriter.Version}', but here is {found}",
            0
        );
    }
}
