using Tensorflow.Graphs;

namespace Tensorflow.Operations;

internal static partial class LayoutOps
{
    private static Tensor?[] DynamicStitchGradient(Operation op, Tensor?[] grads)
    {
        var count = op.inputs.Count / 2;
        return [.. new Tensor?[count], .. op.inputs.Take(count).Select(indices => Gather(grads[0]!, indices))];
    }

    /// <summary>
    /// Along the first axis the gradients of the picked rows alone; along another one that axis comes first, its rows
    /// are summed, and it goes back (array_grad.py, <c>_GatherV2Grad</c>).
    /// </summary>
    private static Tensor?[] GatherGradient(Operation op, Tensor?[] grads)
    {
        var (parameters, indices, axis) = (op.inputs[0], op.inputs[1], op.inputs[2]);
        Tensor shape;
        using (parameters.graph.OpenColocation(parameters.op))
            shape = MathOps.Cast(ShapeOps.Shape(parameters, out_type: TF_DataType.TF_INT64), TF_DataType.TF_INT32);
        var count = ShapeOps.ExpandDims(ShapeOps.Size(indices), 0);
        var batchDims = (int)op.Int("batch_dims");
        if (batchDims < 0)
            batchDims += indices.shape.ndim;
        if (PythonConstants.Value(axis)?.Integer(0) == 0)
        {
            var rows = ConcatVectors(count, SliceOps.Item(shape, new Slice(1)));
            var values = ShapeOps.Reshape(grads[0]!, rows);
            return [IndexedSlices.Of(values, ShapeOps.Reshape(indices, count), shape), null, null];
        }
        var outer = SliceOps.Item(shape, new Slice(null, axis));
        var inner = SliceOps.Item(SliceOps.Item(shape, new Slice(axis)), new Slice(1));
        var valuesShape = ConcatVectors(outer, new[] { -1 }, inner);
        var rank = ShapeOps.Size(valuesShape);
        var place = ShapeOps.Size(outer);
        var batches = SourceOps.Range(0, batchDims);
        var before = SourceOps.Range(batchDims, place);
        var behind = SourceOps.Range(MathOps.Add(place, 1), rank);
        var picked = ShapeOps.Reshape(grads[0]!, valuesShape);
        var order = ConcatVectors(batches, new object[] { place }, before, behind);
        var turned = Transpose(picked, order);
        var turnedShape = Gather(shape, order);
        var size = SliceOps.Item(shape, axis);
        var sums = BatchGatherGradient(turnedShape, turned, indices, batchDims, size);
        var back = ConcatVectors(batches, MathOps.Add(before, 1), new[] { batchDims }, behind);
        return [Transpose(sums, back), null, null];
    }

    /// <summary>The sums of the rows that were picked of the axis behind the batches (<c>_BatchGatherGrad</c>).</summary>
    private static Tensor BatchGatherGradient(Tensor shape, Tensor values, Tensor indices, int batchDims, Tensor size)
    {
        var count = ShapeOps.ExpandDims(ShapeOps.Size(indices), 0);
        if (batchDims == 0)
            return SegmentOps.UnsortedSegmentSum(values, ShapeOps.Reshape(indices, count), size);
        var valuesShape = ShapeOps.Shape(values);
        var outer = SliceOps.Item(valuesShape, new Slice(null, batchDims));
        var inner = SliceOps.Item(SliceOps.Item(valuesShape, new Slice(batchDims)), new Slice(1));
        var batchSize = OpBuilder.Tensor("Prod", null, [outer, new[] { 0 }]);
        var flat = ConcatVectors(new[] { -1 }, inner);
        size = MathOps.Mul(size, batchSize);
        indices = BatchIndices(shape, indices, batchDims);
        values = ShapeOps.Reshape(values, flat);
        var sums = SegmentOps.UnsortedSegmentSum(values, ShapeOps.Reshape(indices, count), size);
        return ShapeOps.Reshape(sums, ConcatVectors(outer, flat));
    }

    /// <summary>Indices into the batches laid end to end (<c>_GetBatchIndices</c>).</summary>
    private static Tensor BatchIndices(Tensor shape, Tensor indices, int batchDims)
    {
        var rank = indices.shape.ndim;
        var type = indices.dtype.as_base_dtype();
        shape = MathOps.Cast(shape, type);
        var counts = OpBuilder.Tensor("Cumprod", null, [shape, 0], ("exclusive", true), ("reverse", true));
        for (var dim = batchDims; dim > 0; dim--)
        {
            var step = SliceOps.Item(counts, batchDims - dim);
            var place = SourceOps.Range(
                TensorConversion.Convert(0, type, "start", indices.graph),
                SliceOps.Item(shape, dim - 1),
                TensorConversion.Convert(1, type, "delta", indices.graph)
            );
            var spread = Enumerable.Range(0, rank).Select(i => i == dim - 1 ? -1 : 1).ToArray();
            indices = MathOps.Add(indices, ShapeOps.Reshape(MathOps.Mul(step, place), spread));
        }
        return indices;
    }
}
