using Tensorflow.Operations;

namespace Tensorflow;

/// <summary>What this engine can do with one of TensorFlow's ops.</summary>
/// <param name="Name">The op's name, <c>MatMul</c> for instance.</param>
/// <param name="Runs">Whether it has kernels.</param>
/// <param name="Types">The element types that it computes with or moves; empty where it only keeps order, as a NoOp does.</param>
/// <param name="Gradient">Whether gradients flow through it, stop there, or have no rule.</param>
public sealed record OpSupport(string Name, bool Runs, IReadOnlyList<TF_DataType> Types, OpGradient Gradient);

/// <summary>What happens to a gradient that reaches an op.</summary>
public enum OpGradient
{
    /// <summary>There is no rule: asking for one is an error.</summary>
    Missing,

    /// <summary>The op is not differentiable: the gradient stops.</summary>
    None,

    /// <summary>The gradient goes on to the inputs.</summary>
    Defined,
}

/// <summary>
/// The ops that the engine has rules for, as they state it. All the others of TensorFlow's list can be held, imported and
/// exported.
/// </summary>
public static class SupportedOps
{
    /// <summary>How many ops TensorFlow's list has in all.</summary>
    public static int Registered => OpRegistry.Names.Count;

    /// <summary>The ops with rules, by name.</summary>
    public static IReadOnlyList<OpSupport> All { get; } =
    [.. OpRegistry.Rules.OrderBy(r => r.Name, StringComparer.Ordinal).Select(Support)];

    private static OpSupport Support(OpRule rule)
    {
        var gradient =
            rule.Gradient is null ? OpGradient.Missing
            : rule.Gradient == Gradients.None ? OpGradient.None
            : OpGradient.Defined;
        return new(rule.Name, rule.Kernel is not null, rule.Types.Members(), gradient);
    }
}
