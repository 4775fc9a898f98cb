using Tensorflow;
using static Tensorflow.Binding;

namespace TfNetLstm.Tests.Operations;

internal static partial class OpCases
{
    /// <summary>Branches and loops.</summary>
    public static Dictionary<string, Func<Tensor[], Tensor>> Control { get; } =
        new(StringComparer.Ordinal)
        {
            ["cond_true"] = x => tf.cond(tf.reduce_sum(x[0]) > -1e9, () => x[0] * 2.0, () => x[0] - 1.0),
            ["cond_false"] = x => tf.cond(tf.reduce_sum(x[0]) > 1e9, () => x[0] * 2.0, () => x[0] - 1.0),
            ["while_loop"] = x => tf.while_loop(v => v[0] < 5, v => [v[0] + 1, v[1] * x[0] + 1.0], [0, x[0]])[1],
        };
}
