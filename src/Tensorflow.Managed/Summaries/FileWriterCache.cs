namespace Tensorflow.Summaries;

/// <summary>Hands out one writer a folder (Python's <c>tf.summary.FileWriterCache</c>).</summary>
public sealed class FileWriterCache
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, FileWriter> _writers = new(StringComparer.Ordinal);

    internal FileWriterCache() { }

    /// <summary>The writer for a folder; it is made, with the default graph, when first asked for.</summary>
    public FileWriter get(string logdir)
    {
        logdir.Given();
        lock (_lock)
            return _writers.TryGetValue(logdir, out var known)
                ? known
                : _writers[logdir] = new FileWriter(logdir, Graph.Default);
    }

    /// <summary>Closes the writers and forgets them.</summary>
    public void clear()
    {
        lock (_lock)
        {
            foreach (var writer in _writers.Values)
                writer.Dispose();
            _writers.Clear();
        }
    }
}
