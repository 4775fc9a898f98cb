namespace Tensorflow.Sessions;

/// <summary>TensorFlow 1's control flow, as far as single nodes show it.</summary>
internal static class ControlFlow
{
    public static bool IsSwitch(Operation op) => op.type is "Switch" or "RefSwitch";

    public static bool IsMerge(Operation op) => op.type is "Merge" or "RefMerge";

    public static bool IsEnter(Operation op) => op.type is "Enter" or "RefEnter";

    public static bool IsExit(Operation op) => op.type is "Exit" or "RefExit";

    public static bool IsNextIteration(Operation op) => op.type is "NextIteration" or "RefNextIteration";

    /// <summary>Whether an enter node's value is there in every iteration, not only the first.</summary>
    public static bool IsConstantEnter(Operation op) => IsEnter(op) && op.Bool("is_constant");

    /// <summary>Whether the node decides on what runs, so that its outputs are known only then.</summary>
    public static bool Steers(Operation op) =>
        IsSwitch(op) || IsMerge(op) || IsEnter(op) || IsExit(op) || IsNextIteration(op);

    /// <summary>Whether the input is the way back of a loop.</summary>
    public static bool IsBackEdge(Operation op, Tensor input) => IsMerge(op) && IsNextIteration(input.op);

    /// <summary>The nodes that must come before this one: not those whose outputs are fed, nor a loop's way back.</summary>
    public static IEnumerable<Operation> Sources(Operation op, IReadOnlySet<Tensor> fed) =>
        op
            .inputs.Where(input => !fed.Contains(input) && !IsBackEdge(op, input))
            .Select(input => input.op)
            .Concat(op.control_inputs);
}
