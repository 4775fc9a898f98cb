using Tensorflow.Graphs;

namespace Tensorflow.Operations;

/// <summary>The greatest or the mean element under each window of images, and their gradients.</summary>
internal static partial class PoolingOps
{
    public static IEnumerable<OpRule> Rules =>
        [
            .. TypeSet.Numbers.For([
                new("MaxPool", PoolShape, MaxPoolKernel, MaxPoolGradient),
                new("MaxPoolGrad", ShapeRules.Unchanged, MaxPoolGradKernel, MaxPoolGradGradient),
                new("MaxPoolGradGrad", node => node.Set(0, node.Input(1)), MaxPoolGradGradKernel),
            ]),
            .. TypeSet.Reals.For([
                new("AvgPool", PoolShape, AvgPoolKernel, AvgPoolGradient),
                new("AvgPoolGrad", AvgPoolGradShape, AvgPoolGradKernel, AvgPoolGradGradient),
            ]),
        ];

    public static Tensor Pool(
        string type,
        object value,
        int[] ksize,
        int[] strides,
        string padding,
        string data_format = "NHWC",
        string? name = null
    ) =>
        OpBuilder.Tensor(
            type,
            name,
            [value],
            ("ksize", ksize),
            ("strides", strides),
            ("padding", padding),
            ("data_format", data_format)
        );

    private static void PoolShape(ShapeInference node)
    {
        var (input, layout) = (node.InputOfRank(0, 4), new ImageLayout(node.Op));
        var dims = (long[])input.dims.Clone();
        foreach (var axis in new[] { layout.Height, layout.Width })
            dims[axis] = layout.Windows(node, axis, input, layout.WindowSizes[axis]);
        node.Set(0, new(dims));
    }

    private static void AvgPoolGradShape(ShapeInference node)
    {
        var shape = node.ConstantAsShape(0);
        node.Set(0, shape.IsNull ? Shape.UnknownOfRank(4) : shape);
    }

    private static Tensor?[] MaxPoolGradient(Operation op, Tensor?[] grads) =>
        [
            OpBuilder.Tensor(
                "MaxPoolGrad",
                null,
                [op.inputs[0], op.outputs[0], grads[0]],
                ("ksize", op.Attr("ksize")),
                ("strides", op.Attr("strides")),
                ("padding", op.Attr("padding")),
                ("explicit_paddings", op.Attr("explicit_paddings")),
                ("data_format", op.Attr("data_format"))
            ),
        ];

    /// <summary>Only the gradient that was handed back depends on what comes in (nn_grad.py, <c>_MaxPoolGradGrad</c>).</summary>
    private static Tensor?[] MaxPoolGradGradient(Operation op, Tensor?[] grads) =>
        [
            SourceOps.ZerosLike(op.inputs[0]),
            SourceOps.ZerosLike(op.inputs[1]),
            OpBuilder.Tensor(
                "MaxPoolGradGrad",
                null,
                [op.inputs[0], op.inputs[1], grads[0]],
                ("ksize", op.Attr("ksize")),
                ("strides", op.Attr("strides")),
                ("padding", op.Attr("padding")),
                ("data_format", op.Attr("data_format"))
            ),
        ];

    /// <summary>nn_grad.py, <c>_AvgPoolGradGrad</c>.</summary>
    private static Tensor?[] AvgPoolGradGradient(Operation op, Tensor?[] grads) =>
        [
            OpBuilder.Tensor("StopGradient", null, [op.inputs[0]]),
            OpBuilder.Tensor(
                "AvgPool",
                null,
                [grads[0]],
                ("ksize", op.Attr("ksize")),
                ("strides", op.Attr("strides")),
                ("padding", op.Attr("padding")),
                ("data_format", op.Attr("data_format"))
            ),
        ];

    private static Tensor?[] AvgPoolGradient(Operation op, Tensor?[] grads) =>
        [
            OpBuilder.Tensor(
                "AvgPoolGrad",
                null,
                [ShapeOps.Shape(op.inputs[0]), grads[0]],
                ("ksize", op.Attr("ksize")),
                ("strides", op.Attr("strides")),
                ("padding", op.Attr("padding")),
                ("data_format", op.Attr("data_format"))
            ),
        ];
}
