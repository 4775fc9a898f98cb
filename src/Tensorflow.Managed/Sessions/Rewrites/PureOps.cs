using Tensorflow.Graphs;

namespace Tensorflow.Sessions.Rewrites;

/// <summary>What may be done with a node when a plan is rewritten.</summary>
internal static class PureOps
{
    /// <summary>Ops whose errors are what they are for, or that wait for a feed.</summary>
    private static readonly HashSet<string> _kept =
    [
        "Assert",
        "CheckNumerics",
        "Placeholder",
        "PlaceholderV2",
        "Print",
        "PrintV2",
    ];

    /// <summary>Ops that draw numbers: each keeps its own generator, so that nothing but data binds their order.</summary>
    private static readonly HashSet<string> _random =
    [
        "Multinomial",
        "RandomShuffle",
        "RandomStandardNormal",
        "RandomUniform",
        "RandomUniformInt",
        "TruncatedNormal",
    ];

    /// <summary>Ops that may hand on the memory of an input.</summary>
    private static readonly HashSet<string> _sharing =
    [
        "Bitcast",
        "Cast",
        "EnsureShape",
        "ExpandDims",
        "Identity",
        "IdentityN",
        "PlaceholderWithDefault",
        "PreventGradient",
        "RandomShuffle",
        "Reshape",
        "Select",
        "SelectV2",
        "Slice",
        "Snapshot",
        "Split",
        "SplitV",
        "Squeeze",
        "StopGradient",
    ];

    /// <summary>Whether the node only computes its outputs: it may be moved, shared with an equal one, or left out.</summary>
    public static bool IsPure(Operation op) =>
        !op.Schema.Def.IsStateful
        && op.Schema.Rule is { Stateful: false }
        && op.outputs.Length > 0
        && !ControlFlow.Steers(op)
        && !_kept.Contains(op.type)
        && !TakesReferences(op)
        && !HasHandles(op);

    /// <summary>Whether only its inputs bind the node's place among the others.</summary>
    public static bool IsMovable(Operation op) => IsPure(op) || _random.Contains(op.type) || op.type == "NoOp";

    /// <summary>Whether the node may write to a variable.</summary>
    public static bool TakesReferences(Operation op)
    {
        foreach (var argument in op.Schema.Def.InputArg)
            if (argument.IsRef)
                return true;
        return Array.Exists(op.outputs, o => o.dtype.is_ref_dtype());
    }

    /// <summary>Whether an output may be the memory of an input.</summary>
    public static bool MayShareMemory(Operation op) => _sharing.Contains(op.type);

    private static bool HasHandles(Operation op) =>
        op.inputs.Any(i => IsHandle(i.dtype)) || Array.Exists(op.outputs, o => IsHandle(o.dtype));

    private static bool IsHandle(TF_DataType type) => type is TF_DataType.TF_RESOURCE or TF_DataType.TF_VARIANT;
}
