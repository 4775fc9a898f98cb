using Tensorflow.Graphs;
using Tensorflow.Sessions;

namespace Tensorflow.Operations;

/// <content>Builders of the nodes that branches and loops are made of.</content>
internal static partial class ControlFlowOps
{
    /// <summary>The value on the side (1 for true) that the predicate takes.</summary>
    public static Tensor[] Switch(Tensor data, Tensor pred, string? name = null) =>
        OpBuilder.Apply("Switch", name ?? "Switch", [data, pred]).outputs;

    /// <summary>A switch on the data's device, by reference where the data is one.</summary>
    public static Tensor[] SwitchOnto(Tensor data, Tensor pred, string? name = null)
    {
        using var colocation = data.graph.OpenColocation(data.op, ignoreExisting: true);
        return OpBuilder
            .Apply(data.dtype.is_ref_dtype() ? "RefSwitch" : "Switch", name ?? "Switch", [data, pred])
            .outputs;
    }

    /// <summary>The input that is there, and its number.</summary>
    public static Tensor[] Merge(Tensor[] inputs, string? name = null) =>
        OpBuilder
            .Apply(
                Array.TrueForAll(inputs, i => i.dtype.is_ref_dtype()) ? "RefMerge" : "Merge",
                name ?? "Merge",
                [inputs]
            )
            .outputs;

    /// <summary>Brings a value into a loop.</summary>
    public static Tensor Enter(
        Tensor data,
        WhileContext loop,
        bool isConstant,
        bool useInputShape = true,
        string? name = null
    )
    {
        var enter = OpBuilder.Tensor(
            data.dtype.is_ref_dtype() ? "RefEnter" : "Enter",
            name ?? (data.dtype.is_ref_dtype() ? "RefEnter" : "Enter"),
            [data],
            ("frame_name", loop.Name),
            ("is_constant", isConstant),
            ("parallel_iterations", loop.ParallelIterations)
        );
        if (useInputShape)
            enter.RefineShape(data.shape);
        return enter;
    }

    /// <summary>Brings a value out of a loop.</summary>
    public static Tensor Exit(Tensor data, string? name = null) =>
        OpBuilder.Tensor(data.dtype.is_ref_dtype() ? "RefExit" : "Exit", name, [data]);

    public static Tensor NextIteration(Tensor data) =>
        OpBuilder.Tensor(data.dtype.is_ref_dtype() ? "RefNextIteration" : "NextIteration", null, [data]);

    /// <summary>Leads a value back to the merge at the top of the loop.</summary>
    /// <exception cref="ValueError">Its shape is less specific than the loop variable's.</exception>
    public static Tensor AddBackEdge(Tensor merge, Tensor value, bool enforceShape)
    {
        var next = NextIteration(value);
        if (enforceShape && !WhileContext.IsAtMost(next.shape, merge.shape))
        {
            var input = merge.op.inputs[0].op.inputs[0];
            throw new ValueError(
                $"Input tensor '{input.name}' enters the loop with shape {input.shape}, but has shape {next.shape} after one "
                    + "iteration. To allow the shape to vary across iterations, use the `shape_invariants` argument of "
                    + "tf.while_loop to specify a less-specific shape."
            );
        }
        if (next.dtype.as_base_dtype() != merge.dtype.as_base_dtype())
            throw new TypeError(
                $"Input tensor '{merge.op.inputs[0].op.inputs[0].name}' enters the loop as {merge.dtype.as_numpy_name()}, but is "
                    + $"{next.dtype.as_numpy_name()} after one iteration."
            );
        merge.op.UpdateInput(1, next);
        return next;
    }

    /// <summary>A constant of zeros of any size (Python's <c>constant(0, shape=shape)</c>).</summary>
    public static Tensor ZerosConstant(Shape shape, TF_DataType type, string? name, Graph graph) =>
        TensorConversion.Constant(Values.Elements.Convert(Values.Value.Of(0), type), shape, name, graph);

    /// <summary>What stands for a loop variable or a branch's result among tensors: a TensorArray's flow, else itself.</summary>
    public static object FlowOf(object value) => value is TensorArray array ? array.flow : value;
}
