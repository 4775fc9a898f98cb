using System.Numerics;
using Tensorflow.Graphs;
using Tensorflow.Sessions;

namespace Tensorflow.Operations;

/// <summary>Checks of what is computed.</summary>
internal static class NumericsOps
{
    public static IEnumerable<OpRule> Rules =>
        [.. TypeSet.Reals.For([new("CheckNumerics", ShapeRules.Unchanged, CheckKernel, CheckGradient)])];

    private static Tensor?[] CheckGradient(Operation op, Tensor?[] grads) =>
        [
            OpBuilder.Tensor(
                "CheckNumerics",
                null,
                [grads[0]],
                ("message", "Not a number (NaN) or infinity (Inf) values detected in gradient.")
            ),
        ];

    private static Kernel CheckKernel(KernelRequest node) =>
        node.InputType(0) switch
        {
            TF_DataType.TF_FLOAT => Check<float>(node.Op.String("message")),
            TF_DataType.TF_DOUBLE => Check<double>(node.Op.String("message")),
            _ => throw node.NoKernel(),
        };

    /// <summary>Hands the tensor on if all of it is finite.</summary>
    private static Kernel Check<T>(string message)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        context =>
        {
            var (hasNaN, hasInfinity) = (false, false);
            foreach (var element in context.Input(0).Span<T>())
            {
                hasNaN |= T.IsNaN(element);
                hasInfinity |= T.IsInfinity(element);
            }
            if (hasNaN || hasInfinity)
            {
                var found =
                    hasNaN && hasInfinity ? "Inf and NaN"
                    : hasNaN ? "NaN"
                    : "Inf";
                throw context.Invalid($"{message} : Tensor had {found} values");
            }
            context.Output(0).Share(context.Input(0));
        };
}
