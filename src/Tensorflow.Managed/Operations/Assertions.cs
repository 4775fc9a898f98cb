using Tensorflow.Graphs;

namespace Tensorflow.Operations;

/// <summary>Assertions about numbers (check_ops.py): a node that fails when the graph runs and they do not hold.</summary>
internal static class Assertions
{
    /// <summary>That no element is negative.</summary>
    public static Operation NonNegative(Tensor x, string message)
    {
        using var scope = x.graph.OpenNameScope("assert_non_negative", out _);
        object[] data =
        [
            message.Length > 0 ? message + ".  " : "",
            "Condition x >= 0 did not hold element-wise:",
            $"x ({x.name}) = ",
            x,
        ];
        var zero = TensorConversion.Convert(0, x.dtype.as_base_dtype(), null, x.graph);
        return Compare("LessEqual", "assert_less_equal", zero, x, data);
    }

    /// <summary>That each element of x is less than y's.</summary>
    public static Operation Less(Tensor x, Tensor y, string message) =>
        Compare(
            "Less",
            "assert_less",
            x,
            y,
            [message, "Condition x < y did not hold element-wise:", $"x ({x.name}) = ", x, $"y ({y.name}) = ", y]
        );

    private static Operation Compare(string type, string name, Tensor x, Tensor y, object[] data)
    {
        using var scope = x.graph.OpenNameScope(name, out _);
        var holds = ReduceOps.Reduce("All", OpBuilder.Tensor(type, null, [x, y]), null, false, null);
        if (
            PythonConstants.Value(x) is not null
            && PythonConstants.Value(y) is not null
            && ConstantFolding.Evaluate(holds) is { } known
            && !known.Scalar<bool>()
        )
            throw new InvalidArgumentError(string.Join('\n', data));
        return AssertOps.Assert(holds, data, null, null);
    }
}
