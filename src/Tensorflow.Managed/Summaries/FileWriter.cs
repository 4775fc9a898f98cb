using Google.Protobuf;
using NumSharp;
using Tensorflow.Formats.Events;
using Tensorflow.Formats.Proto;
using Tensorflow.MetaGraphs;
using Tensorflow.Sessions;

namespace Tensorflow.Summaries;

/// <summary>
/// Keeps what happens in a run in an event file, for TensorBoard (Python's <c>tf.summary.FileWriter</c>). Events wait for
/// <c>max_queue</c> of them, for <c>flush_secs</c>, for <see cref="flush"/>, for the orderly end of the process.
/// </summary>
public sealed class FileWriter : IDisposable
{
    private readonly EventFileWriter _events;
    private readonly HashSet<string> _runTags = new(StringComparer.Ordinal);
    private readonly HashSet<string> _knownTags = new(StringComparer.Ordinal);

    /// <summary>Makes an event file in a folder; it holds the graph, if one is given.</summary>
    /// <param name="logdir">The folder, which is made if need be. It can have one open writer.</param>
    /// <param name="graph">The graph that TensorBoard shows.</param>
    /// <param name="max_queue">How many events wait at most before they are written.</param>
    /// <param name="flush_secs">How long an event waits at most.</param>
    /// <param name="graph_def">The graph as a message, instead of <paramref name="graph"/>.</param>
    /// <param name="filename_suffix">What the file's name ends with.</param>
    /// <param name="session">Is taken for Python's sake: this engine writes from the host alone, so it is the same without.</param>
    /// <exception cref="OpError">The system refuses, or the folder has an open writer.</exception>
    public FileWriter(
        string logdir,
        Graph? graph = null,
        int max_queue = 10,
        double flush_secs = 120,
        GraphDef? graph_def = null,
        string? filename_suffix = null,
        Session? session = null
    )
        : this(logdir, Options(max_queue, flush_secs, filename_suffix), graph, graph_def) { }

    /// <summary>Makes an event file with a clock, a name, and a file layer of the caller's choice.</summary>
    /// <param name="logdir">The folder, which is made if need be. It can have one open writer.</param>
    /// <param name="options">How the file is named and when it is written.</param>
    /// <param name="graph">The graph that TensorBoard shows.</param>
    /// <param name="graph_def">The graph as a message, instead of <paramref name="graph"/>.</param>
    /// <exception cref="OpError">The system refuses, or the folder has an open writer.</exception>
    public FileWriter(string logdir, EventFileOptions options, Graph? graph = null, GraphDef? graph_def = null)
    {
        if (string.IsNullOrEmpty(logdir))
            throw new ValueError("Argument 'logdir' must not be empty.");
        CheckOne(graph, graph_def);
        options.Given();
        try
        {
            _events = FileFailures.Do(() => new EventFileWriter(logdir, options));
        }
        catch (ArgumentException error)
        {
            throw new ValueError(error.Message);
        }
        if (graph is null && graph_def is null)
            return;
        try
        {
            var def = graph_def ?? graph!.as_graph_def(add_shapes: true);
            Add(new() { GraphDef = def.ToByteString() }, null);
            add_meta_graph(MetaGraphExporter.Export(graph ?? Graph.Default, new() { GraphDef = def }));
        }
        catch
        {
            _events.Dispose();
            throw;
        }
    }

    /// <summary>The path of the event file.</summary>
    public string event_file => _events.FilePath;

    /// <summary>The folder.</summary>
    public string get_logdir() => _events.Folder;

    /// <summary>Adds what a summary node gave.</summary>
    /// <param name="summary">A serialized <c>Summary</c>: the value of a summary node.</param>
    /// <param name="global_step">The step it belongs to.</param>
    /// <exception cref="ValueError">It is no serialized <c>Summary</c>.</exception>
    public void add_summary(byte[] summary, long? global_step = null)
    {
        Summary parsed;
        try
        {
            parsed = Summary.Parser.ParseFrom(summary.Given());
        }
        catch (InvalidProtocolBufferException error)
        {
            throw new ValueError($"What is to be added is no serialized Summary: {error.Message}");
        }
        add_summary(parsed, global_step);
    }

    /// <summary>Adds what <c>Session.run</c> gave for a summary node.</summary>
    /// <param name="summary">The value of a summary node.</param>
    /// <param name="global_step">The step it belongs to.</param>
    /// <exception cref="ValueError">It is not one serialized <c>Summary</c>.</exception>
    public void add_summary(NDArray summary, long? global_step = null) =>
        add_summary(
            summary.Given() is StringArray { Bytes: [var text] }
                ? text
                : throw new ValueError("What is to be added is not one string, as a summary node gives."),
            global_step
        );

    /// <summary>Adds a summary. The metadata of a tag are kept with its first value only.</summary>
    /// <param name="summary">The summary.</param>
    /// <param name="global_step">The step it belongs to.</param>
    public void add_summary(Summary summary, long? global_step = null)
    {
        var own = summary.Given().Clone();
        foreach (var value in own.Value)
            if (value.Metadata is not null && !_knownTags.Add(value.Tag))
                value.Metadata = null;
        Add(new() { Summary = own }, global_step);
    }

    /// <summary>Adds a graph, with the shapes that TensorBoard writes at its edges.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="global_step">The step it belongs to.</param>
    /// <param name="graph_def">The graph as a message, instead of <paramref name="graph"/>.</param>
    /// <exception cref="ValueError">Both are given.</exception>
    /// <exception cref="TypeError">None is given.</exception>
    public void add_graph(Graph? graph, long? global_step = null, GraphDef? graph_def = null)
    {
        CheckOne(graph, graph_def);
        var def =
            graph_def
            ?? graph?.as_graph_def(add_shapes: true)
            ?? throw new TypeError("The passed graph must be an instance of `Graph` or the deprecated `GraphDef`");
        Add(new() { GraphDef = def.ToByteString() }, global_step);
    }

    /// <summary>Adds a graph with what belongs to it.</summary>
    public void add_meta_graph(MetaGraphDef meta_graph_def, long? global_step = null) =>
        Add(new() { MetaGraphDef = meta_graph_def.Given().ToByteString() }, global_step);

    /// <summary>Adds what a run with a trace told: times and memory, which TensorBoard shows in the graph.</summary>
    /// <param name="run_metadata">What <c>Session.run</c> filled.</param>
    /// <param name="tag">The name under which TensorBoard offers it.</param>
    /// <param name="global_step">The step it belongs to.</param>
    /// <exception cref="ValueError">There is one of that name.</exception>
    public void add_run_metadata(RunMetadata run_metadata, string tag, long? global_step = null)
    {
        if (!_runTags.Add(tag.Given()))
            throw new ValueError("The provided tag was already used for this event type");
        Add(
            new()
            {
                TaggedRunMetadata = new() { Tag = tag, RunMetadata = run_metadata.Given().ToByteString() },
            },
            global_step
        );
    }

    /// <summary>Adds that a session began, ended, or saved; a begin at a step takes back what came behind that step.</summary>
    public void add_session_log(SessionLog session_log, long? global_step = null) =>
        Add(new() { SessionLog = session_log.Given() }, global_step);

    /// <summary>Adds an event as it is.</summary>
    /// <exception cref="ValueError">Its time is not finite.</exception>
    public void add_event(Event @event)
    {
        if (!double.IsFinite(@event.Given().WallTime))
            throw new ValueError($"An event's wall_time must be finite, not {@event.WallTime}.");
        WarnIfClosed();
        FileFailures.Do(() => _events.Add(@event));
    }

    /// <summary>Brings all events to the disk.</summary>
    /// <exception cref="OpError">They could not be written; they still wait.</exception>
    public void flush() => FileFailures.Do(_events.Flush);

    /// <summary>Brings all events to the disk and closes the file. What is added afterwards is dropped, until <see cref="reopen"/>.</summary>
    /// <exception cref="OpError">They could not be written.</exception>
    public void close() => FileFailures.Do(_events.Close);

    /// <summary>After <see cref="close"/>: takes events again, into a new file.</summary>
    public void reopen() => FileFailures.Do(_events.Reopen);

    /// <summary>Closes the writer for good.</summary>
    public void Dispose() => FileFailures.Do(_events.Dispose);

    private void Add(Event item, long? step)
    {
        WarnIfClosed();
        item.WallTime = _events.Now();
        if (step is not null)
            item.Step = step.Value;
        FileFailures.Do(() => _events.Add(item));
    }

    private void WarnIfClosed()
    {
        if (_events.IsClosed)
            Binding.tf.logging.warning(
                "Attempting to use a closed FileWriter. The operation will be a noop unless the FileWriter is explicitly reopened."
            );
    }

    private static void CheckOne(Graph? graph, GraphDef? def)
    {
        if (graph is not null && def is not null)
            throw new ValueError("Please pass only graph, or graph_def (deprecated), but not both.");
    }

    private static EventFileOptions Options(int queue, double seconds, string? suffix) =>
        seconds is >= 0 and <= int.MaxValue / 1000
            ? new()
            {
                // As in Python, 0 asks for a queue without end: then only time makes it write.
                MaxQueue = queue > 0 ? queue : int.MaxValue,
                FlushInterval = TimeSpan.FromSeconds(seconds),
                Suffix = suffix ?? "",
            }
            : throw new ValueError($"flush_secs must lie between 0 and {int.MaxValue / 1000}, not {seconds}.");
}
