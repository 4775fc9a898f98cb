using Tensorflow;
using static Tensorflow.Binding;

namespace TfNetLstm.Bench;

/// <summary>
/// How fast this machine multiplies 1024x1024 matrices of float32: with OpenBLAS by way of Python and NumPy where they are
/// installed, else with the engine's own product.
/// </summary>
internal static class Yardstick
{
    private const int Size = 1024;

    /// <summary>Measures with this interpreter, with those that are usual where null, else without any.</summary>
    public static YardstickRate Measure(string? python, int threads, double seconds)
    {
        if (BlasScript.Run(python, threads, seconds, [$"{Size}x{Size}x{Size}"]) is [var blas])
            return new(threads, blas.Best, blas.Library);
        return new(threads, OwnRate(threads, seconds), $"{Engine.Name}'s own product: no Python with NumPy");
    }

    /// <summary>The engine's own rate.</summary>
    public static double OwnRate(int threads, double seconds)
    {
        var graph = tf.Graph();
        using (Engine.AsDefault(graph))
        {
            var a = tf.Variable(tf.random_normal((Size, Size)));
            var b = tf.Variable(tf.random_normal((Size, Size)));
            var product = tf.matmul(a, b);
            using var session = Engine.OpenSession(graph, threads);
            session.run(tf.global_variables_initializer());
            var time = Timing.Of(seconds, () => session.run(Engine.OpOf(product)));
            return 2e-6 * Size * Size * Size / time.Minimum;
        }
    }
}
