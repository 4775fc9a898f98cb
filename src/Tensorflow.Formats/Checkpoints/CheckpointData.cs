namespace Tensorflow.Formats;

/// <summary>The data files of a checkpoint. Every byte of them belongs to one tensor, or is a zero between two.</summary>
internal sealed class CheckpointData : IDisposable
{
    private const int PaddingChunk = 1 << 14;

    private readonly Dictionary<int, IFileReader> _shards = [];

    private CheckpointData() { }

    /// <summary>Opens the data files that entries are in, and checks that they are as long as the entries say.</summary>
    public static CheckpointData Open(IFileLayer files, Func<int, string> pathOf, IReadOnlyList<CheckpointEntry> stored)
    {
        var data = new CheckpointData();
        try
        {
            foreach (IGrouping<int, CheckpointEntry> shard in stored.GroupBy(entry => entry.Shard))
            {
                IFileReader file = files.OpenRead(pathOf(shard.Key));
                data._shards.Add(shard.Key, file);
                CheckPlaces(file, shard);
            }
        }
        catch (TensorFileException)
        {
            data.Dispose();
            throw;
        }
        return data;
    }

    /// <summary>Reads an entry's bytes, without a look at the checksum; how they are to be checked depends on the type.</summary>
    public string Read(CheckpointEntry entry, Span<byte> destination)
    {
        IFileReader file = _shards[entry.Shard];
        int count = file.ReadAt(entry.Offset, destination);
        return count == destination.Length
            ? file.Path
            : throw TensorFileException.Damaged(
                file.Path,
                entry.Offset + count,
                $"the file ends within tensor {entry.Name}: {destination.Length - count} bytes are missing"
            );
    }

    public void Dispose()
    {
        foreach (IFileReader file in _shards.Values)
        {
            file.Dispose();
        }
        _shards.Clear();
    }

    private static void CheckPlaces(IFileReader file, IEnumerable<CheckpointEntry> entries)
    {
        long length = file.Length;
        long end = 0;
        foreach (CheckpointEntry entry in entries.OrderBy(entry => entry.Offset).ThenBy(entry => entry.Size))
        {
            if (entry.Offset + entry.Size > length)
            {
                throw TensorFileException.Damaged(
                    file.Path,
                    length,
                    $"the file ends within or before tensor {entry.Name}, which should end at {entry.Offset + entry.Size}"
                );
            }
            if (entry.Offset < end && entry.Size > 0)
            {
                throw TensorFileException.Damaged(
                    file.Path,
                    entry.Offset,
                    $"tensor {entry.Name} lies over another one"
                );
            }
            CheckPadding(file, end, entry.Offset);
            end = Math.Max(end, entry.Offset + entry.Size);
        }
        CheckPadding(file, end, length);
    }

    private static void CheckPadding(IFileReader file, long start, long end)
    {
        if (start >= end)
        {
            return;
        }
        var chunk = new byte[Math.Min(PaddingChunk, end - start)];
        for (long at = start; at < end; at += chunk.Length)
        {
            Span<byte> part = chunk.AsSpan(0, (int)Math.Min(chunk.Length, end - at));
            if (file.ReadAt(at, part) != part.Length || part.ContainsAnyExcept((byte)0))
            {
                throw TensorFileException.Damaged(file.Path, at, "here are bytes that belong to no tensor");
            }
        }
    }
}
