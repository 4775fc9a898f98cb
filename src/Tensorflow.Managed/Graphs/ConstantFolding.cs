using System.Runtime.CompilerServices;
using Tensorflow.Operations;
using Tensorflow.Sessions;
using Tensorflow.Values;

namespace Tensorflow.Graphs;

/// <summary>
/// What can be known of a tensor's value while the graph is built: C++'s <c>EvaluateConstantTensor</c> and
/// <c>ConstantValueAsShape</c>, on which static shapes depend.
/// </summary>
internal static class ConstantFolding
{
    private const long MaxElements = 10_000;

    private static readonly ConditionalWeakTable<Operation, Value?[]> _known = [];

    /// <summary>The tensor's value where it comes from constants and known shapes alone, else null.</summary>
    public static Value? Evaluate(Tensor tensor)
    {
        var op = tensor.op;
        if (_known.TryGetValue(op, out var values))
            return values[tensor.value_index];
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
            return null;
        values = op.type switch
        {
            "Const" => [Constant(op)],
            "Shape" when op.inputs[0].shape.IsFullyDefined => [ShapeValue(op, op.inputs[0].shape.dims)],
            "Size" when op.inputs[0].shape.IsFullyDefined => [ScalarValue(op, op.inputs[0].shape.size)],
            "Rank" when !op.inputs[0].shape.IsNull => [Value.Of(op.inputs[0].shape.ndim)],
            _ => Compute(op),
        };
        if (values is null)
            return null;
        _known.AddOrUpdate(op, values);
        return values[tensor.value_index];
    }

    /// <summary>Whether the node may be known though its inputs are not.</summary>
    public static bool NeedsShapesAlone(Operation op) => op.type is "Shape" or "Size" or "Rank";

    /// <summary>A constant's value; a file may say one type of the node and another of the value.</summary>
    private static Value Constant(Operation op)
    {
        var value = TensorProtos.Parse(op.Attr("value").Tensor);
        var type = op.outputs[0].dtype;
        return value.DType == type
            ? value
            : throw new InvalidArgumentError(
                $"Type mismatch between value ({value.DType.as_numpy_name()}) and dtype ({type.as_numpy_name()})",
                op
            );
    }

    /// <summary>The shape that an integer vector (or the scalar -1) stands for, dimensions unknown where it is.</summary>
    public static Shape EvaluateAsShape(Tensor tensor)
    {
        if (Evaluate(tensor) is { } value)
            return value.Rank == 0 ? Shape.Unknown : new([.. value.ToInt64Array()]);
        var op = tensor.op;
        switch (RuntimeHelpers.TryEnsureSufficientExecutionStack() ? op.type : "")
        {
            case "Shape":
                return op.inputs[0].shape;
            case "ShapeN":
                return op.inputs[tensor.value_index].shape;
            case "Cast":
                return EvaluateAsShape(op.inputs[0]);
            case "Pack":
                return new([.. op.inputs.Select(i => Evaluate(i) is { Rank: 0 } v ? Math.Max(-1, v.Integer(0)) : -1)]);
            case "ConcatV2":
                return op
                    .inputs.Take(op.inputs.Count - 1)
                    .Select(EvaluateAsShape)
                    .Aggregate(Shape.Scalar, (left, right) => left.Concatenate(right));
            case "StridedSlice" when StridedSlice(op) is { } sliced:
                return sliced;
            default:
                var length = tensor.shape is { ndim: 1 } vector ? vector[0] : -1;
                return length < 0 ? Shape.Unknown : Shape.UnknownOfRank((int)length);
        }
    }

    /// <summary>A slice with step 1 of a vector that stands for a shape.</summary>
    private static Shape? StridedSlice(Operation op)
    {
        if (op.Int("new_axis_mask") != 0 || op.Int("shrink_axis_mask") != 0 || op.Int("ellipsis_mask") != 0)
            return null;
        var source = EvaluateAsShape(op.inputs[0]);
        if (source.IsNull || Evaluate(op.inputs[1]) is not { } begin || Evaluate(op.inputs[2]) is not { } end)
            return null;
        if (Evaluate(op.inputs[3]) is not { Count: 1 } stride || stride.Integer(0) != 1)
            return null;
        var from = (op.Int("begin_mask") & 1) != 0 ? 0 : Clamp(begin.Integer(0), source.ndim);
        var to = (op.Int("end_mask") & 1) != 0 ? source.ndim : Clamp(end.Integer(0), source.ndim);
        return source.Slice(from, Math.Max(from, to));
    }

    private static int Clamp(long index, int rank) => (int)Math.Clamp(index < 0 ? index + rank : index, 0, rank);

    /// <summary>Runs the node's kernel now if all its inputs are known and it is a pure function of them.</summary>
    private static Value?[]? Compute(Operation op)
    {
        if (
            op.inputs.Count == 0
            || op.Schema.Def.IsStateful
            || ControlFlow.Steers(op)
            || op.Schema.Rule?.Kernel is null
            || op.outputs.Length == 0
        )
            return null;
        if (op.outputs.Any(o => o.dtype.is_ref_dtype() || o.shape.IsFullyDefined && o.shape.size > MaxElements))
            return null;
        var inputs = new Value[op.inputs.Count];
        for (var i = 0; i < inputs.Length; i++)
        {
            if (Evaluate(op.inputs[i]) is not { } value)
                return null;
            inputs[i] = value;
        }
        try
        {
            return KernelContext.RunOnce(op, inputs);
        }
        catch (OpError)
        {
            // What cannot be computed is not known; running the node will raise the error.
            return null;
        }
    }

    private static Value ShapeValue(Operation op, long[] dims) =>
        op.Type("out_type") == TF_DataType.TF_INT64
            ? Value.Of<long>(dims, [dims.Length])
            : Value.Of<int>(Array.ConvertAll(dims, d => (int)d), [dims.Length]);

    private static Value ScalarValue(Operation op, long number) =>
        op.Type("out_type") == TF_DataType.TF_INT64 ? Value.Of(number) : Value.Of((int)number);
}
