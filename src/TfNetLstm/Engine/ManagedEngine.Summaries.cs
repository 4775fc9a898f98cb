using NumSharp;
using Tensorflow;
using Tensorflow.Formats.Proto;
using static Tensorflow.Binding;

namespace TfNetLstm;

/// <content>What TensorBoard shows.</content>
internal static partial class Engine
{
    /// <summary>
    /// Adds the summaries of the program's graph behind its other nodes, and merges them: loss and accuracy, the weights, the
    /// gates of the last step where the cell is an LSTM, the images.
    /// </summary>
    public static Tensor AddSummaries(IMnistGraph model)
    {
        var graph = model.cost.graph;
        using (graph.as_default())
        {
            tf.summary.scalar("loss", model.cost);
            tf.summary.scalar("accuracy", model.accuracy);
            var variables = tf.trainable_variables();
            tf.summary.histogram("weights/hidden", variables[0]);
            tf.summary.image("input", tf.reshape(model.x, (-1, 28, 28, 1)), max_outputs: 2);
            foreach (
                var (variable, name) in variables[1..4].Zip((string[])["weights/out", "biases/hidden", "biases/out"])
            )
                tf.summary.histogram(name, variable);
            foreach (var variable in variables[4..])
                tf.summary.histogram(variable.op.name, variable);
            AddGates(graph);
            return tf.summary.merge_all()!;
        }
    }

    // Both LSTM cells split the product of a step into i, j, f and o.
    private static void AddGates(Graph graph)
    {
        var split = graph
            .get_operations()
            .LastOrDefault(op => op.type == "Split" && op.name.Contains("lstm_cell", StringComparison.Ordinal));
        if (split is not { outputs.Length: 4 })
            return;
        foreach (var (part, name) in split.outputs.Zip((string[])["i", "j", "f", "o"]))
            if (GateOf(part) is { } gate)
                tf.summary.histogram("gates/" + name, gate);
    }

    // What the cell makes of a part: it, or its sum with the forget bias, goes through an activation.
    private static Tensor? GateOf(Tensor part) =>
        part.consumers()
            .Select(op =>
                op.type is "Sigmoid" or "Tanh" ? op.output
                : op.type is "Add" or "AddV2" ? GateOf(op.output)
                : null
            )
            .FirstOrDefault(gate => gate is not null);

    /// <summary>Writes event files.</summary>
    public sealed class EventLog : IDisposable
    {
        private readonly Tensorflow.Summaries.FileWriter _writer;

        /// <summary>Begins a file in a folder, with the graph where one is given.</summary>
        public EventLog(string folder, Graph? graph) => _writer = new(folder, graph, flush_secs: 5);

        /// <summary>Says that what an earlier file has from this step on is not to be shown.</summary>
        public void Restart(long step) =>
            _writer.add_session_log(new SessionLog { Status = SessionLog.Types.SessionStatus.Start }, step);

        /// <summary>Adds what the merged summaries give.</summary>
        public void Add(Session session, Tensor merged, FeedItem[] feeds, long step)
        {
            using var value = session.run(merged, feeds);
            _writer.add_summary(value, step);
        }

        /// <summary>Adds numbers.</summary>
        public void Add(long step, params (string Tag, double Value)[] numbers)
        {
            var summary = new Summary();
            foreach (var (tag, value) in numbers)
                summary.Value.Add(new Summary.Types.Value { Tag = tag, SimpleValue = (float)value });
            _writer.add_summary(summary, step);
        }

        /// <summary>Brings all that was added to the file.</summary>
        public void Flush() => _writer.flush();

        /// <inheritdoc/>
        public void Dispose() => _writer.Dispose();
    }
}
