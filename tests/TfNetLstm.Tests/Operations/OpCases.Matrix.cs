using Tensorflow;
using static Tensorflow.Binding;

namespace TfNetLstm.Tests.Operations;

internal static partial class OpCases
{
    /// <summary>Products of matrices, biases, cross entropies, ranking.</summary>
    public static Dictionary<string, Func<Tensor[], Tensor>> Matrix { get; } =
        new(StringComparer.Ordinal)
        {
            ["matmul"] = x => tf.matmul(x[0], x[1]),
            ["matmul_ta"] = x => tf.matmul(x[0], x[1], transpose_a: true),
            ["matmul_tb"] = x => tf.matmul(x[0], x[1], transpose_b: true),
            ["matmul_tatb"] = x => tf.matmul(x[0], x[1], transpose_a: true, transpose_b: true),
            ["matmul_odd"] = x => tf.matmul(x[0], x[1]),
            ["matmul_vector"] = x => tf.matmul(x[0], x[1]),
            ["matmul_f64"] = x => tf.matmul(x[0], x[1]),
            ["matmul_int"] = x => tf.matmul(x[0], x[1]),
            ["matmul_empty"] = x => tf.matmul(x[0], x[1]),
            ["batch_matmul"] = x => tf.matmul(x[0], x[1]),
            ["batch_matmul_tb"] = x => tf.matmul(x[0], x[1], transpose_b: true),
            ["tensordot"] = x =>
                tf.tensordot(
                    x[0],
                    x[1],
                    [
                        [1],
                        [0],
                    ]
                ),
            ["bias_add"] = x => tf.nn.bias_add(x[0], x[1]),
            ["bias_add_4d"] = x => tf.nn.bias_add(x[0], x[1]),
            ["xw_plus_b"] = x => tf.nn.xw_plus_b(x[0], x[1], x[2]),
            ["softmax_xent"] = x => tf.nn.softmax_cross_entropy_with_logits_v2(logits: x[0], labels: x[1]),
            ["softmax_xent_soft"] = x => tf.nn.softmax_cross_entropy_with_logits_v2(logits: x[0], labels: x[1]),
            ["softmax_xent_v1"] = x => tf.nn.softmax_cross_entropy_with_logits(logits: x[0], labels: x[1]),
            ["softmax_xent_large"] = x => tf.nn.softmax_cross_entropy_with_logits_v2(logits: x[0], labels: x[1]),
            ["sparse_softmax_xent"] = x => tf.nn.sparse_softmax_cross_entropy_with_logits(logits: x[0], labels: x[1]),
            ["sigmoid_xent"] = x => tf.nn.sigmoid_cross_entropy_with_logits(logits: x[0], labels: x[1]),
            ["in_top_k"] = x => tf.nn.in_top_k(x[0], x[1], 2),
            ["top_k"] = x => tf.nn.top_k(x[0], 3).values,
            ["top_k_indices"] = x => tf.nn.top_k(x[0], 3).indices,
        };

    /// <summary>Reductions, running sums, normalization, casts.</summary>
    public static Dictionary<string, Func<Tensor[], Tensor>> Reductions { get; } =
        new(StringComparer.Ordinal)
        {
            ["reduce_sum_all"] = x => tf.reduce_sum(x[0]),
            ["reduce_sum_0"] = x => tf.reduce_sum(x[0], 0),
            ["reduce_sum_last_keep"] = x => tf.reduce_sum(x[0], -1, keepdims: true),
            ["reduce_sum_02"] = x => tf.reduce_sum(x[0], (0, 2)),
            ["reduce_mean_all"] = x => tf.reduce_mean(x[0]),
            ["reduce_mean_0"] = x => tf.reduce_mean(x[0], 0),
            ["reduce_mean_last_keep"] = x => tf.reduce_mean(x[0], -1, keepdims: true),
            ["reduce_mean_02"] = x => tf.reduce_mean(x[0], (0, 2)),
            ["reduce_max_all"] = x => tf.reduce_max(x[0]),
            ["reduce_max_0"] = x => tf.reduce_max(x[0], 0),
            ["reduce_max_last_keep"] = x => tf.reduce_max(x[0], -1, keepdims: true),
            ["reduce_max_02"] = x => tf.reduce_max(x[0], (0, 2)),
            ["reduce_min_all"] = x => tf.reduce_min(x[0]),
            ["reduce_min_0"] = x => tf.reduce_min(x[0], 0),
            ["reduce_min_last_keep"] = x => tf.reduce_min(x[0], -1, keepdims: true),
            ["reduce_min_02"] = x => tf.reduce_min(x[0], (0, 2)),
            ["reduce_prod_all"] = x => tf.reduce_prod(x[0]),
            ["reduce_prod_0"] = x => tf.reduce_prod(x[0], 0),
            ["reduce_prod_last_keep"] = x => tf.reduce_prod(x[0], -1, keepdims: true),
            ["reduce_prod_02"] = x => tf.reduce_prod(x[0], (0, 2)),
            ["reduce_sum_int"] = x => tf.reduce_sum(x[0], 1),
            ["reduce_mean_large"] = x => tf.reduce_mean(x[0]),
            ["reduce_all"] = x => tf.reduce_all(x[0], 1),
            ["reduce_any"] = x => tf.reduce_any(x[0], 1),
            ["reduce_logsumexp"] = x => tf.reduce_logsumexp(x[0], 1),
            ["argmax"] = x => tf.argmax(x[0], 1),
            ["argmax_ties"] = x => tf.argmax(x[0], 1),
            ["argmax_0_int32"] = x => tf.argmax(x[0], 0, output_type: tf.int32),
            ["argmin"] = x => tf.argmin(x[0], 1),
            ["cumsum"] = x => tf.cumsum(x[0], 1),
            ["cumsum_exclusive_reverse"] = x => tf.cumsum(x[0], 0, exclusive: true, reverse: true),
            ["moments"] = x => tf.nn.moments(x[0], new[] { 0 }).variance,
            ["batch_normalization"] = x => tf.nn.batch_normalization(x[0], x[1], x[2], x[3], null, 1e-3f),
            ["norm"] = x => tf.norm(x[0], axis: 1),
            ["l2_normalize"] = x => tf.nn.l2_normalize(x[0], 1),
            ["cast_float32_int32"] = x => tf.cast(x[0], tf.int32),
            ["cast_float32_int64"] = x => tf.cast(x[0], tf.int64),
            ["cast_int32_float32"] = x => tf.cast(x[0], tf.float32),
            ["cast_float32_float64"] = x => tf.cast(x[0], tf.float64),
            ["cast_float64_float32"] = x => tf.cast(x[0], tf.float32),
            ["cast_float32_bool"] = x => tf.cast(x[0], tf.@bool),
            ["cast_uint8_float32"] = x => tf.cast(x[0], tf.float32),
            ["cast_int64_int32"] = x => tf.cast(x[0], tf.int32),
            ["cast_bool_float"] = x => tf.cast(x[0], tf.float32),
            ["cast_grad"] = x => tf.cast(x[0], tf.float64) * 2.0,
        };
}
