using Tensorflow.Graphs;
using Tensorflow.Values;

namespace Tensorflow.Operations;

/// <summary>The functions of analysis, rounding, and questions about single numbers.</summary>
internal static partial class FunctionOps
{
    public static IEnumerable<OpRule> Rules =>
        [
            .. TypeSet.Reals.For([
                new("Sin", ShapeRules.Unchanged, SinKernel, SinGradient),
                new("Cos", ShapeRules.Unchanged, CosKernel, CosGradient),
                new("Tan", ShapeRules.Unchanged, TanKernel, TanGradient),
                new("Atan", ShapeRules.Unchanged, AtanKernel, AtanGradient),
                new("Sinh", ShapeRules.Unchanged, SinhKernel, SinhGradient),
                new("Cosh", ShapeRules.Unchanged, CoshKernel, CoshGradient),
                new("Asinh", ShapeRules.Unchanged, AsinhKernel, AsinhGradient),
                new("Expm1", ShapeRules.Unchanged, Expm1Kernel, Expm1Gradient),
                new("Log1p", ShapeRules.Unchanged, Log1pKernel, Log1pGradient),
                new("Erf", ShapeRules.Unchanged, ErfKernel, ErfGradient),
                new("Lgamma", ShapeRules.Unchanged, LgammaKernel, LgammaGradient),
                new("Digamma", ShapeRules.Unchanged, DigammaKernel, DigammaGradient),
                new("Floor", ShapeRules.Unchanged, FloorKernel, Gradients.None),
                new("Ceil", ShapeRules.Unchanged, CeilKernel, Gradients.None),
                new("IsNan", ShapeRules.Unchanged, IsNanKernel, Gradients.None),
                new("IsInf", ShapeRules.Unchanged, IsInfKernel, Gradients.None),
                new("IsFinite", ShapeRules.Unchanged, IsFiniteKernel, Gradients.None),
            ]),
            .. TypeSet.Numbers.For([new("Round", ShapeRules.Unchanged, RoundKernel, Gradients.None)]),
        ];

    private static Tensor Of(string type, params object?[] inputs) => OpBuilder.Tensor(type, null, inputs);

    /// <summary>A constant of the tensor's element type.</summary>
    private static Tensor Number(double number, Tensor like) =>
        TensorConversion.Constant(
            Elements.Convert(Value.Of(number), like.dtype.as_base_dtype()),
            null,
            null,
            like.graph
        );

    private static Tensor?[] SinGradient(Operation op, Tensor?[] grads)
    {
        using var control = op.graph.OpenControlDependencies([grads[0]!]);
        return [MathOps.Mul(grads[0]!, Of("Cos", op.inputs[0]))];
    }

    private static Tensor?[] CosGradient(Operation op, Tensor?[] grads)
    {
        using var control = op.graph.OpenControlDependencies([grads[0]!]);
        return [MathOps.Mul(MathOps.Negate(grads[0]!), Of("Sin", op.inputs[0]))];
    }

    private static Tensor?[] TanGradient(Operation op, Tensor?[] grads)
    {
        using var control = op.graph.OpenControlDependencies([grads[0]!]);
        var secant = Of("Reciprocal", Of("Cos", op.inputs[0]));
        return [MathOps.Mul(Of("Square", secant), grads[0]!)];
    }

    private static Tensor?[] AtanGradient(Operation op, Tensor?[] grads)
    {
        using var control = op.graph.OpenControlDependencies([grads[0]!]);
        var square = Of("Square", op.inputs[0]);
        var sum = OpBuilder.Tensor("AddV2", "Add", [Number(1, grads[0]!), square]);
        return [MathOps.Mul(grads[0]!, Of("Reciprocal", sum))];
    }

    private static Tensor?[] SinhGradient(Operation op, Tensor?[] grads)
    {
        using var control = op.graph.OpenControlDependencies([grads[0]!]);
        return [MathOps.Mul(grads[0]!, Of("Cosh", op.inputs[0]))];
    }

    private static Tensor?[] CoshGradient(Operation op, Tensor?[] grads)
    {
        using var control = op.graph.OpenControlDependencies([grads[0]!]);
        return [MathOps.Mul(grads[0]!, Of("Sinh", op.inputs[0]))];
    }

    private static Tensor?[] AsinhGradient(Operation op, Tensor?[] grads)
    {
        using var control = op.graph.OpenControlDependencies([grads[0]!]);
        return [MathOps.TrueDiv(grads[0]!, Of("Cosh", op.outputs[0]))];
    }

    private static Tensor?[] Expm1Gradient(Operation op, Tensor?[] grads)
    {
        using var control = op.graph.OpenControlDependencies([grads[0]!]);
        return [MathOps.Mul(grads[0]!, Of("Exp", op.inputs[0]))];
    }

    private static Tensor?[] Log1pGradient(Operation op, Tensor?[] grads)
    {
        using var control = op.graph.OpenControlDependencies([grads[0]!]);
        return [MathOps.Mul(grads[0]!, Of("Reciprocal", MathOps.Add(1, op.inputs[0])))];
    }

    private static Tensor?[] ErfGradient(Operation op, Tensor?[] grads)
    {
        var slope = Number(2 / Math.Sqrt(Math.PI), grads[0]!);
        using var control = op.graph.OpenControlDependencies([grads[0]!]);
        var scaled = MathOps.Mul(grads[0]!, slope);
        return [MathOps.Mul(scaled, Of("Exp", MathOps.Negate(Of("Square", op.inputs[0]))))];
    }

    private static Tensor?[] LgammaGradient(Operation op, Tensor?[] grads)
    {
        using var control = op.graph.OpenControlDependencies([grads[0]!]);
        return [MathOps.Mul(grads[0]!, Of("Digamma", op.inputs[0]))];
    }

    private static Tensor?[] DigammaGradient(Operation op, Tensor?[] grads)
    {
        using var control = op.graph.OpenControlDependencies([grads[0]!]);
        var slope = Of("Polygamma", Number(1, op.inputs[0]), op.inputs[0]);
        return [MathOps.Mul(grads[0]!, slope)];
    }
}
