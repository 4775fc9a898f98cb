using Tensorflow;
using TfNetLstm.Commands;
using TfNetLstm.Distributed;
using TfNetLstm.Settings;

namespace TfNetLstm;

/// <content>Servers and clusters, which TensorFlow.NET does not reach.</content>
internal static partial class Engine
{
    /// <summary>Is not there.</summary>
    public static string CheckTarget(string target) => throw NoCluster();

    /// <summary>Is not there.</summary>
    public static ClusterTasks ReadCluster(string text) => throw NoCluster();

    /// <summary>A session for the graph.</summary>
    public static Session OpenSession(Graph graph, int threads, Deployment where) => OpenSession(graph, threads);

    /// <summary>The program's graph in the default graph.</summary>
    public static IMnistGraph Build(int? seed, ModelSettings constants, Deployment where) =>
        new MnistLstm(seed, constants);

    /// <summary>Is not there.</summary>
    public sealed class ChiefSignal
    {
        /// <summary>Is not there.</summary>
        public ChiefSignal(Graph graph) => throw NoCluster();

        /// <summary>Is not there.</summary>
        public void Reset(Session session) => throw NoCluster();

        /// <summary>Is not there.</summary>
        public void Give(Session session) => throw NoCluster();

        /// <summary>Is not there.</summary>
        public bool IsGiven(Session session) => throw NoCluster();
    }

    private static UsageException NoCluster() => new("--target, --cluster and serve need the managed engine.");
}
