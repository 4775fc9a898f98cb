using NumSharp;
using Tensorflow;

namespace TfNetLstm;

/// <content>Looking into a graph.</content>
internal static partial class Engine
{
    // Bounds the memory of a look at all values.
    private const int Together = 32;

    /// <summary>How many nodes a graph has.</summary>
    public static int NodeCount(Graph graph) => graph.get_operations().Count;

    /// <summary>The node that makes a tensor.</summary>
    public static Operation OpOf(Tensor tensor) => tensor.op;

    /// <summary>The values of the variables that are trained, by name, in the order in which they were made.</summary>
    public static IEnumerable<(string Name, float[] Values)> TrainableVariables(Graph graph, Session session)
    {
        RefVariable[] variables;
        using (graph.as_default())
            variables = Binding.tf.trainable_variables();
        foreach (var variable in variables)
            yield return (variable.op.name, Floats(session.run((Tensor)variable)));
    }

    /// <summary>
    /// The first node, as the graph has them in order, whose value is not finite: of those that lead to
    /// <paramref name="loss"/>, and then of all that lead to <paramref name="step"/>, which itself is not run.
    /// </summary>
    public static string? FirstBadNode(Session session, Tensor loss, Operation step, FeedItem[] feeds) =>
        FirstBad(session, Before([loss.op]).Append(loss.op), feeds) ?? FirstBad(session, Gradients(step), feeds);

    // What an update reads; the updates themselves would be one more step.
    private static IEnumerable<Operation> Gradients(Operation step)
    {
        var updates = step
            .control_inputs.Concat(step.inputs.Select(t => t.op))
            .Concat(step.control_inputs.SelectMany(c => c.control_inputs))
            .Where(op => op.type.StartsWith("Apply", StringComparison.Ordinal))
            .ToArray();
        return Before(updates).Except(updates);
    }

    private static HashSet<Operation> Before(IEnumerable<Operation> ends)
    {
        var met = new HashSet<Operation>();
        var open = new Stack<Operation>(ends);
        while (open.TryPop(out var op))
        {
            foreach (var input in op.inputs.Select(t => t.op).Concat(op.control_inputs))
            {
                if (met.Add(input))
                    open.Push(input);
            }
        }
        return met;
    }

    private static string? FirstBad(Session session, IEnumerable<Operation> operations, FeedItem[] feeds)
    {
        var met = operations.ToHashSet();
        var tensors = session
            .graph.get_operations()
            .Where(op =>
                met.Contains(op) && op.type != "Placeholder" && !op.type.StartsWith("Assign", StringComparison.Ordinal)
            )
            .SelectMany(op => op.outputs)
            .Where(t => t.dtype.as_base_dtype() == TF_DataType.TF_FLOAT);
        foreach (var some in tensors.Chunk(Together))
        {
            var values = session.run(some, feeds);
            for (var i = 0; i < some.Length; i++)
            {
                if (System.Array.Exists(Floats(values[i]!), v => !float.IsFinite(v)))
                    return $"{some[i].op.name} ({some[i].op.type})";
            }
        }
        return null;
    }
}
