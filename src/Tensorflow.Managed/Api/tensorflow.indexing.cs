using Tensorflow.Graphs;
using Tensorflow.Operations;

namespace Tensorflow;

/// <content>Elements picked, placed and sorted by number.</content>
public sealed partial class tensorflow
{
    /// <summary>The slices that the index vectors, on the last axis of indices, name (<c>GatherNd</c>).</summary>
    public Tensor gather_nd(Tensor @params, Tensor indices, string? name = null) =>
        IndexOps.GatherNd(@params, indices, name);

    /// <summary>Zeros of a shape, to which updates are added where indices say (<c>ScatterNd</c>).</summary>
    public Tensor scatter_nd(Tensor indices, Tensor updates, Tensor shape, string? name = null) =>
        IndexOps.ScatterNd(indices, updates, shape, name);

    /// <summary>A new axis of depth places: on_value at the index, off_value elsewhere (<c>OneHot</c>).</summary>
    /// <param name="indices">Whole numbers; one out of range gives off_value everywhere.</param>
    /// <param name="depth">The new axis' length.</param>
    /// <param name="on_value">1 where null.</param>
    /// <param name="off_value">0 where null.</param>
    /// <param name="dtype">The element type; the values' own, or float32, where not given.</param>
    /// <param name="axis">Where the new axis goes; last where -1.</param>
    /// <param name="name">The node's name.</param>
    public Tensor one_hot(
        Tensor indices,
        int depth,
        object? on_value = null,
        object? off_value = null,
        TF_DataType dtype = TF_DataType.DtInvalid,
        int axis = -1,
        string? name = null
    ) =>
        IndexOps.OneHot(indices, depth, on_value, off_value, axis, dtype == TF_DataType.DtInvalid ? null : dtype, name);

    /// <summary>The elements of a vector, each once, and for each element its number among them (<c>Unique</c>).</summary>
    public (Tensor y, Tensor idx) unique(Tensor x, TF_DataType out_idx = TF_DataType.TF_INT32, string? name = null)
    {
        var outputs = OpBuilder.Apply("Unique", name, [x], ("out_idx", out_idx)).outputs;
        return (outputs[0], outputs[1]);
    }

    /// <summary>y[x[i]] = i (<c>InvertPermutation</c>).</summary>
    public Tensor invert_permutation(Tensor x, string? name = null) => OpBuilder.Tensor("InvertPermutation", name, [x]);

    /// <summary>For each number below num_partitions the rows that have it (<c>DynamicPartition</c>).</summary>
    public Tensor[] dynamic_partition(Tensor data, Tensor partitions, int num_partitions, string? name = null) =>
        SegmentOps.DynamicPartition(data, partitions, num_partitions, name);

    /// <summary>Rows of several tensors placed by number (<c>DynamicStitch</c>).</summary>
    /// <param name="indices">For each tensor of data its rows' numbers: tensors or arrays of int.</param>
    /// <param name="data">The rows.</param>
    /// <param name="name">The node's name.</param>
    public Tensor dynamic_stitch(object[] indices, Tensor[] data, string? name = null) =>
        OpBuilder.Tensor("DynamicStitch", name, [indices, data]);

    /// <summary>The elements for which the mask is true, in a row.</summary>
    /// <param name="tensor">[d0, ..., dn].</param>
    /// <param name="mask">Truth values; its shape is that of the tensor's axes from axis on.</param>
    /// <param name="name">The name scope.</param>
    /// <param name="axis">The first of the tensor's axes that the mask has.</param>
    /// <exception cref="ValueError">The shapes do not fit, or the mask's rank is unknown or 0.</exception>
    public Tensor boolean_mask(Tensor tensor, Tensor mask, string name = "boolean_mask", int axis = 0) =>
        Masking.BooleanMask(tensor, mask, axis, name);

    /// <summary>The sums of the rows of each segment; a negative number leaves a row out (<c>UnsortedSegmentSum</c>).</summary>
    public Tensor unsorted_segment_sum(Tensor data, Tensor segment_ids, int num_segments, string? name = null) =>
        SegmentOps.UnsortedSegmentSum(data, segment_ids, num_segments, name);

    /// <summary>The sums of the rows of each segment, of which a computed number is (<c>UnsortedSegmentSum</c>).</summary>
    public Tensor unsorted_segment_sum(Tensor data, Tensor segment_ids, Tensor num_segments, string? name = null) =>
        SegmentOps.UnsortedSegmentSum(data, segment_ids, num_segments, name);
}
