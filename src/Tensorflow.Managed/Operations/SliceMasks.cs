namespace Tensorflow.Operations;

/// <summary>The masks of a strided slice: a bit for each of its begins, ends and strides.</summary>
internal readonly record struct SliceMasks(long Begin, long End, long Ellipsis, long NewAxis, long Shrink)
{
    /// <summary>The masks that a node's attributes hold.</summary>
    public static SliceMasks Of(Operation op) =>
        new(
            op.Int("begin_mask"),
            op.Int("end_mask"),
            op.Int("ellipsis_mask"),
            op.Int("new_axis_mask"),
            op.Int("shrink_axis_mask")
        );
}
