using System.Buffers;
using System.Numerics;
using Tensorflow.Graphs;
using Tensorflow.Kernels;
using Tensorflow.Sessions;

namespace Tensorflow.Operations;

/// <summary>Activation functions beside Relu, Sigmoid and Tanh, and the half sum of squares.</summary>
internal static class ActivationOps
{
    public static IEnumerable<OpRule> Rules =>
        [
            .. TypeSet.Numbers.For([
                new("Relu6", ShapeRules.Unchanged, Relu6Kernel, (op, g) => [Of("Relu6Grad", g[0], op.outputs[0])]),
            ]),
            .. TypeSet.Reals.For([
                new("Relu6Grad", ShapeRules.MergedInputs, ElementwiseOps.Pairs<Relu6Grad>, SecondGradients.Gate),
                new(
                    "Elu",
                    ShapeRules.Unchanged,
                    ElementwiseOps.Reals<Elu>,
                    (op, g) => [Of("EluGrad", g[0], op.outputs[0])]
                ),
                new("EluGrad", ShapeRules.MergedInputs, ElementwiseOps.Pairs<EluGrad>, SecondGradients.ExponentialUnit),
                new(
                    "Selu",
                    ShapeRules.Unchanged,
                    ElementwiseOps.Reals<Selu>,
                    (op, g) => [Of("SeluGrad", g[0], op.outputs[0])]
                ),
                new(
                    "SeluGrad",
                    ShapeRules.MergedInputs,
                    ElementwiseOps.Pairs<SeluGrad>,
                    SecondGradients.ExponentialUnit
                ),
                new("Softplus", ShapeRules.Unchanged, ElementwiseOps.Reals<Softplus>, SoftplusGradient),
                new(
                    "Softsign",
                    ShapeRules.Unchanged,
                    ElementwiseOps.Reals<Softsign>,
                    (op, g) => [Of("SoftsignGrad", g[0], op.inputs[0])]
                ),
                new("SoftsignGrad", ShapeRules.MergedInputs, ElementwiseOps.Pairs<SoftsignGrad>),
                new("LeakyRelu", ShapeRules.Unchanged, LeakyReluKernel, LeakyReluGradient),
                new("LeakyReluGrad", ShapeRules.MergedInputs, LeakyReluGradKernel, SecondGradients.LeakyGate),
                new("L2Loss", ShapeRules.Scalar, L2LossKernel, (op, g) => [MathOps.Mul(op.inputs[0], g[0]!)]),
            ]),
        ];

    /// <summary>x, or alpha x below zero; whole numbers become float32.</summary>
    public static Tensor LeakyRelu(Tensor features, float alpha, string? name = null)
    {
        using var scope = OpBuilder.GraphOf(features).OpenNameScope(name ?? "LeakyRelu", out var full);
        var x = TensorConversion.Convert(features, null, "features");
        if (x.dtype.is_integer())
            x = MathOps.Cast(x, TF_DataType.TF_FLOAT);
        return OpBuilder.Tensor("LeakyRelu", full, [x], ("alpha", alpha));
    }

    private static Tensor Of(string type, params object?[] inputs) => OpBuilder.Tensor(type, null, inputs);

    private static Tensor?[] SoftplusGradient(Operation op, Tensor?[] grads) =>
        [MathOps.Mul(grads[0]!, Of("Sigmoid", op.inputs[0]))];

    private static Tensor?[] LeakyReluGradient(Operation op, Tensor?[] grads) =>
        [OpBuilder.Tensor("LeakyReluGrad", null, [grads[0], op.inputs[0]], ("alpha", op.Float("alpha")))];

    private static Kernel Relu6Kernel(KernelRequest node) => ElementwiseOps.Numbers<Relu6>(node);

    private static Kernel LeakyReluKernel(KernelRequest node) =>
        ElementTypes.Reals(node, node.OutputType(0), new Leaky(node.Op.Float("alpha")));

    private static Kernel LeakyReluGradKernel(KernelRequest node) =>
        ElementTypes.Reals(node, node.OutputType(0), new LeakyGradient(node.Op.Float("alpha")));

    private static Kernel L2LossKernel(KernelRequest node) => ElementTypes.Reals<HalfSquares>(node, node.OutputType(0));

    /// <summary>y = x, or alpha x</summary>
    private readonly record struct Leaky(float Alpha) : INumberBody
    {
        public void Run<T>(KernelContext context)
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            var x = context.Input(0);
            var y = context.AllocateOver(1, x.Sizes);
            VectorMap.Binary<T, LeakyRelu>(x.Span<T>(), [T.CreateTruncating(Alpha)], y.Span<T>(), context.Workers);
        }
    }

    /// <summary>z = the gradient, or alpha times it, by the sign of x</summary>
    private readonly record struct LeakyGradient(float Alpha) : INumberBody
    {
        public void Run<T>(KernelContext context)
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            var (grad, x) = (context.Input(0), context.Input(1));
            RuntimeShapes.RequireSame(context, grad, x);
            var z = context.Allocate(0, x.Sizes).Span<T>();
            VectorMap.Binary<T, LeakySlope>(x.Span<T>(), [T.CreateTruncating(Alpha)], z, context.Workers);
            VectorMap.Binary<T, Mul>(grad.Span<T>(), z, z, context.Workers);
        }
    }

    /// <summary>y = the sum of x^2 / 2</summary>
    private readonly struct HalfSquares : INumberBody
    {
        public void Run<T>(KernelContext context)
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            var x = context.Input(0).Span<T>();
            var rented = ArrayPool<T>.Shared.Rent(x.Length);
            var squares = rented.AsSpan(0, x.Length);
            VectorMap.Unary<T, Square>(x, squares, context.Workers);
            var y = context.Allocate(0, default(ReadOnlySpan<int>)).Span<T>();
            Reduce.Run<T, SumReducer>(squares, [x.Length], [0], y);
            y[0] /= T.One + T.One;
            ArrayPool<T>.Shared.Return(rented);
        }
    }
}
