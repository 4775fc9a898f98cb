using Tensorflow.Graphs;
using Tensorflow.Operations;

namespace Tensorflow;

/// <content>Tensors padded, turned around, spread, and made of sequences of numbers.</content>
public sealed partial class tensorflow
{
    /// <summary>A new axis of 1, between brackets: <c>t[Slice.Ellipsis, tf.newaxis]</c>.</summary>
    public Slice newaxis { get; } = Slice.NewAxis;

    /// <summary>The tensor with more around it (<c>Pad</c>, <c>MirrorPad</c>).</summary>
    /// <param name="tensor">[d0, ..., dn].</param>
    /// <param name="paddings">A row for each axis: how many places ahead of it and behind it.</param>
    /// <param name="mode">CONSTANT for zeros; REFLECT and SYMMETRIC for the tensor's own elements, mirrored.</param>
    /// <param name="name">The node's name.</param>
    /// <exception cref="ValueError">The mode is none of these.</exception>
    public Tensor pad(Tensor tensor, int[,] paddings, string mode = "CONSTANT", string? name = null) =>
        Pad(tensor, paddings, mode, name);

    /// <summary>The tensor with more around it, as much as is computed.</summary>
    public Tensor pad(Tensor tensor, Tensor paddings, string mode = "CONSTANT", string? name = null) =>
        Pad(tensor, paddings, mode, name);

    /// <summary>The tensor backwards along these axes (<c>ReverseV2</c>).</summary>
    public Tensor reverse(Tensor tensor, Axis axis, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(axis);
        return MirrorOps.Reverse(tensor, axis.axis, name);
    }

    /// <summary>The first places of each sequence backwards, as many as its length says (<c>ReverseSequence</c>).</summary>
    public Tensor reverse_sequence(
        Tensor input,
        Tensor seq_lengths,
        int seq_axis,
        int batch_axis = 0,
        string? name = null
    ) => MirrorOps.ReverseSequence(input, seq_lengths, seq_axis, batch_axis, name);

    /// <summary>The tensor repeated along the axes that it lacks or has one place on (<c>BroadcastTo</c>).</summary>
    public Tensor broadcast_to(Tensor input, Shape shape, string? name = null) =>
        ShapeOps.BroadcastTo(input, shape, name);

    /// <summary>The tensor spread to a shape that is computed (<c>BroadcastTo</c>).</summary>
    public Tensor broadcast_to(Tensor input, Tensor shape, string? name = null) =>
        ShapeOps.BroadcastTo(input, shape, name);

    /// <summary>The numbers from start by delta to before limit (<c>Range</c>).</summary>
    /// <param name="start">A number or tensor; the limit, if that is null, and 0 the start.</param>
    /// <param name="limit">A number or tensor.</param>
    /// <param name="delta">A number or tensor; 1 where null.</param>
    /// <param name="dtype">The element type; the widest of the three where not given.</param>
    /// <param name="name">The node's name.</param>
    public Tensor range(
        object start,
        object? limit = null,
        object? delta = null,
        TF_DataType? dtype = null,
        string name = "range"
    )
    {
        ArgumentNullException.ThrowIfNull(start);
        return limit is null
            ? SourceOps.Range(0, start, delta, dtype, name)
            : SourceOps.Range(start, limit, delta, dtype, name);
    }

    /// <summary>num numbers at equal distances, the first start and the last stop.</summary>
    public Tensor linspace(Tensor start, Tensor stop, int num, string? name = null, int axis = 0) =>
        Linspace.Build(start, stop, num, name, axis);

    /// <summary>For each length a row of as many truths, and falses up to maxlen, the greatest where null.</summary>
    public Tensor sequence_mask(
        Tensor lengths,
        int? maxlen = null,
        TF_DataType dtype = TF_DataType.TF_BOOL,
        string? name = null
    ) => Masking.SequenceMask(lengths, maxlen, dtype, name);

    /// <summary>For each length a row of as many truths, and falses up to a computed maxlen.</summary>
    public Tensor sequence_mask(
        Tensor lengths,
        Tensor maxlen,
        TF_DataType dtype = TF_DataType.TF_BOOL,
        string? name = null
    ) => Masking.SequenceMask(lengths, maxlen, dtype, name);

    private static Tensor Pad(Tensor tensor, object paddings, string mode, string? name)
    {
        ArgumentNullException.ThrowIfNull(paddings);
        return mode?.ToUpperInvariant() switch
        {
            "CONSTANT" => OpBuilder.Tensor("Pad", name, [tensor, paddings]),
            "REFLECT" => MirrorOps.MirrorPad(tensor, paddings, "REFLECT", name),
            "SYMMETRIC" => MirrorOps.MirrorPad(tensor, paddings, "SYMMETRIC", name),
            _ => throw new ValueError(
                $"Value of argument `mode` expected to be one of \"CONSTANT\", \"REFLECT\", or \"SYMMETRIC\". "
                    + $"Received `mode` = {mode}"
            ),
        };
    }
}
