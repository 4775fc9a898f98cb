using Tensorflow.Formats.Proto;

namespace Tensorflow.Formats;

/// <summary>
/// Reads a checkpoint (V2, the tensor bundle). Every length, offset and checksum is checked: what comes back is what was saved,
/// or there is an error. May be used by several threads at a time.
/// </summary>
public sealed class CheckpointReader : IDisposable
{
    private readonly CheckpointIndex _index;
    private readonly CheckpointData _data;
    private readonly Dictionary<string, CheckpointEntry> _byName;

    private CheckpointReader(string prefix, CheckpointIndex index, CheckpointData data)
    {
        Prefix = prefix;
        _index = index;
        _data = data;
        _byName = index.Entries.ToDictionary(entry => entry.Name, StringComparer.Ordinal);
    }

    /// <summary>What the checkpoint's files begin with.</summary>
    public string Prefix { get; }

    /// <summary>The tensors by name.</summary>
    public IReadOnlyList<CheckpointEntry> Entries => _index.Entries;

    /// <summary>How many data files there are.</summary>
    public int ShardCount => _index.ShardCount;

    /// <summary>Opens a checkpoint by its prefix, one of its files, or its folder.</summary>
    /// <exception cref="TensorFileException">There is none, or it is damaged.</exception>
    public static CheckpointReader Open(string path, IFileLayer? files = null)
    {
        files ??= DiskFileLayer.Instance;
        string prefix = CheckpointPath.Resolve(path, files);
        CheckpointIndex index = CheckpointIndex.Read(files, CheckpointPath.IndexFile(prefix));
        if (CheckpointRecovery.FindUnfinished(files, prefix, index) is { } unfinished)
        {
            return new CheckpointReader(prefix, index, unfinished);
        }
        var data = CheckpointData.Open(
            files,
            shard => CheckpointPath.DataFile(prefix, shard, index.ShardCount),
            index.Stored
        );
        return new CheckpointReader(prefix, index, data);
    }

    /// <summary>Whether there is a tensor of this name.</summary>
    public bool HasTensor(string name) => _byName.ContainsKey(name);

    /// <summary>A tensor's type, shape and place.</summary>
    /// <exception cref="TensorFileException">There is no tensor of this name.</exception>
    public CheckpointEntry GetEntry(string name) =>
        _byName.TryGetValue(name, out CheckpointEntry? entry)
            ? entry
            : throw new TensorFileException(FileErrorKind.NotFound, Prefix, $"Key {name} not found in checkpoint");

    /// <summary>The shape of each tensor.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<long>> GetShapes() =>
        _byName.ToDictionary(pair => pair.Key, pair => pair.Value.Shape, StringComparer.Ordinal);

    /// <summary>The element type of each tensor.</summary>
    public IReadOnlyDictionary<string, DataType> GetTypes() =>
        _byName.ToDictionary(pair => pair.Key, pair => pair.Value.Type, StringComparer.Ordinal);

    /// <summary>A tensor's elements, lowest byte first, in row-major order; not for strings.</summary>
    public byte[] ReadBytes(string name)
    {
        CheckpointEntry entry = GetEntry(name);
        CheckFixedSize(entry);
        CheckLength(entry, entry.Size);
        var bytes = new byte[entry.Size];
        Read(name, bytes);
        return bytes;
    }

    /// <summary>Reads a tensor's elements into memory of just their size.</summary>
    public void Read(string name, Span<byte> destination)
    {
        CheckpointEntry entry = GetEntry(name);
        CheckFixedSize(entry);
        if (destination.Length != entry.Size)
        {
            throw new ArgumentException(
                $"Tensor {name} has {entry.Size} bytes, not {destination.Length}.",
                nameof(destination)
            );
        }
        if (entry.Pieces.Count == 0)
        {
            ReadStored(entry, destination);
        }
        else
        {
            ReadSlice(name, TensorSlice.Full(entry.Shape.Count), destination);
        }
    }

    /// <summary>Reads a piece of a tensor, whether it was saved whole or in other pieces.</summary>
    public void ReadSlice(string name, TensorSlice slice, Span<byte> destination)
    {
        ArgumentNullException.ThrowIfNull(slice);
        CheckpointEntry entry = GetEntry(name);
        CheckFixedSize(entry);
        int elementSize = ElementTypes.SizeOf(entry.Type);
        long[] shape =
            slice.ShapeWithin(entry.ShapeSpan)
            ?? throw Invalid(
                entry,
                $"the slice {slice} does not lie within its shape {TensorShapes.Text(entry.ShapeSpan)}"
            );
        if (!TensorShapes.TryCount(shape, out long count) || destination.Length != count * elementSize)
        {
            throw new ArgumentException($"The slice has {count} elements of {elementSize} bytes.", nameof(destination));
        }
        if (entry.Pieces.Count == 0)
        {
            CopyPiece(entry, TensorSlice.Full(shape.Length), entry, slice, shape, destination);
        }
        for (int i = 0; i < entry.Pieces.Count; i++)
        {
            CopyPiece(entry, entry.Slices[i], entry.Pieces[i], slice, shape, destination);
        }
    }

    /// <summary>The elements of a tensor of strings.</summary>
    public byte[][] ReadStrings(string name)
    {
        CheckpointEntry entry = GetEntry(name);
        if (entry.Type != DataType.DtString)
        {
            throw Invalid(entry, $"its elements are of type {ElementTypes.NameOf(entry.Type)}, not strings");
        }
        return entry.Pieces.Count == 0
            ? ReadStoredStrings(entry)
            : throw new TensorFileException(
                FileErrorKind.Unimplemented,
                Prefix,
                $"tensor {name} is of strings, in pieces"
            );
    }

    /// <summary>Reads everything and checks all checksums.</summary>
    /// <exception cref="TensorFileException">Says which tensor is damaged first.</exception>
    public void Verify() => VerifyAll(_data, _index);

    /// <summary>Reads one tensor and checks its checksums; its value is not kept.</summary>
    public void Verify(string name)
    {
        CheckpointEntry entry = GetEntry(name);
        foreach (CheckpointEntry stored in entry.Pieces.Count == 0 ? [entry] : entry.Pieces)
        {
            VerifyStored(_data, stored);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _data.Dispose();

    internal static void VerifyAll(CheckpointData data, CheckpointIndex index)
    {
        foreach (CheckpointEntry entry in index.Stored)
        {
            VerifyStored(data, entry);
        }
    }

    private static void VerifyStored(CheckpointData data, CheckpointEntry entry)
    {
        if (entry.Type == DataType.DtString)
        {
            ReadStoredStrings(data, entry);
            return;
        }
        CheckLength(entry, entry.Size);
        var bytes = new byte[entry.Size];
        if (ElementTypes.SizeOf(entry.Type) > 0)
        {
            CheckCrc(entry, data.Read(entry, bytes), MaskedCrc32C.Of(bytes));
        }
    }

    private byte[][] ReadStoredStrings(CheckpointEntry entry) => ReadStoredStrings(_data, entry);

    private static byte[][] ReadStoredStrings(CheckpointData data, CheckpointEntry entry)
    {
        CheckLength(entry, entry.Size);
        var bytes = new byte[entry.Size];
        string file = data.Read(entry, bytes);
        byte[][] strings = StringElements.Read(file, entry.Offset, bytes, entry.ElementCount, out uint crc);
        CheckCrc(entry, file, MaskedCrc32C.Mask(crc));
        return strings;
    }

    private void ReadStored(CheckpointEntry entry, Span<byte> destination) =>
        CheckCrc(entry, _data.Read(entry, destination), MaskedCrc32C.Of(destination));

    private static void CheckCrc(CheckpointEntry entry, string file, uint crc)
    {
        if (crc != entry.Crc)
        {
            throw TensorFileException.Damaged(
                file,
                entry.Offset,
                $"the checksum of tensor {entry.Name} is {crc:x8}, and {entry.Crc:x8} was saved"
            );
        }
    }

    private void CopyPiece(
        CheckpointEntry whole,
        TensorSlice pieceSlice,
        CheckpointEntry piece,
        TensorSlice slice,
        long[] shape,
        Span<byte> destination
    )
    {
        CheckLength(piece, piece.Size);
        if (!SliceCopy.Overlaps(whole.ShapeSpan, pieceSlice, slice))
        {
            return;
        }
        var bytes = new byte[piece.Size];
        ReadStored(piece, bytes);
        SliceCopy.Copy(whole.ShapeSpan, pieceSlice, bytes, slice, destination, ElementTypes.SizeOf(whole.Type));
    }

    private void CheckFixedSize(CheckpointEntry entry)
    {
        if (entry.Type == DataType.DtString)
        {
            throw Invalid(entry, "its elements are strings");
        }
        if (ElementTypes.SizeOf(entry.Type) == 0)
        {
            throw new TensorFileException(
                FileErrorKind.Unimplemented,
                Prefix,
                $"tensor {entry.Name} is of type {ElementTypes.NameOf(entry.Type)}, whose values cannot be read"
            );
        }
    }

    private static void CheckLength(CheckpointEntry entry, long size)
    {
        if (size > Array.MaxLength)
        {
            throw new TensorFileException(
                FileErrorKind.ResourceExhausted,
                entry.Name,
                $"the tensor has {size} bytes, and {Array.MaxLength} are the most that is read"
            );
        }
    }

    private TensorFileException Invalid(CheckpointEntry entry, string what) =>
        new(FileErrorKind.InvalidArgument, Prefix, $"tensor {entry.Name}: {what}");
}
