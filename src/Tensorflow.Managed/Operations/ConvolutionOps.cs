using Tensorflow.Graphs;

namespace Tensorflow.Operations;

/// <summary>The convolution of images [batch, height, width, channels], and its gradients.</summary>
internal static partial class ConvolutionOps
{
    public static IEnumerable<OpRule> Rules =>
        [
            .. TypeSet.Reals.For([
                new("Conv2D", ConvolutionShape, ConvolutionKernel, ConvolutionGradient),
                new("Conv2DBackpropInput", ShapeFromInput0, InputBackpropKernel, InputBackpropGradient),
                new("Conv2DBackpropFilter", ShapeFromInput1, FilterBackpropKernel, FilterBackpropGradient),
            ]),
        ];

    public static Tensor Convolution(
        object input,
        object filter,
        int[] strides,
        string padding,
        bool use_cudnn_on_gpu = true,
        string data_format = "NHWC",
        int[]? dilations = null,
        int[]? explicit_paddings = null,
        string? name = null
    ) =>
        OpBuilder.Tensor(
            "Conv2D",
            name,
            [input, filter],
            ("strides", strides),
            ("use_cudnn_on_gpu", use_cudnn_on_gpu),
            ("padding", padding),
            ("explicit_paddings", explicit_paddings),
            ("data_format", data_format),
            ("dilations", dilations ?? [1, 1, 1, 1])
        );

    private static void ConvolutionShape(ShapeInference node)
    {
        var (input, filter) = (node.InputOfRank(0, 4), node.InputOfRank(1, 4));
        var layout = new ImageLayout(node.Op);
        var channels = input[layout.Channel];
        if (channels >= 0 && filter[2] > 0 && channels % filter[2] != 0)
            throw node.Error($"Depth of input ({channels}) is not a multiple of input depth of filter ({filter[2]})");
        var dims = new long[4];
        dims[0] = input[0];
        dims[layout.Channel] = filter[3];
        dims[layout.Height] = layout.Windows(node, layout.Height, input, filter[0]);
        dims[layout.Width] = layout.Windows(node, layout.Width, input, filter[1]);
        node.Set(0, new(dims));
    }

    private static void ShapeFromInput0(ShapeInference node) => SizedShape(node, 0);

    private static void ShapeFromInput1(ShapeInference node) => SizedShape(node, 1);

    private static void SizedShape(ShapeInference node, int input)
    {
        var shape = node.ConstantAsShape(input);
        node.Set(0, shape.IsNull ? Shape.UnknownOfRank(4) : shape);
    }

    private static Tensor?[] ConvolutionGradient(Operation op, Tensor?[] grads)
    {
        var shapes = ShapeOps.ShapeN([op.inputs[0], op.inputs[1]]);
        return
        [
            Like(op, "Conv2DBackpropInput", shapes[0], op.inputs[1], grads[0]!),
            Like(op, "Conv2DBackpropFilter", op.inputs[0], shapes[1], grads[0]!),
        ];
    }

    private static Tensor?[] InputBackpropGradient(Operation op, Tensor?[] grads) =>
        [
            null,
            Like(op, "Conv2DBackpropFilter", grads[0]!, ShapeOps.Shape(op.inputs[1]), op.inputs[2]),
            Like(op, "Conv2D", grads[0]!, op.inputs[1]),
        ];

    private static Tensor?[] FilterBackpropGradient(Operation op, Tensor?[] grads) =>
        [
            Like(op, "Conv2DBackpropInput", ShapeOps.Shape(op.inputs[0]), grads[0]!, op.inputs[2]),
            null,
            Like(op, "Conv2D", op.inputs[0], grads[0]!),
        ];

    /// <summary>A node with the attributes of this one.</summary>
    private static Tensor Like(Operation op, string type, params object[] inputs) =>
        OpBuilder.Tensor(
            type,
            null,
            inputs,
            ("strides", op.Attr("strides")),
            ("use_cudnn_on_gpu", op.Attr("use_cudnn_on_gpu")),
            ("padding", op.Attr("padding")),
            ("explicit_paddings", op.Attr("explicit_paddings")),
            ("data_format", op.Attr("data_format")),
            ("dilations", op.Attr("dilations"))
        );
}
