using Google.Protobuf;
using NumSharp;
using Tensorflow;
using static Tensorflow.Binding;

namespace TfNetLstm;

/// <summary>The few lines in which the engines differ: this file is for ours, TensorFlowNetEngine.cs for TensorFlow.NET.</summary>
internal static partial class Engine
{
    /// <summary>What the header calls it.</summary>
    public const string Name = "managed engine";

    /// <summary>Whether the engine threw this to say what is wrong with files or values, in words for users.</summary>
    public static bool IsError(Exception e) => e is TensorflowException or Tensorflow.Formats.TensorFileException;

    /// <summary>Makes the graph the one that new nodes go to, until the result is disposed.</summary>
    public static IDisposable AsDefault(Graph graph) => graph.as_default();

    /// <summary>What to seed the graph with, null for numbers that differ from run to run.</summary>
    public static int? Seed(int? seed) => seed;

    /// <summary>The optimizer of that name (see ModelSettings), its other numbers TensorFlow's defaults.</summary>
    public static Optimizer Optimizer(string name, float learning_rate) =>
        name switch
        {
            "adam" => tf.train.AdamOptimizer(learning_rate),
            "sgd" => tf.train.GradientDescentOptimizer(learning_rate),
            "momentum" => tf.train.MomentumOptimizer(learning_rate, momentum: 0.9f),
            "adagrad" => tf.train.AdagradOptimizer(learning_rate),
            "adadelta" => tf.train.AdadeltaOptimizer(learning_rate),
            "rmsprop" => tf.train.RMSPropOptimizer(learning_rate),
            "ftrl" => tf.train.FtrlOptimizer(learning_rate),
            _ => throw new ArgumentException($"There is no optimizer '{name}'.", nameof(name)),
        };

    /// <summary>A session for the graph, on this many threads; 0 for all cores.</summary>
    public static Session OpenSession(Graph graph, int threads) =>
        tf.Session(graph, new ConfigProto { IntraOpParallelismThreads = threads, InterOpParallelismThreads = threads });

    /// <summary>The graph as a serialized <c>GraphDef</c>.</summary>
    public static byte[] GraphDef(Graph graph) => graph.as_graph_def().ToByteArray();

    /// <summary>A NumSharp array as the engine takes it.</summary>
    public static object Array(NDArray array) => array;

    /// <summary>A fetched scalar.</summary>
    public static float Scalar(NDArray fetched)
    {
        using (fetched)
            return (float)fetched;
    }

    /// <summary>The values of a fetched float32 array, row-major.</summary>
    public static float[] Floats(NDArray fetched)
    {
        using (fetched)
            return fetched.ToArray<float>();
    }

    /// <summary>The ops that the engine runs: name, element types, gradient.</summary>
    public static IEnumerable<(string Name, string Types, string Gradient)> Ops() =>
        SupportedOps
            .All.Where(op => op.Runs)
            .Select(op =>
                (op.Name, string.Join(' ', op.Types.Select(t => t.as_numpy_name())), $"gradient: {Word(op.Gradient)}")
            );

    private static string Word(OpGradient gradient) =>
        gradient switch
        {
            OpGradient.Defined => "yes",
            OpGradient.None => "stops",
            _ => "no rule",
        };
}
