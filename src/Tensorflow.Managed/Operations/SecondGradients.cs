using Tensorflow.Graphs;

namespace Tensorflow.Operations;

/// <summary>
/// The gradients of gradient ops, for second derivatives (math_grad.py, nn_grad.py). An op of two operands (a, b) is given
/// the gradient of its output, and gives those of a and b.
/// </summary>
internal static class SecondGradients
{
    /// <summary>Of b a (1 - a), where a is the sigmoid.</summary>
    public static Tensor?[] Sigmoid(Operation op, Tensor?[] grads)
    {
        using var control = op.graph.OpenControlDependencies([grads[0]!]);
        var (a, b, grad) = (op.inputs[0], op.inputs[1], grads[0]!);
        var scaled = MathOps.Mul(grad, b);
        var ga = MathOps.Sub(scaled, MathOps.Mul(MathOps.Mul(2.0, scaled), a));
        return [ga, OpBuilder.Tensor("SigmoidGrad", null, [a, grad])];
    }

    /// <summary>Of b (1 - a^2), where a is the hyperbolic tangent.</summary>
    public static Tensor?[] Tanh(Operation op, Tensor?[] grads)
    {
        using var control = op.graph.OpenControlDependencies([grads[0]!]);
        var (a, b, grad) = (op.inputs[0], op.inputs[1], grads[0]!);
        return [MathOps.Mul(MathOps.Mul(MathOps.Mul(grad, -2.0), b), a), OpBuilder.Tensor("TanhGrad", null, [a, grad])];
    }

    /// <summary>Of b / 2a, where a is the root.</summary>
    public static Tensor?[] Sqrt(Operation op, Tensor?[] grads)
    {
        using var control = op.graph.OpenControlDependencies([grads[0]!]);
        var ga = MathOps.TrueDiv(grads[0]!, op.inputs[0]);
        return [MathOps.Mul(MathOps.Negate(ga), op.outputs[0]), MathOps.Mul(0.5, ga)];
    }

    /// <summary>Of -b a^3 / 2, where a is 1 over the root.</summary>
    public static Tensor?[] Rsqrt(Operation op, Tensor?[] grads)
    {
        using var control = op.graph.OpenControlDependencies([grads[0]!]);
        var (a, b, grad) = (op.inputs[0], op.inputs[1], grads[0]!);
        var scaled = MathOps.Mul(MathOps.Mul(-1.5, grad), b);
        return
        [
            MathOps.Mul(scaled, OpBuilder.Tensor("Square", null, [a])),
            OpBuilder.Tensor("RsqrtGrad", null, [a, grad]),
        ];
    }

    /// <summary>Of -b a^2, where a is 1 / x.</summary>
    public static Tensor?[] Reciprocal(Operation op, Tensor?[] grads)
    {
        using var control = op.graph.OpenControlDependencies([grads[0]!]);
        var (a, b, grad) = (op.inputs[0], op.inputs[1], grads[0]!);
        return
        [
            MathOps.Mul(MathOps.Mul(MathOps.Mul(grad, -2.0), b), a),
            OpBuilder.Tensor("ReciprocalGrad", null, [a, grad]),
        ];
    }

    /// <summary>Of an op that passes its first operand on or stops it, by its second.</summary>
    public static Tensor?[] Gate(Operation op, Tensor?[] grads) =>
        [OpBuilder.Tensor(op.type, null, [grads[0], op.inputs[1]]), SourceOps.ZerosLike(op.inputs[1])];

    /// <summary>The same, where an attribute tells how much passes.</summary>
    public static Tensor?[] LeakyGate(Operation op, Tensor?[] grads) =>
        [
            OpBuilder.Tensor(op.type, null, [grads[0], op.inputs[1]], ("alpha", op.Float("alpha"))),
            SourceOps.ZerosLike(op.inputs[1]),
        ];

    /// <summary>Of an exponential unit's gradient, whose slope below zero depends on the second operand.</summary>
    public static Tensor?[] ExponentialUnit(Operation op, Tensor?[] grads)
    {
        var (y, grad) = (op.inputs[1], grads[0]!);
        var first = OpBuilder.Tensor(op.type, null, [grad, y]);
        var below = OpBuilder.Tensor("Less", null, [y, 0]);
        var second = SelectionOps.Where(below, MathOps.Mul(grad, op.inputs[0]), SourceOps.ZerosLike(y));
        return [first, second];
    }

    /// <summary>Of the sums over all axes but the channels': spread over them again.</summary>
    public static Tensor?[] Bias(Operation op, Tensor?[] grads)
    {
        var shape = ShapeOps.Shape(op.inputs[0]);
        var bias = ShapeOps.Shape(grads[0]!);
        var (expanded, repeats) =
            op.String("data_format") == "NCHW"
                ? (
                    LayoutOps.Concat([OnesLike(..1), bias, OnesLike(2..)], 0),
                    Repeats([SliceOps.Item(shape, ..1), new[] { 1 }, SliceOps.Item(shape, 2..)])
                )
                : (LayoutOps.Concat([OnesLike(..^1), bias], 0), Repeats([SliceOps.Item(shape, ..^1), new[] { 1 }]));
        return [LayoutOps.Tile(ShapeOps.Reshape(grads[0]!, expanded), repeats)];

        Tensor OnesLike(Range range) => SourceOps.OnesLike(SliceOps.Item(shape, range));

        static Tensor Repeats(object[] parts) => OpBuilder.Tensor("ConcatV2", "concat", [parts, 0]);
    }
}
