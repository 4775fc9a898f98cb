using Tensorflow.Graphs;

namespace Tensorflow.Operations;

/// <summary>Ops that compare, choose, and reckon with truth values.</summary>
internal static partial class CompareOps
{
    public static IEnumerable<OpRule> Rules =>
        [
            .. TypeSet.Any.For([
                new("Equal", ShapeRules.Broadcast, EqualKernel, Gradients.None),
                new("NotEqual", ShapeRules.Broadcast, NotEqualKernel, Gradients.None),
                new("SelectV2", SelectShape, SelectKernel, SelectGradient),
            ]),
            .. (TypeSet.Numbers | TypeSet.UInt8).For([
                new("Less", ShapeRules.Broadcast, LessKernel, Gradients.None),
                new("LessEqual", ShapeRules.Broadcast, LessEqualKernel, Gradients.None),
                new("Greater", ShapeRules.Broadcast, GreaterKernel, Gradients.None),
                new("GreaterEqual", ShapeRules.Broadcast, GreaterEqualKernel, Gradients.None),
            ]),
            .. TypeSet.Bool.For([
                new("LogicalAnd", ShapeRules.Broadcast, LogicalAndKernel, Gradients.None),
                new("LogicalOr", ShapeRules.Broadcast, LogicalOrKernel, Gradients.None),
                new("LogicalNot", ShapeRules.Unchanged, LogicalNotKernel, Gradients.None),
            ]),
        ];

    private static void SelectShape(ShapeInference node)
    {
        var values = ShapeRules.Broadcast(node, node.Input(1), node.Input(2));
        node.Set(0, ShapeRules.Broadcast(node, node.Input(0), values));
    }

    private static Tensor?[] SelectGradient(Operation op, Tensor?[] grads)
    {
        var (condition, x, y, grad) = (op.inputs[0], op.inputs[1], op.inputs[2], grads[0]!);
        var zeros = SourceOps.Zeros(Shape.Scalar, grad.dtype);
        var gx = Reduced(OpBuilder.Tensor("SelectV2", null, [condition, grad, zeros]), x);
        var gy = Reduced(OpBuilder.Tensor("SelectV2", null, [condition, zeros, grad]), y);
        return [null, gx, gy];

        Tensor Reduced(Tensor part, Tensor input)
        {
            var shape = ShapeOps.Shape(input);
            var (axes, _) = ShapeOps.BroadcastGradientArgs(shape, ShapeOps.Shape(op.outputs[0]));
            return ShapeOps.Reshape(ReduceOps.Sum(part, axes, keepdims: true), shape);
        }
    }
}
