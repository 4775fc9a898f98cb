using Tensorflow;
using static Tensorflow.Binding;

namespace TfNetLstm.Tests.Operations;

/// <summary>The expressions of ops.json in C#, by the names of their cases; the inputs a, b, c, d are x[0] to x[3].</summary>
internal static partial class OpCases
{
    /// <summary>Arithmetic, functions, comparisons, reductions, casts.</summary>
    public static Dictionary<string, Func<Tensor[], Tensor>> Math { get; } =
        new(StringComparer.Ordinal)
        {
            ["abs"] = x => tf.abs(x[0]),
            ["operators"] = x => (x[0] + x[1]) * x[0] - x[1] / (x[0] * x[0] + 1.0),
        };
}
