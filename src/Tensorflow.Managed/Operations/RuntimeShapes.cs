using Tensorflow.Sessions;
using Tensorflow.Values;

namespace Tensorflow.Operations;

/// <summary>Reads and checks shapes when a kernel runs, with TensorFlow's messages.</summary>
internal static class RuntimeShapes
{
    /// <summary>The greatest rank of a tensor.</summary>
    public const int MaxRank = 254;

    /// <summary>The shape as messages show it: <c>[2,3]</c>.</summary>
    public static string Text(Value value) => value.ToShape().ToRuntimeString();

    /// <summary>The product of dimensions.</summary>
    public static int Product(ReadOnlySpan<int> dims)
    {
        var product = 1;
        foreach (var dim in dims)
            product *= dim;
        return product;
    }

    /// <summary>Writes the dimensions that two shapes broadcast to; the greater rank is their count.</summary>
    public static void Broadcast(KernelContext context, Value x, Value y, Span<int> dims)
    {
        if (!TryBroadcast(x.Sizes, y.Sizes, dims))
            throw context.Invalid($"Incompatible shapes: {Text(x)} vs. {Text(y)}");
    }

    /// <summary>Writes the dimensions that two shapes broadcast to; false where they do not.</summary>
    public static bool TryBroadcast(ReadOnlySpan<int> x, ReadOnlySpan<int> y, Span<int> dims)
    {
        for (var i = 0; i < dims.Length; i++)
        {
            var (a, b) = (At(x, i - (dims.Length - x.Length)), At(y, i - (dims.Length - y.Length)));
            if (a != b && a != 1 && b != 1)
                return false;
            dims[i] = a == 1 ? b : a;
        }
        return true;

        static int At(ReadOnlySpan<int> dims, int axis) => axis < 0 ? 1 : dims[axis];
    }

    /// <summary>Fails unless both values have one shape.</summary>
    public static void RequireSame(KernelContext context, Value x, Value y)
    {
        if (!x.Dims.SequenceEqual(y.Dims))
            throw context.Invalid($"Incompatible shapes: {Text(x)} vs. {Text(y)}");
    }

    /// <summary>A scalar input of integers; a single element of any shape will do.</summary>
    public static long Scalar(KernelContext context, int input, string name)
    {
        var value = context.Input(input);
        return value.Count == 1
            ? value.Integer(0)
            : throw context.Invalid($"{name} must be a scalar, but has shape {Text(value)}");
    }

    /// <summary>An axis from an input or attribute, counted from the end where negative.</summary>
    public static int Axis(KernelContext context, long axis, int rank, string what) =>
        axis >= -rank && axis < rank
            ? (int)(axis < 0 ? axis + rank : axis)
            : throw context.Invalid($"{what} in the range [{-rank}, {rank}), but got {axis}");

    /// <summary>The input, which must be a vector of integers (a shape, for instance).</summary>
    public static Value Vector(KernelContext context, int input, string name)
    {
        var value = context.Input(input);
        return value.Rank == 1
            ? value
            : throw context.Invalid($"{name} must be a vector of {{int32,int64}}, got shape {Text(value)}");
    }

    /// <summary>How many dimensions a vector holds, or the lone number that may stand for one.</summary>
    public static int RankOf(KernelContext context, Value dims) =>
        dims.Count <= MaxRank
            ? dims.Count
            : throw context.Invalid($"A shape of {dims.Count} dimensions is given; there can be at most {MaxRank}.");

    /// <summary>Writes the dimensions that an integer vector holds.</summary>
    public static void ReadDims(KernelContext context, Value value, Span<int> dims)
    {
        for (var i = 0; i < dims.Length; i++)
            dims[i] = Dim(context, value.Integer(i));
    }

    /// <summary>A dimension that was computed, checked.</summary>
    public static int Dim(KernelContext context, long dim) =>
        dim < 0 ? throw context.Invalid($"Dimension {dim} must be >= 0")
        : dim > int.MaxValue ? throw context.Invalid($"Dimension {dim} is too large")
        : (int)dim;
}
