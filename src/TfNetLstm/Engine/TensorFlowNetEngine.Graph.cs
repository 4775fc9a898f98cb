using Tensorflow;

namespace TfNetLstm;

/// <content>Looking into a graph.</content>
internal static partial class Engine
{
    /// <summary>The values of the variables that are trained, by name.</summary>
    public static IEnumerable<(string Name, float[] Values)> TrainableVariables(Graph graph, Session session) =>
        graph
            .get_collection<IVariableV1>(Binding.tf.GraphKeys.TRAINABLE_VARIABLES)
            .Select(v => (v.Op.name, Floats(session.run(v.AsTensor()))));

    /// <summary>TensorFlow's own check_numerics tells this; here it is not looked for.</summary>
    public static string? FirstBadNode(Session session, Tensor loss, Operation step, FeedItem[] feeds) => null;
}
