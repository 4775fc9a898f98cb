namespace Tensorflow.Operations;

/// <summary>Shape rules that many ops share.</summary>
internal static class ShapeRules
{
    /// <summary>Nothing is known of any output.</summary>
    public static void Unknown(ShapeInference node)
    {
        for (var i = 0; i < node.OutputCount; i++)
            node.Set(i, Shape.Unknown);
    }

    /// <summary>Every output is a single element.</summary>
    public static void Scalar(ShapeInference node)
    {
        for (var i = 0; i < node.OutputCount; i++)
            node.Set(i, Shape.Scalar);
    }

    /// <summary>The node has no outputs, or none whose shape matters.</summary>
    public static void NoOutputs(ShapeInference node) { }

    /// <summary>The output has the first input's shape.</summary>
    public static void Unchanged(ShapeInference node) => node.Set(0, node.Input(0));

    /// <summary>The output has the shape of all inputs, which is one.</summary>
    public static void MergedInputs(ShapeInference node)
    {
        var shape = node.Input(node.InputCount - 1);
        for (var i = node.InputCount - 2; i >= 0; i--)
            shape = node.Merge(node.Input(i), shape);
        node.Set(0, shape);
    }

    /// <summary>Two inputs broadcast together (C++'s <c>BroadcastBinaryOpShapeFn</c>).</summary>
    public static void Broadcast(ShapeInference node) => node.Set(0, Broadcast(node, node.Input(0), node.Input(1)));

    /// <summary>The shape that two shapes broadcast to.</summary>
    public static Shape Broadcast(ShapeInference node, Shape x, Shape y)
    {
        if (x.IsNull || y.IsNull)
            return Shape.Unknown;
        var rank = Math.Max(x.ndim, y.ndim);
        var dims = new long[rank];
        for (var i = 0; i < rank; i++)
        {
            var a = i < rank - x.ndim ? 1 : x[i - (rank - x.ndim)];
            var b = i < rank - y.ndim ? 1 : y[i - (rank - y.ndim)];
            if (a < 0 || b < 0)
                // An unknown dimension beside one above 1 must be that one or 1; beside 1 or unknown it may be anything.
                dims[i] =
                    a > 1 ? a
                    : b > 1 ? b
                    : a == 1 ? b
                    : b == 1 ? a
                    : -1;
            else if (a == b || b == 1)
                dims[i] = a;
            else if (a == 1)
                dims[i] = b;
            else
                throw node.Error($"Dimensions must be equal, but are {a} and {b}");
        }
        return new(dims);
    }

    /// <summary>Some axes, given by input 1, are reduced; attribute <c>keep_dims</c> keeps them as 1.</summary>
    public static void Reduction(ShapeInference node)
    {
        var input = node.Input(0);
        var keep = node.Op.Bool("keep_dims");
        var axes = node.Constant(1);
        if (axes is null || input.IsNull)
        {
            node.Set(0, keep && !input.IsNull ? Shape.UnknownOfRank(input.ndim) : Shape.Unknown);
            return;
        }
        var reduced = axes.ToInt64Array().Select(a => ReductionAxis(node, a, input.ndim)).ToHashSet();
        var dims = new List<long>();
        for (var i = 0; i < input.ndim; i++)
            if (!reduced.Contains(i))
                dims.Add(input[i]);
            else if (keep)
                dims.Add(1);
        node.Set(0, new([.. dims]));
    }

    private static int ReductionAxis(ShapeInference node, long axis, int rank) =>
        axis >= -rank && axis < rank
            ? (int)(axis < 0 ? axis + rank : axis)
            : throw node.Error($"Invalid reduction dimension {axis} for input with {rank} dimensions.");
}
