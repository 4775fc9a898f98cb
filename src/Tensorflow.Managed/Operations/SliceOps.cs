using Tensorflow.Graphs;

namespace Tensorflow.Operations;

/// <summary>Ops that take a part of a tensor.</summary>
internal static partial class SliceOps
{
    public static IEnumerable<OpRule> Rules =>
        [
            .. TypeSet.Any.For([
                new("Slice", SliceShape, SliceKernel, SliceGradient),
                new("StridedSlice", StridedSliceShape, StridedSliceKernel, StridedSliceGradient),
                new("StridedSliceGrad", StridedSliceGradShape, StridedSliceGradKernel),
                new("Pad", PadShape, PadKernel, PadGradient),
            ]),
        ];

    public static Tensor Slice(Tensor input, object begin, object size, string? name = null) =>
        OpBuilder.Tensor("Slice", name, [input, begin, size]);

    public static Tensor StridedSlice(
        Tensor input,
        object begin,
        object end,
        object strides,
        int begin_mask = 0,
        int end_mask = 0,
        int ellipsis_mask = 0,
        int new_axis_mask = 0,
        int shrink_axis_mask = 0,
        string? name = null
    ) =>
        OpBuilder.Tensor(
            "StridedSlice",
            name ?? "strided_slice",
            [input, begin, end, strides],
            ("begin_mask", begin_mask),
            ("end_mask", end_mask),
            ("ellipsis_mask", ellipsis_mask),
            ("new_axis_mask", new_axis_mask),
            ("shrink_axis_mask", shrink_axis_mask)
        );

    private static void SliceShape(ShapeInference node)
    {
        var input = node.Input(0);
        var begin = node.Constant(1);
        var sizes = node.ConstantAsShape(2);
        if (node.Constant(2) is { } size && !input.IsNull)
        {
            if (size.Count != input.ndim)
                throw node.Error($"Shape must be rank {size.Count} but is rank {input.ndim}");
            var dims = new long[input.ndim];
            for (var i = 0; i < dims.Length; i++)
            {
                var (from, wanted) = (begin?.Integer(i) ?? -1, size.Integer(i));
                dims[i] =
                    wanted >= 0 ? wanted
                    : from >= 0 && input[i] >= 0 ? input[i] - from
                    : -1;
                if (from >= 0 && input[i] >= 0 && (from > input[i] || wanted >= 0 && from + wanted > input[i]))
                    throw node.Error($"Expected size[{i}] in [0, {input[i] - from}], but got {wanted}");
            }
            node.Set(0, new(dims));
            return;
        }
        node.Set(0, !input.IsNull ? PartlyKnown(sizes, input.ndim) : Unknown(sizes));
    }

    private static Shape PartlyKnown(Shape sizes, int rank) =>
        sizes.IsNull || sizes.ndim != rank ? Shape.UnknownOfRank(rank) : sizes;

    private static Shape Unknown(Shape sizes) => sizes.IsNull ? Shape.Unknown : Shape.UnknownOfRank(sizes.ndim);

    private static void StridedSliceShape(ShapeInference node)
    {
        var input = node.Input(0);
        if (node.Constant(3) is not { } strides || input.IsNull)
        {
            node.Set(0, Shape.Unknown);
            return;
        }
        var (begin, end) = (node.Constant(1), node.Constant(2));
        if (
            strides.Count >= 32
            || begin is { } b && b.Count != strides.Count
            || end is { } e && e.Count != strides.Count
        )
            throw node.Error("Expected begin, end, and strides to be 1D equal size tensors");
        var scratch = new long[StridedSliceSpec.ScratchLength(input.ndim, strides.Count)];
        var spec = new StridedSliceSpec(SliceMasks.Of(node.Op), input.ndim, strides, scratch);
        if (spec.Resolve(input.dims, begin, end) is { } error)
            throw node.Error(error);
        node.Set(0, new([.. spec.FinalDims]));
    }

    private static void StridedSliceGradShape(ShapeInference node) => node.Set(0, node.ConstantAsShape(0));

    private static void PadShape(ShapeInference node)
    {
        var input = node.Input(0);
        if (node.Constant(1) is not { } paddings || input.IsNull)
        {
            var rank =
                !input.IsNull ? input.ndim
                : node.Input(1) is { ndim: 2 } p ? (int)p[0]
                : -1;
            node.Set(0, rank < 0 ? Shape.Unknown : Shape.UnknownOfRank(rank));
            return;
        }
        var dims = new long[input.ndim];
        for (var i = 0; i < dims.Length; i++)
            dims[i] = input[i] < 0 ? -1 : input[i] + paddings.Integer(2 * i) + paddings.Integer(2 * i + 1);
        node.Set(0, new(dims));
    }

    /// <summary>Pads the gradient with zeros to the sliced tensor's shape (array_grad.py, <c>_SliceGrad</c>).</summary>
    private static Tensor?[] SliceGradient(Operation op, Tensor?[] grads)
    {
        var (input, begin) = (op.inputs[0], op.inputs[1]);
        var rank = ShapeOps.Rank(input);
        var size = ShapeOps.Shape(op.outputs[0], out_type: begin.dtype);
        var shape = LayoutOps.Stack([rank, 1]);
        var before = ShapeOps.Reshape(begin, shape);
        var after = ShapeOps.Reshape(
            MathOps.Sub(MathOps.Sub(ShapeOps.Shape(input, out_type: begin.dtype), size), begin),
            shape
        );
        return [OpBuilder.Tensor("Pad", null, [grads[0], LayoutOps.Concat([before, after], 1)]), null, null];
    }

    private static Tensor?[] StridedSliceGradient(Operation op, Tensor?[] grads)
    {
        var (input, begin, end, strides) = (op.inputs[0], op.inputs[1], op.inputs[2], op.inputs[3]);
        var shape = ShapeOps.Shape(input, out_type: begin.dtype);
        object Known(Tensor bound) => PythonConstants.Value(bound) ?? (object)bound;
        var grad = OpBuilder.Tensor(
            "StridedSliceGrad",
            null,
            [Known(shape), Known(begin), Known(end), Known(strides), grads[0]],
            ("begin_mask", op.Int("begin_mask")),
            ("end_mask", op.Int("end_mask")),
            ("ellipsis_mask", op.Int("ellipsis_mask")),
            ("new_axis_mask", op.Int("new_axis_mask")),
            ("shrink_axis_mask", op.Int("shrink_axis_mask"))
        );
        return [grad, null, null, null];
    }

    private static Tensor?[] PadGradient(Operation op, Tensor?[] grads)
    {
        var (input, paddings) = (op.inputs[0], op.inputs[1]);
        var before = Slice(paddings, new[] { 0, 0 }, LayoutOps.Stack([ShapeOps.Rank(input), 1]));
        return [Slice(grads[0]!, ShapeOps.Reshape(before, new[] { -1 }), ShapeOps.Shape(input)), null];
    }
}
