using Tensorflow.Graphs;

namespace Tensorflow.Operations;

/// <summary>Builders of arithmetic as Python writes it: the operators, with their names, and casts.</summary>
internal static class MathOps
{
    public static Tensor Add(object x, object y) => Binary("AddV2", "add", x, y);

    public static Tensor Sub(object x, object y) => Binary("Sub", "sub", x, y);

    public static Tensor Mul(object x, object y) => Binary("Mul", "mul", x, y);

    public static Tensor FloorMod(object x, object y) => Binary("FloorMod", "mod", x, y);

    public static Tensor FloorDiv(object x, object y, string? name = null) =>
        Binary("FloorDiv", name ?? "floordiv", x, y);

    public static Tensor Negate(Tensor x) => OpBuilder.Tensor("Neg", null, [x]);

    /// <summary>Division as Python 3 has it: integers become floats first (math_ops.py, <c>_truediv_python3</c>).</summary>
    public static Tensor TrueDiv(object x, object y, string? name = null)
    {
        var graph = ((x as ITensorOrOperation) ?? (y as ITensorOrOperation))?.graph ?? Graph.Default;
        using var scope = graph.OpenNameScope(name ?? "truediv", out var full);
        var (left, right) = Operands(x, y, graph);
        if (left.dtype.as_base_dtype() != right.dtype.as_base_dtype())
            throw new TypeError(
                $"`x` and `y` must have the same dtype, got {left.dtype.as_numpy_name()} != {right.dtype.as_numpy_name()}."
            );
        if (left.dtype.is_integer())
        {
            var type = left.dtype.as_base_dtype()
                is TF_DataType.TF_INT8
                    or TF_DataType.TF_UINT8
                    or TF_DataType.TF_INT16
                    or TF_DataType.TF_UINT16
                ? TF_DataType.TF_FLOAT
                : TF_DataType.TF_DOUBLE;
            (left, right) = (Cast(left, type), Cast(right, type));
        }
        return OpBuilder.Tensor("RealDiv", full, [left, right]);
    }

    /// <summary>x / y, and zero where y is zero.</summary>
    public static Tensor DivNoNan(object x, object y, string? name = null) =>
        Binary("DivNoNan", name ?? "div_no_nan", x, y);

    /// <summary>x to the power of y; a number on one side takes the other's type.</summary>
    public static Tensor Pow(object x, object y, string? name = null) => Binary("Pow", name ?? "Pow", x, y);

    /// <summary>The nearest whole number; integers are handed on.</summary>
    public static Tensor Round(object x, string? name = null)
    {
        var tensor = TensorConversion.Convert(x, null, "x");
        return tensor.dtype.is_integer() ? tensor : OpBuilder.Tensor("Round", name, [tensor]);
    }

    /// <summary>(x or y) and not (x and y), under one name (math_ops.py, <c>logical_xor</c>).</summary>
    public static Tensor LogicalXor(Tensor x, Tensor y, string name)
    {
        var either = OpBuilder.Tensor("LogicalOr", null, [x, y]);
        var notBoth = OpBuilder.Tensor("LogicalNot", null, [OpBuilder.Tensor("LogicalAnd", null, [x, y])]);
        return OpBuilder.Tensor("LogicalAnd", name, [either, notBoth]);
    }

    /// <summary>The tensor in another element type; the tensor itself where it has it already.</summary>
    public static Tensor Cast(object x, TF_DataType type, string? name = null)
    {
        if (x is Tensor same && same.dtype == type.as_base_dtype())
            return same;
        var graph = (x as ITensorOrOperation)?.graph ?? Graph.Default;
        using var scope = graph.OpenNameScope(name ?? "Cast", out var full);
        var tensor = TensorConversion.Convert(x, null, "x", graph);
        return tensor.dtype.as_base_dtype() == type.as_base_dtype()
            ? tensor
            : OpBuilder.Tensor("Cast", full, [tensor], ("DstT", type.as_base_dtype()));
    }

    /// <summary>The sum of tensors of one shape; a single one is handed on.</summary>
    public static Tensor AddN(IReadOnlyList<Tensor> inputs, string? name = null)
    {
        inputs.AllGiven();
        if (inputs.Count == 0)
            throw new ValueError(
                "Inputs must be an iterable of at least one Tensor/IndexedSlices with the same dtype and shape."
            );
        if (inputs.Count > 1)
            return OpBuilder.Tensor("AddN", name, [inputs]);
        return string.IsNullOrEmpty(name) ? inputs[0] : SourceOps.Identity(inputs[0], name);
    }

    /// <summary>A Python operator: its name scope holds the constant that a plain number becomes.</summary>
    public static Tensor Binary(string type, string name, object x, object y)
    {
        var graph = ((x as ITensorOrOperation) ?? (y as ITensorOrOperation))?.graph ?? Graph.Default;
        using var scope = graph.OpenNameScope(name, out var full);
        var (left, right) = Operands(x, y, graph);
        return OpBuilder.Tensor(type, full, [left, right]);
    }

    /// <summary>Both sides as tensors; a number takes the element type of the tensor on the other side.</summary>
    private static (Tensor, Tensor) Operands(object x, object y, Graph graph)
    {
        (x, y) = (Read(x), Read(y));
        var type = ((x as Tensor)?.dtype ?? (y as Tensor)?.dtype)?.as_base_dtype();
        var left = TensorConversion.Convert(x, x is Tensor ? null : type, "x", graph);
        return (left, TensorConversion.Convert(y, y is Tensor ? null : type, "y", graph));
    }

    private static object Read(object operand) => operand is IVariableV1 variable ? variable.AsTensor() : operand;
}
