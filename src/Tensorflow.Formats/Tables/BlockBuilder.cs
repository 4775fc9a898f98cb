namespace Tensorflow.Formats;

/// <summary>Collects the entries of one block.</summary>
internal sealed class BlockBuilder(int restartInterval)
{
    private readonly ByteSink _contents = new();
    private readonly List<int> _restarts = [0];
    private byte[] _lastKey = [];
    private int _sinceRestart;

    public bool IsEmpty => _contents.Length == 0;

    /// <summary>How long the block would be if it were finished now.</summary>
    public int Length => _contents.Length + ((_restarts.Count + 1) * sizeof(uint));

    public void Add(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        int shared = 0;
        if (_sinceRestart < restartInterval)
        {
            shared = key.CommonPrefixLength(_lastKey);
        }
        else
        {
            _restarts.Add(_contents.Length);
            _sinceRestart = 0;
        }
        _contents.AppendVarint((ulong)shared);
        _contents.AppendVarint((ulong)(key.Length - shared));
        _contents.AppendVarint((ulong)value.Length);
        _contents.Append(key[shared..]);
        _contents.Append(value);
        _lastKey = key.ToArray();
        _sinceRestart++;
    }

    /// <summary>The block with its restarts; valid until Clear.</summary>
    public ReadOnlySpan<byte> Finish()
    {
        foreach (int restart in _restarts)
        {
            _contents.AppendFixed32((uint)restart);
        }
        _contents.AppendFixed32((uint)_restarts.Count);
        return _contents.Written;
    }

    public void Clear()
    {
        _contents.Clear();
        _restarts.Clear();
        _restarts.Add(0);
        _lastKey = [];
        _sinceRestart = 0;
    }
}
