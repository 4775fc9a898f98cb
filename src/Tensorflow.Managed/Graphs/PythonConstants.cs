using System.Collections.Frozen;
using Tensorflow.Values;

namespace Tensorflow.Graphs;

/// <summary>
/// What Python's <c>tensor_util.constant_value</c> knows: less than <see cref="ConstantFolding"/>, and gradient rules
/// that ask it make other nodes where it knows nothing.
/// </summary>
internal static class PythonConstants
{
    private static readonly FrozenSet<string> _types = FrozenSet.ToFrozenSet(
        [
            "BroadcastTo",
            "Cast",
            "Concat",
            "ConcatV2",
            "Const",
            "Equal",
            "Fill",
            "Identity",
            "NotEqual",
            "Pack",
            "Range",
            "Rank",
            "Shape",
            "Size",
            "Split",
            "StopGradient",
            "Unpack",
        ],
        StringComparer.Ordinal
    );

    /// <summary>The tensor's value, or null.</summary>
    public static Value? Value(Tensor tensor) => IsKnown(tensor) ? ConstantFolding.Evaluate(tensor) : null;

    private static bool IsKnown(Tensor tensor) =>
        _types.Contains(tensor.op.type)
        && (tensor.op.type is "Shape" or "Size" or "Rank" || tensor.op.inputs.All(IsKnown));
}
