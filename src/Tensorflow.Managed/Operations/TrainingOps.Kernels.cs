using System.Numerics;
using Tensorflow.Kernels;
using Tensorflow.Sessions;
using Tensorflow.Values;

namespace Tensorflow.Operations;

internal static partial class TrainingOps
{
    private static Kernel AdamKernel(KernelRequest node) =>
        ElementTypes.Reals(node, node.InputType(0), new AdamUpdate(node.Op.Bool("use_nesterov")));

    private static Kernel GradientDescentKernel(KernelRequest node) =>
        ElementTypes.Numbers<Descent>(node, node.InputType(0));

    private static T Scalar<T>(KernelContext context, int input)
        where T : unmanaged
    {
        var value = context.Input(input);
        if (value.Count == 1)
            return value.Scalar<T>();
        var name = context.Op.Schema.Def.InputArg[input].Name;
        throw context.Invalid($"{name} is not a scalar: {RuntimeShapes.Text(value)}");
    }

    private static Value LikeVariable(KernelContext context, int input)
    {
        var (variable, value) = (context.Input(0), context.Input(input));
        if (value.Dims.SequenceEqual(variable.Dims))
            return value;
        var name = context.Op.Schema.Def.InputArg[input].Name;
        throw context.Invalid(
            $"var and {name} do not have the same shape{RuntimeShapes.Text(variable)} {RuntimeShapes.Text(value)}"
        );
    }

    /// <summary>var -= alpha delta</summary>
    private readonly struct Descent : INumberBody
    {
        public void Run<T>(KernelContext context)
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            var variable = context.Input(0);
            var rate = Scalar<T>(context, 1);
            Optimizing.GradientDescent(variable.Span<T>(), LikeVariable(context, 2).Span<T>(), rate);
            context.Output(0).Share(variable);
        }
    }

    /// <summary>Inputs: var, m, v, beta1_power, beta2_power, lr, beta1, beta2, epsilon, grad.</summary>
    private readonly record struct AdamUpdate(bool Nesterov) : INumberBody
    {
        public void Run<T>(KernelContext context)
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            var variable = context.Input(0);
            var step = Optimizing.AdamStep<T>.Of(
                Scalar<T>(context, 3),
                Scalar<T>(context, 4),
                Scalar<T>(context, 5),
                Scalar<T>(context, 6),
                Scalar<T>(context, 7),
                Scalar<T>(context, 8),
                Nesterov
            );
            Optimizing.Adam(
                variable.Span<T>(),
                LikeVariable(context, 1).Span<T>(),
                LikeVariable(context, 2).Span<T>(),
                LikeVariable(context, 9).Span<T>(),
                step,
                context.Workers
            );
            context.Output(0).Share(variable);
        }
    }
}
