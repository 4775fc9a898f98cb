namespace Tensorflow.Operations;

/// <summary>Arrays of tensors that loops write to and read from.</summary>
internal static partial class TensorArrayOps
{
    public static IEnumerable<OpRule> Rules =>
        [
            .. TypeSet.Any.For([
                new("TensorArrayV3", ArrayShape, ArrayKernel, Gradients.None),
                new("TensorArrayGradV3", ArrayShape, GradKernel, Gradients.None),
                new("TensorArrayWriteV3", ShapeRules.Scalar, WriteKernel, WriteGradient),
                new("TensorArrayReadV3", ReadShape, ReadKernel, ReadGradient),
                new("TensorArrayGatherV3", GatherShape, GatherKernel, GatherGradient),
                new("TensorArrayScatterV3", ShapeRules.Scalar, ScatterKernel, ScatterGradient),
                new("TensorArrayConcatV3", ConcatShape, ConcatKernel, ConcatGradient),
                new("TensorArraySplitV3", ShapeRules.Scalar, SplitKernel, SplitGradient),
                new("TensorArraySizeV3", ShapeRules.Scalar, SizeKernel, Gradients.None),
            ]),
            .. TypeSet.Untyped.For([new("TensorArrayCloseV3", ShapeRules.NoOutputs, CloseKernel, Gradients.None)]),
        ];

    /// <summary>A handle of two strings, and the flow that orders what is done with it.</summary>
    private static void ArrayShape(ShapeInference node)
    {
        node.Set(0, new(2));
        node.Set(1, Shape.Scalar);
    }

    private static void ReadShape(ShapeInference node) => node.Set(0, ElementShape(node.Op.inputs[0]));

    private static void GatherShape(ShapeInference node) =>
        node.Set(0, node.InputOfRank(1, 1).Concatenate(ElementShape(node.Op.inputs[0])));

    private static void ConcatShape(ShapeInference node)
    {
        node.Set(0, Shape.Unknown);
        node.Set(1, Shape.UnknownOfRank(1));
    }

    /// <summary>What the array behind a handle says of its elements, where they all have one shape.</summary>
    private static Shape ElementShape(Tensor handle)
    {
        var op = handle.op;
        while (op.type is "Enter" or "TensorArrayGradV3" or "Identity")
            op = op.inputs[0].op;
        return op.type == "TensorArrayV3" && op.Bool("identical_element_shapes")
            ? op.Shape("element_shape")
            : Shape.Unknown;
    }
}
