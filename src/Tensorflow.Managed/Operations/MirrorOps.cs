using Tensorflow.Graphs;

namespace Tensorflow.Operations;

/// <summary>Ops that turn tensors, or parts of them, around: reversal, and padding by reflection.</summary>
internal static partial class MirrorOps
{
    public static IEnumerable<OpRule> Rules =>
        [
            .. TypeSet.Any.For([
                new("ReverseV2", ReverseShape, ReverseKernel, ReverseGradient),
                new("ReverseSequence", ReverseSequenceShape, ReverseSequenceKernel, ReverseSequenceGradient),
                new("MirrorPad", MirrorPadShape, MirrorPadKernel, MirrorPadGradient),
            ]),
            .. TypeSet.Numbers.For([
                new("MirrorPadGrad", MirrorPadGradShape, MirrorPadGradKernel, MirrorPadGradGradient),
            ]),
        ];

    public static Tensor Reverse(Tensor tensor, object axis, string? name = null) =>
        OpBuilder.Tensor("ReverseV2", name, [tensor, axis]);

    public static Tensor ReverseSequence(
        Tensor input,
        object seq_lengths,
        long seq_axis,
        long batch_axis = 0,
        string? name = null
    ) =>
        OpBuilder.Tensor(
            "ReverseSequence",
            name,
            [input, seq_lengths],
            ("seq_dim", seq_axis),
            ("batch_dim", batch_axis)
        );

    public static Tensor MirrorPad(Tensor tensor, object paddings, string mode, string? name = null) =>
        OpBuilder.Tensor("MirrorPad", name, [tensor, paddings], ("mode", mode));

    private static void ReverseShape(ShapeInference node)
    {
        var input = node.Input(0);
        node.InputOfRank(1, 1);
        if (!input.IsNull && node.Constant(1) is { } axes)
        {
            var seen = new HashSet<int>();
            foreach (var axis in axes.ToInt64Array())
                if (!seen.Add(node.Axis(axis, input.ndim)))
                    throw node.Error($"axis {axis} specified more than once.");
        }
        node.Set(0, input);
    }

    private static void ReverseSequenceShape(ShapeInference node)
    {
        var (input, lengths) = (node.Input(0), node.InputOfRank(1, 1));
        if (input.IsNull)
        {
            node.Set(0, input);
            return;
        }
        var (batch, sequence) = (node.Op.Int("batch_dim"), node.Op.Int("seq_dim"));
        if (batch < 0 || batch >= input.ndim)
            throw node.Error($"batch_dim must be < input rank: {batch} vs. {input.ndim}");
        if (sequence < 0 || sequence >= input.ndim)
            throw node.Error($"seq_dim must be < input rank: {sequence} vs. {input.ndim}");
        var dims = (long[])input.dims.Clone();
        dims[batch] = node.Merge(new(dims[batch]), lengths)[0];
        node.Set(0, new(dims));
    }

    private static void MirrorPadShape(ShapeInference node) => PaddedShape(node, 1);

    private static void MirrorPadGradShape(ShapeInference node) => PaddedShape(node, -1);

    private static void PaddedShape(ShapeInference node, int sign)
    {
        var input = node.Input(0);
        if (node.Constant(1) is not { } paddings || input.IsNull)
        {
            node.Set(0, input.IsNull ? Shape.Unknown : Shape.UnknownOfRank(input.ndim));
            return;
        }
        if (paddings.Count != 2 * input.ndim)
            throw node.Error($"Shape must be rank {paddings.Count / 2} but is rank {input.ndim}");
        var dims = new long[input.ndim];
        for (var i = 0; i < dims.Length; i++)
            dims[i] = input[i] < 0 ? -1 : input[i] + sign * (paddings.Integer(2 * i) + paddings.Integer(2 * i + 1));
        node.Set(0, new(dims));
    }

    private static Tensor?[] ReverseGradient(Operation op, Tensor?[] grads) => [Reverse(grads[0]!, op.inputs[1]), null];

    private static Tensor?[] ReverseSequenceGradient(Operation op, Tensor?[] grads) =>
        [ReverseSequence(grads[0]!, op.inputs[1], op.Int("seq_dim"), op.Int("batch_dim")), null];

    private static Tensor?[] MirrorPadGradient(Operation op, Tensor?[] grads) =>
        [OpBuilder.Tensor("MirrorPadGrad", null, [grads[0], op.inputs[1]], ("mode", op.String("mode"))), null];

    private static Tensor?[] MirrorPadGradGradient(Operation op, Tensor?[] grads) =>
        [MirrorPad(grads[0]!, op.inputs[1], op.String("mode")), null];
}
