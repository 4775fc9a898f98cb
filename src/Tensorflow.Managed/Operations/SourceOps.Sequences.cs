using Tensorflow.Graphs;

namespace Tensorflow.Operations;

internal static partial class SourceOps
{
    private static readonly TF_DataType[] _rangeTypes =
    [
        TF_DataType.TF_INT32,
        TF_DataType.TF_INT64,
        TF_DataType.TF_FLOAT,
        TF_DataType.TF_DOUBLE,
    ];

    /// <summary>Python's <c>range</c>: numbers from start by delta to before limit, in the widest type of the three.</summary>
    public static Tensor Range(
        object start,
        object limit,
        object? delta = null,
        TF_DataType? dtype = null,
        string? name = null
    )
    {
        object[] given = [start, limit, delta ?? 1];
        var graph = given.OfType<ITensorOrOperation>().FirstOrDefault()?.graph ?? Graph.Default;
        using var scope = graph.OpenNameScope(name ?? "range", out var full);
        string[] names = ["start", "limit", "delta"];
        var numbers = given
            .Select((n, i) => n as Tensor ?? TensorConversion.Convert(n, dtype, names[i], graph))
            .ToArray();
        var widest = numbers.Max(n => Array.IndexOf(_rangeTypes, n.dtype.as_base_dtype()));
        if (dtype is null && widest < 0)
            throw new TypeError($"range() takes numbers, not {numbers[0].dtype.as_numpy_name()}.");
        var type = dtype ?? _rangeTypes[widest];
        return OpBuilder.Tensor("Range", full, [.. numbers.Select(n => MathOps.Cast(n, type))]);
    }

    /// <summary>Ones in the shape of a tensor.</summary>
    public static Tensor OnesLike(Tensor tensor, TF_DataType? dtype = null, string? name = null)
    {
        using var scope = tensor.graph.OpenNameScope(name ?? "ones_like", out var full);
        var ones = Ones(ShapeTensor(tensor), dtype ?? tensor.dtype.as_base_dtype(), full);
        ones.RefineShape(tensor.shape);
        return ones;
    }

    private static Tensor ShapeTensor(Tensor tensor)
    {
        if (!tensor.shape.IsFullyDefined)
            return ShapeOps.Shape(tensor, optimize: false);
        using var scope = tensor.graph.OpenNameScope("Shape", out _);
        return TensorConversion.Convert(tensor.shape, name: "shape_as_tensor", graph: tensor.graph);
    }
}
