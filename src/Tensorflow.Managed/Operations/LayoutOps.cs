using Tensorflow.Graphs;

namespace Tensorflow.Operations;

/// <summary>Ops that move elements: transpose, join, split, stack, repeat, gather.</summary>
internal static partial class LayoutOps
{
    public static IEnumerable<OpRule> Rules =>
        [
            .. TypeSet.Any.For([
                new("Transpose", TransposeShape, TransposeKernel, TransposeGradient),
                new("ConcatV2", ConcatShape, ConcatKernel, ConcatGradient),
                new("Split", SplitShape, SplitKernel, SplitGradient),
                new("SplitV", SplitVShape, SplitVKernel, SplitVGradient),
                new("Pack", PackShape, PackKernel, PackGradient),
                new("Unpack", UnpackShape, UnpackKernel, UnpackGradient),
                new("Tile", TileShape, TileKernel, TileGradient),
                new("GatherV2", GatherShape, GatherKernel, GatherGradient),
                new("DynamicStitch", DynamicStitchShape, DynamicStitchKernel, DynamicStitchGradient),
                new("ParallelDynamicStitch", DynamicStitchShape, DynamicStitchKernel, DynamicStitchGradient),
            ]),
            .. TypeSet.Integers.For([
                new("InvertPermutation", ShapeRules.Unchanged, InvertPermutationKernel, Gradients.None),
            ]),
            .. TypeSet.Int32.For([new("ConcatOffset", ConcatOffsetShape, ConcatOffsetKernel, Gradients.None)]),
        ];

    public static Tensor Transpose(Tensor a, object perm, string? name = null)
    {
        using var scope = a.Given().graph.OpenNameScope(name ?? "transpose", out var full);
        return OpBuilder.Tensor("Transpose", full, [a, perm]);
    }

    /// <summary>The last two axes exchanged; the rank must be known.</summary>
    public static Tensor MatrixTranspose(Tensor a, string? name = null)
    {
        using var scope = a.graph.OpenNameScope(name ?? "matrix_transpose", out _);
        var rank = a.shape.ndim;
        if (rank < 2)
            throw new ValueError($"Argument `a` must be a batch of matrices (rank >= 2). Received shape {a.shape}.");
        return Transpose(a, Enumerable.Range(0, rank - 2).Append(rank - 1).Append(rank - 2).ToArray());
    }

    public static Tensor Concat(IReadOnlyList<Tensor> values, object axis, string? name = null)
    {
        values.AllGiven();
        if (values.Count == 0)
            throw new ValueError("concat() needs at least one tensor.");
        if (values.Count > 1)
            return OpBuilder.Tensor("ConcatV2", name ?? "concat", [values, axis]);
        // Python checks the axis of a single tensor and hands the tensor on.
        using var scope = values[0].graph.OpenNameScope(name ?? "concat", out var full);
        TensorConversion.Convert(axis, TF_DataType.TF_INT32, "concat_dim", values[0].graph);
        return SourceOps.Identity(values[0], full);
    }

    /// <summary>Tensors joined along the first axis, numbers and lists among them (Python's lists in <c>concat</c>).</summary>
    public static Tensor ConcatVectors(params object[] values) => OpBuilder.Tensor("ConcatV2", "concat", [values, 0]);

    public static Tensor[] ConcatOffset(Tensor axis, Tensor[] shapes) =>
        OpBuilder.Apply("ConcatOffset", null, [axis, shapes]).outputs;

    public static Tensor[] Split(Tensor value, int num_split, object axis, string? name = null)
    {
        if (num_split < 1)
            throw new ValueError(
                $"Rank-0 tensors are not supported as the num_or_size_splits argument to split: {num_split}"
            );
        return OpBuilder.Apply("Split", name ?? "split", [axis, value], ("num_split", num_split)).outputs;
    }

    public static Tensor[] SplitSizes(
        Tensor value,
        object size_splits,
        object axis,
        int? num = null,
        string? name = null
    )
    {
        var sizes = TensorConversion.Convert(size_splits, null, null, value.Given().graph);
        if (sizes.rank == 0)
            throw new ValueError("Rank-0 tensors are not supported as the num_or_size_splits argument to split.");
        num ??= sizes.shape is { ndim: 1 } shape && shape[0] >= 0 ? (int)shape[0] : null;
        if (num is null)
            throw new ValueError($"Cannot infer argument `num` from shape {sizes.shape}");
        return OpBuilder.Apply("SplitV", name ?? "split", [value, sizes, axis], ("num_split", num)).outputs;
    }

    /// <summary>Stacked along a new axis; along the first as Python packs a list, where all are numbers into a constant.</summary>
    public static Tensor Stack(object[] values, int axis = 0, string? name = null) =>
        axis == 0
            ? TensorConversion.Convert(values, null, name ?? "stack", OpBuilder.GraphOf(values))
            : OpBuilder.Tensor("Pack", name ?? "stack", [values], ("axis", axis));

    public static Tensor[] Unstack(Tensor value, int? num, int axis = 0, string? name = null)
    {
        if (num is null)
        {
            var shape = value.Given().shape;
            if (shape.IsNull)
                throw new ValueError("Cannot infer argument `num` from shape <unknown>");
            if (axis < -shape.ndim || axis >= shape.ndim)
                throw new ValueError($"Argument `axis` = {axis} not in range [{-shape.ndim}, {shape.ndim})");
            if (shape[axis] < 0)
                throw new ValueError($"Cannot infer argument `num` from shape {shape}");
            num = (int)shape[axis];
        }
        return OpBuilder.Apply("Unpack", name ?? "unstack", [value], ("num", num), ("axis", axis)).outputs;
    }

    public static Tensor Tile(Tensor input, object multiples, string? name = null) =>
        OpBuilder.Tensor("Tile", name, [input, multiples]);

    public static Tensor Gather(object parameters, object indices, object? axis = null, string? name = null) =>
        OpBuilder.Tensor("GatherV2", name, [parameters, indices, axis ?? 0]);

    private static void TransposeShape(ShapeInference node)
    {
        var input = node.Input(0);
        if (node.Constant(1) is not { } perm)
        {
            node.Set(0, input.IsNull ? Shape.Unknown : Shape.UnknownOfRank(input.ndim));
            return;
        }
        if (input.IsNull)
            input = Shape.UnknownOfRank(perm.Count);
        if (perm.Count != input.ndim)
            throw node.Error($"Dimension must be {input.ndim} but is {perm.Count}");
        node.Set(0, new([.. perm.ToInt64Array().Select(axis => input[node.Axis(axis, input.ndim)])]));
    }

    private static void ConcatShape(ShapeInference node)
    {
        var count = node.InputCount - 1;
        if (node.Constant(count) is not { } axisValue)
        {
            var rank = Enumerable.Range(0, count).Select(i => node.Input(i).ndim).FirstOrDefault(r => r >= 0, -1);
            node.Set(0, rank < 0 ? Shape.Unknown : Shape.UnknownOfRank(rank));
            return;
        }
        // All known inputs share the rank; the joined dimension adds up, the others agree.
        if (Enumerable.Range(0, count).FirstOrDefault(i => !node.Input(i).IsNull, -1) is not (>= 0 and var first))
        {
            node.Set(0, Shape.Unknown);
            return;
        }
        var ndim = node.Input(first).ndim;
        var axis = node.Axis(axisValue.Integer(0), ndim);
        var joined = 0L;
        var (before, after) = (Shape.UnknownOfRank(axis), Shape.UnknownOfRank(ndim - axis - 1));
        for (var i = 0; i < count; i++)
        {
            var shape = node.InputOfRank(i, ndim);
            joined = joined < 0 || shape[axis] < 0 ? -1 : joined + shape[axis];
            before = node.Merge(before, shape.Slice(0, axis));
            after = node.Merge(after, shape.Slice(axis + 1));
        }
        node.Set(0, new([.. before.dims, joined, .. after.dims]));
    }

    private static void ConcatOffsetShape(ShapeInference node)
    {
        for (var i = 0; i < node.OutputCount; i++)
            node.Set(i, node.Input(i + 1));
    }

    private static void SplitShape(ShapeInference node)
    {
        var input = node.Input(1);
        var shape = input;
        if (!input.IsNull)
        {
            if (node.Constant(0) is { } axisValue)
            {
                var axis = node.Axis(axisValue.Integer(0), input.ndim);
                var dims = (long[])input.dims.Clone();
                if (dims[axis] >= 0)
                {
                    if (dims[axis] % node.OutputCount != 0)
                        throw node.Error(
                            $"Dimension size must be evenly divisible by {node.OutputCount} but is {dims[axis]}\n\tNumber of ways "
                                + "to split should evenly divide the split dimension"
                        );
                    dims[axis] /= node.OutputCount;
                }
                shape = new(dims);
            }
            else
                shape = Shape.UnknownOfRank(input.ndim);
        }
        for (var i = 0; i < node.OutputCount; i++)
            node.Set(i, shape);
    }

    private static void SplitVShape(ShapeInference node)
    {
        var (input, axisValue, sizes) = (node.Input(0), node.Constant(2), node.ConstantAsShape(1));
        if (input.IsNull || axisValue is null)
        {
            for (var i = 0; i < node.OutputCount; i++)
                node.Set(i, input.IsNull ? Shape.Unknown : Shape.UnknownOfRank(input.ndim));
            return;
        }
        var axis = node.Axis(axisValue.Integer(0), input.ndim);
        for (var i = 0; i < node.OutputCount; i++)
        {
            var dims = (long[])input.dims.Clone();
            dims[axis] =
                node.OutputCount == 1 ? dims[axis]
                : !sizes.IsNull && i < sizes.ndim ? sizes[i]
                : -1;
            node.Set(i, new(dims));
        }
    }

    private static void DynamicStitchShape(ShapeInference node)
    {
        var count = node.InputCount / 2;
        var rest = Shape.Unknown;
        var rows = 0L;
        for (var i = 0; i < count; i++)
        {
            var (indices, data) = (node.Input(i), node.Input(count + i));
            var known = node.Constant(i);
            rows =
                known is null || rows < 0
                    ? -1
                    : known.ToInt64Array().Aggregate(rows, (most, n) => Math.Max(most, n + 1));
            if (!indices.IsNull && !data.IsNull && data.ndim >= indices.ndim)
                rest = node.Merge(rest, data.Slice(indices.ndim));
        }
        node.Set(0, new Shape(rows).Concatenate(rest));
    }

    private static void PackShape(ShapeInference node)
    {
        var shape = node.Input(0);
        for (var i = 1; i < node.InputCount; i++)
            shape = node.Merge(shape, node.Input(i));
        if (shape.IsNull)
        {
            node.Set(0, shape);
            return;
        }
        var axis = node.Axis(node.Op.Int("axis"), shape.ndim + 1);
        node.Set(0, new([.. shape.dims[..axis], node.InputCount, .. shape.dims[axis..]]));
    }

    private static void UnpackShape(ShapeInference node)
    {
        var input = node.Input(0);
        var shape = Shape.Unknown;
        if (!input.IsNull)
        {
            var axis = node.Axis(node.Op.Int("axis"), input.ndim);
            if (input[axis] >= 0 && input[axis] != node.OutputCount)
                throw node.Error($"Dimension must be {node.OutputCount} but is {input[axis]}");
            shape = new([.. input.dims[..axis], .. input.dims[(axis + 1)..]]);
        }
        for (var i = 0; i < node.OutputCount; i++)
            node.Set(i, shape);
    }

    private static void TileShape(ShapeInference node)
    {
        var input = node.Input(0);
        var multiples = node.ConstantAsShape(1);
        if (multiples.IsNull || input.IsNull)
        {
            node.Set(
                0,
                input.IsNull
                    ? multiples.IsNull
                        ? input
                        : Shape.UnknownOfRank(multiples.ndim)
                    : Shape.UnknownOfRank(input.ndim)
            );
            return;
        }
        if (multiples.ndim != input.ndim)
            throw node.Error($"Shape must be rank {multiples.ndim} but is rank {input.ndim}");
        node.Set(0, new([.. input.dims.Zip(multiples.dims, (d, m) => d < 0 || m < 0 ? -1 : d * m)]));
    }

    private static void GatherShape(ShapeInference node)
    {
        var (values, indices) = (node.Input(0), node.Input(1));
        if (values.IsNull || indices.IsNull || node.Constant(2) is not { } axisValue || node.Op.Int("batch_dims") != 0)
        {
            node.Set(0, Shape.Unknown);
            return;
        }
        var axis = node.Axis(axisValue.Integer(0), values.ndim);
        node.Set(0, new([.. values.dims[..axis], .. indices.dims, .. values.dims[(axis + 1)..]]));
    }

    private static Tensor?[] TransposeGradient(Operation op, Tensor?[] grads) =>
        [Transpose(grads[0]!, OpBuilder.Tensor("InvertPermutation", null, [op.inputs[1]])), null];

    /// <summary>Cuts the gradient at the offsets of the joined tensors (array_grad.py, <c>_ConcatGradHelper</c>).</summary>
    private static Tensor?[] ConcatGradient(Operation op, Tensor?[] grads)
    {
        const int MostSlices = 16;
        var grad = grads[0]!;
        var values = op.inputs.Take(op.inputs.Count - 1).ToArray();
        if (values.Length == 1)
            return [grad, null];
        var axis = MathOps.FloorMod(AxisBeside(grad, op.inputs[^1]), ShapeOps.Rank(values[0]));
        var sizes = InputShapes(values);
        if (sizes.Length > MostSlices)
        {
            var along = SliceOps.Slice(Stack(sizes, axis: 1), new object[] { axis, 0 }, new[] { 1, -1 });
            return
            [
                .. OpBuilder
                    .Apply("SplitV", "split", [grad, ShapeOps.Squeeze(along), axis], ("num_split", sizes.Length))
                    .outputs,
                null,
            ];
        }
        var offsets = ConcatOffset(axis, sizes);
        return [.. offsets.Zip(sizes, (offset, size) => SliceOps.Slice(grad, offset, size)), null];
    }

    /// <summary>The axis; made once more where it is a constant of another branch or loop than the gradient.</summary>
    private static Tensor AxisBeside(Tensor grad, Tensor axis) =>
        axis.op.type == "Const"
        && !ReferenceEquals(ControlFlowContext.OfOutputs(grad.op), ControlFlowContext.OfOutputs(axis.op))
            ? TensorConversion.Constant(ConstantFolding.Evaluate(axis)!, null, null, grad.graph)
            : axis;

    /// <summary>The inputs' shapes, each a constant if all are; the first one that is not ends the attempt.</summary>
    private static Tensor[] InputShapes(Tensor[] values)
    {
        var shapes = new List<Tensor>();
        foreach (var value in values)
        {
            var shape = ShapeOps.Shape(value);
            if (shape.op.type != "Const")
                return ShapeOps.ShapeN(values);
            shapes.Add(shape);
        }
        return [.. shapes];
    }

    private static Tensor?[] SplitGradient(Operation op, Tensor?[] grads) =>
        [null, Concat([.. grads.Select(g => g!)], op.inputs[0])];

    private static Tensor?[] SplitVGradient(Operation op, Tensor?[] grads) =>
        [Concat([.. grads.Select(g => g!)], op.inputs[2]), null, null];

    private static Tensor?[] PackGradient(Operation op, Tensor?[] grads) =>
        Unstack(grads[0]!, (int)op.Int("N"), (int)op.Int("axis"));

    private static Tensor?[] UnpackGradient(Operation op, Tensor?[] grads) =>
        [Stack([.. grads.Select(g => g!)], (int)op.Int("axis"))];

    /// <summary>Folds the repeats into axes of their own and sums them (array_grad.py, <c>_TileGrad</c>).</summary>
    private static Tensor?[] TileGradient(Operation op, Tensor?[] grads)
    {
        var shape = ShapeOps.Shape(op.inputs[0], out_type: op.inputs[1].dtype);
        // Interleaved: [multiple0, dim0, multiple1, dim1, ...].
        var stacked = Stack([op.inputs[1], shape]);
        var split = ShapeOps.Reshape(Transpose(stacked, new[] { 1, 0 }), new[] { -1 });
        var axes = OpBuilder.Tensor("Range", "range", [0, ShapeOps.Size(split), 2]);
        var grad = ReduceOps.Sum(ShapeOps.Reshape(grads[0]!, split), axes);
        grad.RefineShape(op.inputs[0].shape);
        return [grad, null];
    }
}
