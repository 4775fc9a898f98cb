using Tensorflow.Graphs;

namespace Tensorflow.Operations;

/// <summary>Ops that work element by element, with one operand or two that broadcast together.</summary>
internal static partial class ElementwiseOps
{
    public static IEnumerable<OpRule> Rules =>
        [
            .. TypeSet.Numbers.For([
                new("Neg", ShapeRules.Unchanged, NegKernel, (op, g) => [MathOps.Negate(g[0]!)]),
                new("Abs", ShapeRules.Unchanged, AbsKernel, (op, g) => [MathOps.Mul(g[0]!, Of("Sign", op.inputs[0]))]),
                new("Sign", ShapeRules.Unchanged, SignKernel, SignGradient),
                new("Square", ShapeRules.Unchanged, SquareKernel, SquareGradient),
                new("Relu", ShapeRules.Unchanged, ReluKernel, (op, g) => [Of("ReluGrad", g[0]!, op.outputs[0])]),
                new("ReluGrad", ShapeRules.Unchanged, ReluGradKernel, SecondGradients.Gate),
                new("Add", ShapeRules.Broadcast, AddKernel, AddGradient),
                new("AddV2", ShapeRules.Broadcast, AddKernel, AddGradient),
                new("Sub", ShapeRules.Broadcast, SubKernel, SubGradient),
                new("Mul", ShapeRules.Broadcast, MulKernel, MulGradient),
                new("FloorDiv", ShapeRules.Broadcast, FloorDivKernel, Gradients.None),
                new("FloorMod", ShapeRules.Broadcast, FloorModKernel, FloorModGradient),
                new("TruncateDiv", ShapeRules.Broadcast, TruncateDivKernel, Gradients.None),
                new("TruncateMod", ShapeRules.Broadcast, TruncateModKernel),
                new("Pow", ShapeRules.Broadcast, PowKernel, PowGradient),
                new("Maximum", ShapeRules.Broadcast, MaximumKernel, (op, g) => Extremum(op, g, "GreaterEqual")),
                new("Minimum", ShapeRules.Broadcast, MinimumKernel, (op, g) => Extremum(op, g, "LessEqual")),
                new("SquaredDifference", ShapeRules.Broadcast, SquaredDifferenceKernel, SquaredDifferenceGradient),
                new("AddN", ShapeRules.MergedInputs, AddNKernel, (op, g) => [.. op.inputs.Select(_ => g[0])]),
            ]),
            .. TypeSet.Reals.For([
                new("Exp", ShapeRules.Unchanged, ExpKernel, ExpGradient),
                new("Log", ShapeRules.Unchanged, LogKernel, LogGradient),
                new("Sqrt", ShapeRules.Unchanged, SqrtKernel, (op, g) => [Of("SqrtGrad", op.outputs[0], g[0]!)]),
                new("SqrtGrad", ShapeRules.Unchanged, SqrtGradKernel, SecondGradients.Sqrt),
                new(
                    "Reciprocal",
                    ShapeRules.Unchanged,
                    ReciprocalKernel,
                    (op, g) => [Of("ReciprocalGrad", op.outputs[0], g[0])]
                ),
                new("ReciprocalGrad", ShapeRules.Unchanged, ReciprocalGradKernel, SecondGradients.Reciprocal),
                new("Rsqrt", ShapeRules.Unchanged, RsqrtKernel, (op, g) => [Of("RsqrtGrad", op.outputs[0], g[0])]),
                new("RsqrtGrad", ShapeRules.Unchanged, RsqrtGradKernel, SecondGradients.Rsqrt),
                new("Sigmoid", ShapeRules.Unchanged, SigmoidKernel, (op, g) => FromOutput("SigmoidGrad", op, g)),
                new("SigmoidGrad", ShapeRules.Unchanged, SigmoidGradKernel, SecondGradients.Sigmoid),
                new("Tanh", ShapeRules.Unchanged, TanhKernel, (op, g) => FromOutput("TanhGrad", op, g)),
                new("TanhGrad", ShapeRules.Unchanged, TanhGradKernel, SecondGradients.Tanh),
                new("RealDiv", ShapeRules.Broadcast, RealDivKernel, RealDivGradient),
                new("DivNoNan", ShapeRules.Broadcast, DivNoNanKernel, DivNoNanGradient),
            ]),
            .. TypeSet.Any.For([new("Cast", ShapeRules.Unchanged, CastKernel, CastGradient)]),
        ];

    private static Tensor Of(string type, params object?[] inputs) => OpBuilder.Tensor(type, null, inputs);

    /// <summary>A gradient op that works from the output; like Python, it waits for the incoming gradient.</summary>
    private static Tensor?[] FromOutput(string type, Operation op, Tensor?[] grads)
    {
        using var control = op.graph.OpenControlDependencies([grads[0]!]);
        return [Of(type, op.outputs[0], grads[0])];
    }

    private static Tensor?[] SignGradient(Operation op, Tensor?[] grads) => [SourceOps.ZerosLike(op.inputs[0])];

    private static Tensor?[] ExpGradient(Operation op, Tensor?[] grads)
    {
        using var control = op.graph.OpenControlDependencies([grads[0]!]);
        return [MathOps.Mul(grads[0]!, op.outputs[0])];
    }

    private static Tensor?[] LogGradient(Operation op, Tensor?[] grads)
    {
        using var control = op.graph.OpenControlDependencies([grads[0]!]);
        return [MathOps.Mul(grads[0]!, Of("Reciprocal", op.inputs[0]))];
    }

    private static Tensor?[] SquareGradient(Operation op, Tensor?[] grads)
    {
        using var control = op.graph.OpenControlDependencies([grads[0]!]);
        var two = TensorConversion.Constant(
            Values.Elements.Convert(Values.Value.Of(2f), op.inputs[0].dtype),
            null,
            null
        );
        return [Of("Mul", grads[0], Of("Mul", op.inputs[0], two))];
    }

    private static Tensor?[] AddGradient(Operation op, Tensor?[] grads)
    {
        var (x, y) = (op.inputs[0], op.inputs[1]);
        return AllSameKnownShape(x, y, grads[0]!)
            ? [grads[0], grads[0]]
            : BroadcastGradients.Reduce(x, y, grads[0], grads[0]);
    }

    private static Tensor?[] SubGradient(Operation op, Tensor?[] grads)
    {
        var (x, y, grad) = (op.inputs[0], op.inputs[1], grads[0]!);
        return AllSameKnownShape(x, y, grad)
            ? [grad, MathOps.Negate(grad)]
            : BroadcastGradients.Reduce(x, y, grad, MathOps.Negate(grad));
    }

    private static Tensor?[] MulGradient(Operation op, Tensor?[] grads)
    {
        var (x, y, grad) = (op.inputs[0], op.inputs[1], grads[0]!);
        if (AllSameKnownShape(x, y, grad) && grad.dtype is TF_DataType.TF_INT32 or TF_DataType.TF_FLOAT)
            return [Of("Mul", grad, y), Of("Mul", grad, x)];
        return BroadcastGradients.Reduce(x, y, Of("Mul", grad, y), Of("Mul", x, grad));
    }

    private static Tensor?[] RealDivGradient(Operation op, Tensor?[] grads)
    {
        var (x, y, grad) = (op.inputs[0], op.inputs[1], grads[0]!);
        var gx = Of("RealDiv", grad, y);
        var gy = MathOps.Mul(grad, Of("RealDiv", Of("RealDiv", MathOps.Negate(x), y), y));
        return BroadcastGradients.Reduce(x, y, gx, gy);
    }

    private static Tensor?[] DivNoNanGradient(Operation op, Tensor?[] grads)
    {
        var (x, y, grad) = (op.inputs[0], op.inputs[1], grads[0]!);
        var gx = MathOps.DivNoNan(grad, y);
        var gy = MathOps.Mul(grad, MathOps.DivNoNan(MathOps.DivNoNan(MathOps.Negate(x), y), y));
        return BroadcastGradients.Reduce(x, y, gx, gy);
    }

    private static Tensor?[] PowGradient(Operation op, Tensor?[] grads)
    {
        var (x, y, grad) = (op.inputs[0], op.inputs[1], grads[0]!);
        var scaled = MathOps.Mul(grad, y);
        var gx = MathOps.Mul(scaled, Of("Pow", x, MathOps.Sub(y, 1)));
        // Below zero no real number would do; zero is given.
        var positive = Of("Greater", x, 0);
        var log = Of("Log", Of("Select", positive, x, SourceOps.OnesLike(x)));
        var safeLog = Of("Select", positive, log, SourceOps.ZerosLike(x));
        var gy = MathOps.Mul(MathOps.Mul(grad, op.outputs[0]), safeLog);
        return BroadcastGradients.Reduce(x, y, gx, gy);
    }

    private static Tensor?[] FloorModGradient(Operation op, Tensor?[] grads)
    {
        var (x, y, grad) = (op.inputs[0], op.inputs[1], grads[0]!);
        var floor = Of("FloorDiv", x, y);
        return BroadcastGradients.Reduce(x, y, grad, MathOps.Mul(grad, Of("Neg", floor)));
    }

    private static Tensor?[] Extremum(Operation op, Tensor?[] grads, string comparison)
    {
        var (x, y, grad) = (op.inputs[0], op.inputs[1], grads[0]!);
        var zeros = SourceOps.ZerosLike(grad);
        var mask = Of(comparison, x, y);
        var (gx, gy) = (Of("SelectV2", mask, grad, zeros), Of("SelectV2", mask, zeros, grad));
        return BroadcastGradients.Reduce(x, y, gx, gy);
    }

    private static Tensor?[] SquaredDifferenceGradient(Operation op, Tensor?[] grads)
    {
        var (x, y, grad) = (op.inputs[0], op.inputs[1], grads[0]!);
        Tensor gx;
        using (op.graph.OpenControlDependencies([grad]))
        {
            var two = TensorConversion.Convert(2f, grad.dtype.as_base_dtype(), "scalar", op.graph);
            gx = MathOps.Mul(Of("Mul", two, grad), MathOps.Sub(x, y));
        }
        var gy = MathOps.Negate(gx);
        return AllSameKnownShape(x, y, grad) ? [gx, gy] : BroadcastGradients.Reduce(x, y, gx, gy);
    }

    private static Tensor?[] CastGradient(Operation op, Tensor?[] grads)
    {
        var (from, to) = (op.inputs[0].dtype.as_base_dtype(), op.outputs[0].dtype.as_base_dtype());
        return [Gradients.IsTrainable(from) && Gradients.IsTrainable(to) ? MathOps.Cast(grads[0]!, from) : null];
    }

    /// <summary>Whether x, y and the gradient have one fully known shape, so that nothing was broadcast.</summary>
    private static bool AllSameKnownShape(Tensor x, Tensor y, Tensor grad) =>
        x.shape.IsFullyDefined && x.shape.Equals(y.shape) && x.shape.Equals(grad.shape);
}
