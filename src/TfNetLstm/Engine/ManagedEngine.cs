using NumSharp;
using Tensorflow;
using static Tensorflow.Binding;

namespace TfNetLstm;

/// <summary>The few lines in which the engines differ: this file is for ours, TensorFlowNetEngine.cs for TensorFlow.NET.</summary>
internal static class Engine
{
    /// <summary>A session for the graph, on this many threads; 0 for all cores.</summary>
    public static Session OpenSession(Graph graph, int threads) =>
        tf.Session(graph, new ConfigProto { IntraOpParallelismThreads = threads, InterOpParallelismThreads = threads });

    /// <summary>A NumSharp array as the engine takes it.</summary>
    public static object Array(NDArray array) => array;

    /// <summary>A fetched scalar.</summary>
    public static float Scalar(NDArray fetched)
    {
        using (fetched)
            return (float)fetched;
    }
}
