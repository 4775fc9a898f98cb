using Google.Protobuf;
using NumSharp;
using Tensorflow;
using static Tensorflow.Binding;

namespace TfNetLstm;

/// <summary>The few lines in which the engines differ: this file is for TensorFlow.NET, ManagedEngine.cs for ours.</summary>
internal static partial class Engine
{
    /// <summary>What the header calls it.</summary>
    public const string Name = "TensorFlow.NET";

    /// <summary>Whether the engine threw this to say what is wrong with files or values, in words for users.</summary>
    public static bool IsError(Exception e) => e is TensorflowException;

    /// <summary>Makes the graph the one that new nodes go to, until the result is disposed.</summary>
    public static IDisposable AsDefault(Graph graph) => new DefaultGraph(graph);

    /// <summary>What to seed the graph with: a random number for none, as TensorFlow.NET takes none for 0.</summary>
    public static int? Seed(int? seed) => seed ?? Random.Shared.Next();

    /// <summary>The optimizer of that name; TensorFlow.NET has two of ours for graphs.</summary>
    public static Optimizer Optimizer(string name, float learning_rate) =>
        name switch
        {
            "adam" => tf.train.AdamOptimizer(learning_rate),
            "sgd" => tf.train.GradientDescentOptimizer(learning_rate),
            _ => throw new NotSupportedException($"TensorFlow.NET has no optimizer '{name}' for graphs: adam, sgd."),
        };

    /// <summary>A session for the graph, on this many threads; 0 for all cores.</summary>
    public static Session OpenSession(Graph graph, int threads) =>
        tf.Session(graph, new ConfigProto { IntraOpParallelismThreads = threads, InterOpParallelismThreads = threads });

    /// <summary>The graph as a serialized <c>GraphDef</c>.</summary>
    public static byte[] GraphDef(Graph graph) => graph.as_graph_def().ToByteArray();

    /// <summary>A NumSharp array as the engine takes it: TensorFlow.NET has arrays of its own, so this copies.</summary>
    public static object Array(NDArray array) =>
        new Tensorflow.NumPy.NDArray(array.ToArray<float>(), new Tensorflow.Shape(array.shape));

    /// <summary>A fetched scalar.</summary>
    public static float Scalar(Tensorflow.NumPy.NDArray fetched) => fetched;

    /// <summary>The values of a fetched float32 array, row-major.</summary>
    public static float[] Floats(Tensorflow.NumPy.NDArray fetched) => fetched.ToArray<float>();

    /// <summary>TensorFlow's native library runs its ops; it has no list of them to show here.</summary>
    public static IEnumerable<(string Name, string Types, string Gradient)> Ops() => [];

    private sealed class DefaultGraph : IDisposable
    {
        private readonly Graph _graph;

        public DefaultGraph(Graph graph) => _graph = graph.as_default();

        public void Dispose()
        {
            // TensorFlow.NET's variable scopes make their graph the default one too when they open, and do not undo it.
            while (ReferenceEquals(tf.peak_default_graph(), _graph))
                _graph.Exit();
        }
    }
}
