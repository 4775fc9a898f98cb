using System.Text;
using Google.Protobuf;
using Tensorflow.Formats.Proto;

namespace Tensorflow.Formats;

/// <summary>
/// Writes a checkpoint (V2) with the same bytes as TensorFlow. Files are written beside their places, brought to the disk and
/// then renamed: before <see cref="Finish"/> is done, an older checkpoint of the same prefix is there as it was.
/// </summary>
public sealed class CheckpointWriter : IDisposable
{
    private const int BufferLength = 1 << 20;
    private static readonly UTF8Encoding StrictUtf8 = new(
        encoderShouldEmitUTF8Identifier: false,
        throwOnInvalidBytes: true
    );

    private readonly IFileLayer _files;
    private readonly SortedDictionary<byte[], BundleEntryProto> _entries = new(ByteOrder.Instance);
    private readonly ByteSink _buffer = new();
    private readonly string _dataFile;
    private readonly IFileWriter _data;
    private long _length;
    private State _state = State.Writing;

    /// <summary>Begins a checkpoint; the folder is made if it is not there.</summary>
    public CheckpointWriter(string prefix, IFileLayer? files = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(prefix);
        _files = files ?? DiskFileLayer.Instance;
        Prefix = prefix;
        _dataFile = CheckpointPath.DataFile(prefix, 0, 1);
        _files.CreateFolder(AtomicFile.Folder(prefix));
        CheckpointRecovery.Complete(_files, prefix);
        _data = _files.Create(CheckpointRecovery.WaitingName(_dataFile));
    }

    private enum State
    {
        Writing,
        Renaming,
        Done,
    }

    /// <summary>What the checkpoint's files begin with.</summary>
    public string Prefix { get; }

    /// <summary>Adds a tensor: its elements, lowest byte first, in row-major order.</summary>
    public void Add(string name, DataType type, ReadOnlySpan<long> shape, ReadOnlySpan<byte> elements)
    {
        CheckElements(name, type, shape, elements.Length);
        Append(Key(name), type, shape, elements, MaskedCrc32C.Of(elements));
    }

    /// <summary>Adds a tensor of strings.</summary>
    public void AddStrings(string name, ReadOnlySpan<long> shape, IReadOnlyList<ReadOnlyMemory<byte>> elements)
    {
        ArgumentNullException.ThrowIfNull(elements);
        if (!TensorShapes.TryCount(shape, out long count) || count != elements.Count)
        {
            throw Invalid($"tensor {name}: {elements.Count} strings are not {TensorShapes.Text(shape)}");
        }
        var sink = new ByteSink();
        uint crc = StringElements.Write(sink, elements);
        Append(Key(name), DataType.DtString, shape, sink.Written, MaskedCrc32C.Mask(crc));
    }

    /// <summary>Adds a piece of a tensor; the whole has to be filled by the time of <see cref="Finish"/>.</summary>
    public void AddSlice(
        string name,
        DataType type,
        ReadOnlySpan<long> wholeShape,
        TensorSlice slice,
        ReadOnlySpan<byte> elements
    )
    {
        ArgumentNullException.ThrowIfNull(slice);
        long[] shape =
            slice.ShapeWithin(wholeShape)
            ?? throw Invalid($"tensor {name}: the slice {slice} does not lie within {TensorShapes.Text(wholeShape)}");
        if (wholeShape.SequenceEqual(shape))
        {
            Add(name, type, wholeShape, elements);
            return;
        }
        CheckElements(name, type, shape, elements.Length);
        byte[] key = Key(name);
        TensorShapeProto wholeProto = TensorShapes.ToProto(wholeShape);
        if (!_entries.TryGetValue(key, out BundleEntryProto? whole))
        {
            whole = new BundleEntryProto { Dtype = type, Shape = wholeProto };
            _entries.Add(key, whole);
        }
        else if (whole.Slices.Count == 0 || whole.Dtype != type || !whole.Shape.Equals(wholeProto))
        {
            throw Invalid($"tensor {name} was added before, whole or with another type or shape");
        }
        whole.Slices.Add(slice.ToProto());
        Append(slice.KeyOf(key), type, shape, elements, MaskedCrc32C.Of(elements));
    }

    /// <summary>Brings everything to the disk and puts the files in their places.</summary>
    public void Finish()
    {
        CheckWriting();
        FlushBuffer();
        _data.FlushToDisk();
        _data.Dispose();
        string indexFile = CheckpointPath.IndexFile(Prefix);
        string waitingIndex = CheckpointRecovery.WaitingName(indexFile);
        using (IFileWriter index = _files.Create(waitingIndex))
        {
            index.Write(BuildIndex());
            index.FlushToDisk();
        }
        string folder = AtomicFile.Folder(Prefix);
        string waitingData = CheckpointRecovery.WaitingName(_dataFile);
        _files.FlushFolder(folder);
        if (_files.FileExists(indexFile))
        {
            // The new index file makes the new checkpoint: until the data file follows, readers find it under its waiting name.
            _state = State.Renaming;
            _files.Rename(waitingIndex, indexFile);
            _files.FlushFolder(folder);
            _files.Rename(waitingData, _dataFile);
        }
        else
        {
            _files.Rename(waitingData, _dataFile);
            _files.FlushFolder(folder);
            _state = State.Renaming;
            _files.Rename(waitingIndex, indexFile);
        }
        _files.FlushFolder(folder);
        _state = State.Done;
    }

    /// <summary>Gives up what was not finished.</summary>
    public void Dispose()
    {
        _data.Dispose();
        if (_state == State.Writing)
        {
            AtomicFile.TryDelete(_files, CheckpointRecovery.WaitingName(_dataFile));
            AtomicFile.TryDelete(_files, CheckpointRecovery.WaitingName(CheckpointPath.IndexFile(Prefix)));
            _state = State.Done;
        }
    }

    private ReadOnlySpan<byte> BuildIndex()
    {
        var table = new TableBuilder();
        var header = new BundleHeaderProto
        {
            NumShards = 1,
            Endianness = BundleHeaderProto.Types.Endianness.Little,
            Version = new VersionDef { Producer = 1 },
        };
        table.Add([], header.ToByteArray());
        foreach ((byte[] key, BundleEntryProto entry) in _entries)
        {
            table.Add(key, entry.ToByteArray());
        }
        ReadOnlySpan<byte> index = table.Finish();
        CheckReadable(index);
        return index;
    }

    /// <summary>What the reader would refuse is not written: pieces that do not fill their whole, above all.</summary>
    private void CheckReadable(ReadOnlySpan<byte> index)
    {
        try
        {
            CheckpointIndex.Parse(CheckpointPath.IndexFile(Prefix), index.ToArray());
        }
        catch (TensorFileException error)
        {
            throw new TensorFileException(FileErrorKind.InvalidArgument, Prefix, error.Cause, inner: error);
        }
    }

    private void Append(byte[] key, DataType type, ReadOnlySpan<long> shape, ReadOnlySpan<byte> bytes, uint crc)
    {
        CheckWriting();
        var entry = new BundleEntryProto
        {
            Dtype = type,
            Shape = TensorShapes.ToProto(shape),
            Offset = _length,
            Size = bytes.Length,
            Crc32C = crc,
        };
        if (!_entries.TryAdd(key, entry))
        {
            throw Invalid($"a tensor is added twice: {StrictUtf8.GetString(key)}");
        }
        if (_buffer.Length + (long)bytes.Length > BufferLength)
        {
            FlushBuffer();
        }
        if (bytes.Length > BufferLength)
        {
            _data.Write(bytes);
        }
        else
        {
            _buffer.Append(bytes);
        }
        _length += bytes.Length;
    }

    private void FlushBuffer()
    {
        if (_buffer.Length > 0)
        {
            _data.Write(_buffer.Written);
            _buffer.Clear();
        }
    }

    private byte[] Key(string name)
    {
        if (string.IsNullOrEmpty(name) || name[0] == '\0')
        {
            throw Invalid("a tensor's name is empty, or begins with a zero");
        }
        try
        {
            byte[] key = StrictUtf8.GetBytes(name);
            return key.Length <= TableFormat.MaxKeyLength
                ? key
                : throw Invalid($"a tensor's name has {key.Length} bytes");
        }
        catch (EncoderFallbackException)
        {
            throw Invalid("a tensor's name is no text");
        }
    }

    private void CheckElements(string name, DataType type, ReadOnlySpan<long> shape, int length)
    {
        int elementSize = ElementTypes.SizeOf(type);
        if (elementSize == 0)
        {
            throw Invalid($"tensor {name}: elements of type {ElementTypes.NameOf(type)} cannot be saved as bytes");
        }
        if (!TensorShapes.TryCount(shape, out long count) || (Int128)count * elementSize != length)
        {
            throw Invalid(
                $"tensor {name}: {length} bytes are not {TensorShapes.Text(shape)} of {ElementTypes.NameOf(type)}"
            );
        }
    }

    private void CheckWriting()
    {
        if (_state != State.Writing)
        {
            throw new InvalidOperationException($"The checkpoint {Prefix} is finished.");
        }
    }

    private TensorFileException Invalid(string what) => new(FileErrorKind.InvalidArgument, Prefix, what);

    /// <summary>Keys sort by their bytes.</summary>
    private sealed class ByteOrder : IComparer<byte[]>
    {
        public static readonly ByteOrder Instance = new();

        public int Compare(byte[]? x, byte[]? y) => x.AsSpan().SequenceCompareTo(y);
    }
}
