using Tensorflow;
using static Tensorflow.Binding;

namespace TfNetLstm.Tests.Operations;

internal static partial class OpCases
{
    private static readonly int[] _ones = [1, 1, 1, 1];
    private static readonly int[] _twos = [1, 2, 2, 1];

    /// <summary>Shapes, slices, joins, indices, images.</summary>
    public static Dictionary<string, Func<Tensor[], Tensor>> Array { get; } =
        new(StringComparer.Ordinal)
        {
            ["reshape"] = x => tf.reshape(x[0], (-1, 2)),
            ["transpose_2d"] = x => tf.transpose(x[0]),
            ["transpose_102"] = x => tf.transpose(x[0], (1, 0, 2)),
            ["transpose_021"] = x => tf.transpose(x[0], (0, 2, 1)),
            ["transpose_4d"] = x => tf.transpose(x[0], new[] { 0, 3, 1, 2 }),
            ["expand_dims"] = x => tf.expand_dims(x[0], 1),
            ["squeeze"] = x => tf.squeeze(tf.expand_dims(x[0], 1), [1]),
            ["concat_0"] = x => tf.concat([x[0], x[1]], 0),
            ["concat_1"] = x => tf.concat([x[0], x[1], x[0]], 1),
            ["concat_neg"] = x => tf.concat([x[0], x[1]], -1),
            ["split_even"] = x => tf.split(x[0], 3, 0)[1],
            ["split_cols"] = x => tf.concat(tf.split(x[0], 2, 1).Reverse(), 0),
            ["split_sizes"] = x => tf.split(x[0], [1, 3], 1)[1],
            ["stack"] = x => tf.stack([x[0], x[1]], 1),
            ["unstack"] = x => tf.unstack(x[0], axis: 0)[1] * 2.0,
            ["slice"] = x => tf.slice(x[0], [1, 0], [2, -1]),
            ["strided_slice"] = x => x[0][1.., new Slice(step: 2)],
            ["strided_slice_neg"] = x => x[0]["::-1", 1],
            ["strided_slice_newaxis"] = x => x[0][Slice.Ellipsis, tf.newaxis, 0],
            ["pad"] = x =>
                tf.pad(
                    x[0],
                    new[,]
                    {
                        { 1, 2 },
                        { 0, 1 },
                    }
                ),
            ["pad_reflect"] = x =>
                tf.pad(
                    x[0],
                    new[,]
                    {
                        { 1, 1 },
                        { 1, 0 },
                    },
                    mode: "REFLECT"
                ),
            ["tile"] = x => tf.tile(x[0], (2, 3)),
            ["gather"] = x => tf.gather(x[0], x[1]),
            ["gather_axis1"] = x => tf.gather(x[0], x[1], axis: 1),
            ["gather_nd"] = x => tf.gather_nd(x[0], x[1]),
            ["embedding_lookup"] = x => tf.nn.embedding_lookup(x[0], x[1]),
            ["one_hot"] = x => tf.one_hot(x[0], 5),
            ["one_hot_on_off"] = x => tf.one_hot(x[0], 4, on_value: 2.0f, off_value: -1.0f, axis: 0),
            ["fill"] = x => tf.fill((2, 3), x[0]),
            ["range"] = x => tf.range(x[0], x[1], 2),
            ["linspace"] = x => tf.linspace(x[0], x[1], 7),
            ["shape"] = x => tf.shape(x[0]),
            ["size_rank"] = x => tf.size(x[0]) * 10 + tf.rank(x[0]),
            ["reverse"] = x => tf.reverse(x[0], new[] { 1 }),
            ["reverse_sequence"] = x => tf.reverse_sequence(x[0], x[1], seq_axis: 1, batch_axis: 0),
            ["broadcast_to"] = x => tf.broadcast_to(x[0], (3, 4)),
            ["stop_gradient"] = x => tf.stop_gradient(x[0]) * x[0],
            ["invert_permutation"] = x => tf.invert_permutation(x[0]),
            ["unique"] = x => tf.unique(x[0]).y,
            ["dynamic_partition"] = x => tf.dynamic_partition(x[0], x[1], 2)[1],
            ["dynamic_stitch"] = x => tf.dynamic_stitch([new[] { 0, 2 }, new[] { 1, 3 }], [x[0], x[1]]),
            ["boolean_mask"] = x => tf.boolean_mask(x[0], x[1]),
            ["unsorted_segment_sum"] = x => tf.unsorted_segment_sum(x[0], x[1], 4),
            ["sequence_mask"] = x => tf.sequence_mask(x[0], 6),
            ["confusion_matrix"] = x => tf.math.confusion_matrix(x[0], x[1], 4),
            ["matrix_band_part"] = x => tf.linalg.band_part(x[0], 1, 0),
            ["diag"] = x => tf.linalg.diag(x[0]),
            ["conv2d_same"] = x => tf.nn.conv2d(x[0], x[1], strides: _ones, padding: "SAME"),
            ["conv2d_valid_stride"] = x => tf.nn.conv2d(x[0], x[1], strides: _twos, padding: "VALID"),
            ["max_pool"] = x => tf.nn.max_pool(x[0], _twos, _twos, "SAME"),
            ["avg_pool"] = x => tf.nn.avg_pool(x[0], _twos, _twos, "VALID"),
        };
}
