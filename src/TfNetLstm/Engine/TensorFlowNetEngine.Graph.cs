using Tensorflow;

namespace TfNetLstm;

/// <content>Looking into a graph.</content>
internal static partial class Engine
{
    /// <summary>How many nodes a graph has.</summary>
    public static int NodeCount(Graph graph) => graph.get_operations().Length;

    /// <summary>The node that makes a tensor.</summary>
    public static Operation OpOf(Tensor tensor) => tensor.op;

    /// <summary>The values of the variables that are trained, by name.</summary>
    public static IEnumerable<(string Name, float[] Values)> TrainableVariables(Graph graph, Session session) =>
        graph
            .get_collection<IVariableV1>(Binding.tf.GraphKeys.TRAINABLE_VARIABLES)
            .Select(v => (v.Op.name, Floats(session.run(v.AsTensor()))));

    /// <summary>TensorFlow's own check_numerics tells this; here it is not looked for.</summary>
    public static string? FirstBadNode(Session session, Tensor loss, Operation step, FeedItem[] feeds) => null;
}
