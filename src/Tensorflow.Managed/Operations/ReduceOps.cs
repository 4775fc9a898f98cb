using Tensorflow.Graphs;
using Tensorflow.Values;

namespace Tensorflow.Operations;

/// <summary>Ops that reduce along axes.</summary>
internal static partial class ReduceOps
{
    public static IEnumerable<OpRule> Rules =>
        [
            .. TypeSet.Numbers.For([
                new("Sum", ShapeRules.Reduction, SumKernel, SumGradient),
                new("Mean", ShapeRules.Reduction, MeanKernel, MeanGradient),
                new("Prod", ShapeRules.Reduction, ProdKernel, ProdGradient),
                new("Max", ShapeRules.Reduction, MaxKernel, ExtremumGradient),
                new("Min", ShapeRules.Reduction, MinKernel, ExtremumGradient),
                new("ArgMax", ArgShape, ArgMaxKernel, Gradients.None),
                new("ArgMin", ArgShape, ArgMinKernel, Gradients.None),
            ]),
            .. TypeSet.Bool.For([
                new("All", ShapeRules.Reduction, AllKernel, Gradients.None),
                new("Any", ShapeRules.Reduction, AnyKernel, Gradients.None),
            ]),
        ];

    public static Tensor Sum(Tensor input, object? axis, bool keepdims = false, string? name = null) =>
        Reduce("Sum", input, axis, keepdims, name);

    /// <summary>A reduction; without axes, over all of them.</summary>
    public static Tensor Reduce(string type, Tensor input, object? axis, bool keepdims, string? name)
    {
        var axes = axis ?? AllAxes(input);
        var result = OpBuilder.Tensor(type, name, [input, axes], ("keep_dims", keepdims));
        if (axis is null && !keepdims)
            result.RefineShape(Shape.Scalar);
        return result;
    }

    public static Tensor Arg(string type, Tensor input, object dimension, TF_DataType output_type, string? name) =>
        OpBuilder.Tensor(type, name, [input, dimension], ("output_type", output_type));

    /// <summary>All axes as a tensor: a constant where the rank is known.</summary>
    private static Tensor AllAxes(Tensor input)
    {
        if (input.Given().shape.IsNull)
            return OpBuilder.Tensor("Range", "range", [0, ShapeOps.Rank(input), 1]);
        var axes = Enumerable.Range(0, input.shape.ndim).Select(i => (long)i).ToArray();
        return TensorConversion.Constant(ShapeOps.IntegerVector(axes, TF_DataType.TF_INT32), null, null, input.graph);
    }

    private static void ArgShape(ShapeInference node)
    {
        var input = node.Input(0);
        if (input.IsNull || node.Constant(1) is not { } axisValue)
        {
            node.Set(0, input.IsNull || input.ndim == 0 ? Shape.Unknown : Shape.UnknownOfRank(input.ndim - 1));
            return;
        }
        var rank = Math.Max(1, input.ndim);
        if (axisValue.Integer(0) is var given && (given < -rank || given >= rank))
            throw node.Error(
                $"Dimension ({given}) must be in the range [{-rank}, {rank}), where {rank} is the number of dimensions in the "
                    + "input."
            );
        var axis = node.Axis(given, rank);
        node.Set(0, input.ndim == 0 ? input : new([.. input.dims[..axis], .. input.dims[(axis + 1)..]]));
    }

    /// <summary>Spreads the gradient over the reduced axes (math_grad.py, <c>_SumGrad</c>).</summary>
    private static Tensor?[] SumGradient(Operation op, Tensor?[] grads) => [Spread(op, grads[0]!), null];

    private static Tensor Spread(Operation op, Tensor grad)
    {
        var input = op.inputs[0];
        var axes = ConstantFolding.Evaluate(op.inputs[1])?.ToInt64Array();
        var rank = input.shape.ndim;
        if (!input.shape.IsNull && axes is not null)
        {
            if (axes.SequenceEqual(Enumerable.Range(0, rank).Select(i => (long)i)))
            {
                var ones = Enumerable.Repeat(1, rank).ToArray();
                var reshaped = ShapeOps.Reshape(grad, ones);
                var full = input.shape.IsFullyDefined
                    ? TensorConversion.Constant(
                        ShapeOps.IntegerVector(input.shape.dims, TF_DataType.TF_INT32),
                        null,
                        null
                    )
                    : ShapeOps.Shape(input);
                return LayoutOps.Tile(reshaped, full);
            }
            if (input.shape.IsFullyDefined)
            {
                var (kept, repeats) = KnownSpread(input.shape, axes, op.graph);
                return LayoutOps.Tile(ShapeOps.Reshape(grad, kept), repeats);
            }
        }
        var shape = ShapeOps.Shape(input);
        if (!op.Bool("keep_dims"))
        {
            object keptShape;
            using (op.graph.OpenColocation(shape.op))
                keptShape = ReducedShape(shape, op.inputs[1]);
            grad = ShapeOps.Reshape(grad, keptShape);
        }
        return ShapeOps.BroadcastTo(grad, shape);
    }

    /// <summary>
    /// The shape with 1 in place of the reduced axes, and how often it repeats to fill the whole; Python makes nodes to
    /// reckon that, once a graph for each shape and axes.
    /// </summary>
    private static (int[] Kept, int[] Repeats) KnownSpread(Shape shape, long[] axes, Graph graph)
    {
        if (!graph.Companions.TryGetValue(typeof(ReduceOps), out var known))
            graph.Companions.Add(
                typeof(ReduceOps),
                known = new Dictionary<string, (int[], int[])>(StringComparer.Ordinal)
            );
        var cache = (Dictionary<string, (int[], int[])>)known;
        var key = $"{shape} {string.Join(",", axes)}";
        if (cache.TryGetValue(key, out var spread))
            return spread;
        var dims = Array.ConvertAll(shape.dims, d => (int)d);
        var kept = Kept(dims, axes);
        var repeats = MathOps.FloorDiv(dims, OpBuilder.Tensor("Maximum", null, [kept, 1]));
        spread = (kept, Array.ConvertAll(ConstantFolding.Evaluate(repeats)!.ToInt64Array(), r => (int)r));
        cache.Add(key, spread);
        return spread;
    }

    private static int[] Kept(int[] dims, long[] axes)
    {
        var kept = (int[])dims.Clone();
        foreach (var axis in axes)
            kept[axis < 0 ? axis + kept.Length : axis] = 1;
        return kept;
    }

    /// <summary>
    /// The reduced shape with 1 in place of the reduced axes (math_ops.py, <c>reduced_shape</c>): numbers where they are
    /// known, else a tensor.
    /// </summary>
    private static object ReducedShape(Tensor shape, Tensor axes)
    {
        if (ConstantFolding.Evaluate(shape) is { } knownShape && ConstantFolding.Evaluate(axes) is { } knownAxes)
            return Kept(Array.ConvertAll(knownShape.ToInt64Array(), d => (int)d), knownAxes.ToInt64Array());
        shape = MathOps.Cast(shape, TF_DataType.TF_INT32);
        axes = MathOps.Cast(axes, TF_DataType.TF_INT32);
        var rank = ShapeOps.Size(shape);
        axes = MathOps.FloorMod(MathOps.Add(axes, rank), rank);
        var axesShape = ShapeOps.Shape(axes);
        var all = OpBuilder.Tensor("Range", "range", [0, rank, 1]);
        var ones = SourceOps.Fill(axesShape, 1);
        return OpBuilder.Tensor("DynamicStitch", null, [new[] { all, axes }, new[] { shape, ones }]);
    }

    private static Tensor?[] MeanGradient(Operation op, Tensor?[] grads)
    {
        var sum = Spread(op, grads[0]!);
        var (input, output) = (op.inputs[0], op.outputs[0]);
        Tensor factor;
        if (input.shape.IsFullyDefined && output.shape.IsFullyDefined)
        {
            var count = input.shape.size / Math.Max(output.shape.size, 1);
            factor = TensorConversion.Constant(Elements.Convert(Value.Of((int)count), sum.dtype), null, null);
        }
        else
        {
            var shape = ShapeOps.Shape(input);
            var rank = ShapeOps.Size(shape);
            var axes = MathOps.FloorMod(MathOps.Add(op.inputs[1], rank), rank);
            factor = Reduce("Prod", LayoutOps.Gather(shape, axes), null, false, null);
        }
        return [MathOps.TrueDiv(sum, MathOps.Cast(factor, sum.dtype)), null];
    }

    /// <summary>Shares the gradient between the elements that equal the extremum.</summary>
    private static Tensor?[] ExtremumGradient(Operation op, Tensor?[] grads)
    {
        var shape = ShapeOps.Shape(op.inputs[0]);
        var (y, grad) = (op.outputs[0], grads[0]!);
        object kept;
        if (op.Bool("keep_dims"))
            kept = ShapeOps.Shape(y);
        else
        {
            kept = ReducedShape(shape, op.inputs[1]);
            y = ShapeOps.Reshape(y, kept);
            grad = ShapeOps.Reshape(grad, kept);
        }
        var indicators = MathOps.Cast(OpBuilder.Tensor("Equal", null, [y, op.inputs[0]]), grad.dtype);
        var count = ShapeOps.Reshape(Sum(indicators, op.inputs[1]), kept);
        return [MathOps.Mul(MathOps.TrueDiv(indicators, count), grad), null];
    }
}
