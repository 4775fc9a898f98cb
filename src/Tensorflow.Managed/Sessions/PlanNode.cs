using Tensorflow.Operations;

namespace Tensorflow.Sessions;

/// <summary>One node of a plan.</summary>
internal sealed class PlanNode
{
    public PlanNode(Operation op, SlotTable slots, SessionState state)
    {
        Op = op;
        var factory =
            op.Schema.Rule?.Kernel
            ?? throw new UnimplementedError(
                $"The op {op.type} has no kernel in this engine; node '{op.name}' can be kept and exported, but not run. "
                    + "Fetch something that does not need it, or feed its outputs.",
                op
            );
        Kernel = factory(new(op, state));
        Inputs = [.. InSummationOrder(op).Select(slots.Of)];
        Outputs = slots.Made(op);
        ChecksInitialized = op.inputs.Any(i => i.dtype.is_ref_dtype()) && !op.Schema.Def.AllowsUninitializedInput;
    }

    /// <summary>A node that a rewrite has made or moved; the op gives its name to errors.</summary>
    public PlanNode(Operation op, Kernel kernel, int[] inputs, int[] outputs) =>
        (Op, Kernel, Inputs, Outputs) = (op, kernel, inputs, outputs);

    public Operation Op { get; }

    public Kernel Kernel { get; }

    public int[] Inputs { get; }

    public int[] Outputs { get; }

    /// <summary>
    /// The inputs in the order in which TensorFlow computes: its graph optimizer sorts those of a commutative op by name
    /// (grappler's <c>CanonicalizeNode</c>), which for a sum of more than two decides how it rounds.
    /// </summary>
    private static IEnumerable<Tensor> InSummationOrder(Operation op) =>
        op.Schema.Def.IsCommutative && op.inputs.Count > 2
            ? op.inputs.OrderBy(i => i.op.name, StringComparer.Ordinal)
            : op.inputs;

    /// <summary>Whether the node reads variables, which must have a value by then.</summary>
    public bool ChecksInitialized { get; }

    /// <summary>For each input, whether no later node needs it; set by <see cref="Liveness"/>.</summary>
    public bool[] Dying { get; set; } = [];

    /// <summary>The slots whose values are let go after this node; set by <see cref="Liveness"/>.</summary>
    public int[] Released { get; set; } = [];
}
