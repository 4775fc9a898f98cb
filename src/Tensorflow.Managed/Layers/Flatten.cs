using Tensorflow.Graphs;
using Tensorflow.Operations;

namespace Tensorflow.Layers;

/// <summary>One row for each of the batch (<c>tf.layers.Flatten</c>).</summary>
internal sealed class Flatten(string? name) : Layer("flatten", name, null, trainable: true, opensScope: false)
{
    private protected override Tensor Call(Tensor inputs)
    {
        var shape = inputs.shape;
        if (shape.IsNull)
            throw new ValueError($"flatten needs to know the rank of {inputs}.");
        if (shape.ndim <= 1)
            return shape.ndim == 1
                ? ShapeOps.ExpandDims(inputs, -1)
                : throw new ValueError("Input 0 of layer flatten is incompatible with the layer: expected min_ndim=1");
        var row = shape.Slice(1);
        if (row.IsFullyDefined)
            return ShapeOps.Reshape(inputs, Constant(-1, (int)row.dims.Aggregate(1L, (a, b) => checked(a * b))));
        if (shape[0] >= 0)
            return ShapeOps.Reshape(inputs, Constant((int)shape[0], -1));
        return ShapeOps.Reshape(inputs, new object[] { SliceOps.Item(ShapeOps.Shape(inputs), 0), -1 });

        Tensor Constant(params int[] dims) => TensorConversion.Convert(dims, null, "Const", inputs.graph);
    }
}
