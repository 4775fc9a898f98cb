using Tensorflow.Graphs;
using Tensorflow.Operations;

namespace Tensorflow;

/// <content>Shapes, and moving elements.</content>
public sealed partial class tensorflow
{
    /// <summary>The same elements under another shape; -1 stands for what is left (<c>Reshape</c>).</summary>
    public Tensor reshape(Tensor tensor, Shape shape, string? name = null) =>
        ShapeOps.Reshape(tensor, Array.ConvertAll(shape.Given().dims, d => checked((int)d)), name);

    /// <summary>The same elements under a shape that is computed (<c>Reshape</c>).</summary>
    public Tensor reshape(Tensor tensor, Tensor shape, string? name = null) => ShapeOps.Reshape(tensor, shape, name);

    /// <summary>Axes in another order (<c>Transpose</c>); reversed where no order is given.</summary>
    public Tensor transpose(Tensor a, Axis? perm = null, string name = "transpose") =>
        LayoutOps.Transpose(a, (perm ?? Reversed(a)).axis, name);

    /// <summary>Tensors joined along an axis (<c>ConcatV2</c>).</summary>
    public Tensor concat(IEnumerable<Tensor> values, int axis, string name = "concat") =>
        LayoutOps.Concat([.. values.Given()], axis, name);

    /// <summary>A tensor cut into equal parts along an axis (<c>Split</c>).</summary>
    public Tensor[] split(Tensor value, int num_split, Axis axis, string? name = null) =>
        LayoutOps.Split(value, num_split, axis.Given().Value, name);

    /// <summary>A tensor cut along an axis into parts of these sizes (<c>SplitV</c>).</summary>
    public Tensor[] split(Tensor value, int[] size_splits, Axis axis, string? name = null) =>
        LayoutOps.SplitSizes(value, size_splits, axis.Given().Value, null, name);

    /// <summary>A tensor cut along an axis into parts of the sizes that a tensor holds (<c>SplitV</c>).</summary>
    /// <param name="value">What is cut.</param>
    /// <param name="size_splits">The sizes, int32 or int64 [parts].</param>
    /// <param name="axis">The axis.</param>
    /// <param name="num">How many parts there are, where the shape of the sizes does not say it.</param>
    /// <param name="name">The node's name.</param>
    public Tensor[] split(Tensor value, Tensor size_splits, Axis axis, int? num = null, string? name = null) =>
        LayoutOps.SplitSizes(value, size_splits, axis.Given().Value, num, name);

    /// <summary>A tensor cut into equal parts along an axis given as a tensor (<c>Split</c>).</summary>
    public Tensor[] split(Tensor value, int num_split, Tensor axis, string? name = null) =>
        LayoutOps.Split(value, num_split, axis, name);

    /// <summary>Tensors of one shape stacked along a new axis (<c>Pack</c>).</summary>
    public Tensor stack(Tensor[] values, int axis = 0, string name = "stack") =>
        LayoutOps.Stack([.. values.AllGiven()], axis, name);

    /// <summary>The parts of a tensor along an axis, which goes away (<c>Unpack</c>).</summary>
    public Tensor[] unstack(Tensor value, int? num = null, int axis = 0, string name = "unstack") =>
        LayoutOps.Unstack(value, num, axis, name);

    /// <summary>An axis of 1 put in (<c>ExpandDims</c>).</summary>
    public Tensor expand_dims(Tensor input, int axis = -1, string? name = null) =>
        ShapeOps.ExpandDims(input, axis, name);

    /// <summary>Axes of 1 taken out, all of them where none are named (<c>Squeeze</c>).</summary>
    public Tensor squeeze(Tensor input, int[]? axis = null, string? name = null) => ShapeOps.Squeeze(input, axis, name);

    /// <summary>Part of a tensor: from begin, as many as size says, -1 for the rest (<c>Slice</c>).</summary>
    public Tensor slice(Tensor input, int[] begin, int[] size, string? name = null) =>
        SliceOps.Slice(input, begin, size, name);

    /// <summary>A tensor repeated along each axis (<c>Tile</c>).</summary>
    public Tensor tile(Tensor input, Tensor multiples, string? name = null) => LayoutOps.Tile(input, multiples, name);

    /// <summary>A tensor repeated along each axis as often as this says (<c>Tile</c>).</summary>
    public Tensor tile(Tensor input, Shape multiples, string? name = null) => LayoutOps.Tile(input, multiples, name);

    /// <summary>Rows picked by their indices (<c>GatherV2</c>).</summary>
    public Tensor gather(Tensor @params, Tensor indices, string? name = null, int axis = 0) =>
        LayoutOps.Gather(@params, indices, axis, name);

    /// <summary>The shape as a tensor: a constant where it is known (<c>Shape</c>).</summary>
    public Tensor shape(Tensor input, string? name = null, TF_DataType out_type = TF_DataType.TF_INT32) =>
        ShapeOps.Shape(input, name, out_type);

    /// <summary>The rank as a tensor: a constant where it is known (<c>Rank</c>).</summary>
    public Tensor rank(Tensor input, string? name = null) => ShapeOps.Rank(input, name);

    /// <summary>The number of elements as a tensor: a constant where it is known (<c>Size</c>).</summary>
    public Tensor size(Tensor input, string? name = null, TF_DataType out_type = TF_DataType.TF_INT32) =>
        ShapeOps.Size(input, name, out_type);

    /// <summary>The tensor again, under another name (<c>Identity</c>).</summary>
    public Tensor identity(Tensor input, string? name = null) => SourceOps.Identity(input, name);

    /// <summary>The tensor again, through which no gradient flows (<c>StopGradient</c>).</summary>
    public Tensor stop_gradient(Tensor x, string? name = null) => OpBuilder.Tensor("StopGradient", name, [x]);

    /// <summary>A tensor of one value (<c>Fill</c>).</summary>
    public Tensor fill<T>(Tensor dims, T value, string? name = null)
        where T : notnull => SourceOps.Fill(dims, value, name);

    /// <summary>A tensor of one value, which is computed (<c>Fill</c>).</summary>
    public Tensor fill(Shape dims, Tensor value, string? name = null) => SourceOps.Fill(dims, value, name);

    /// <summary>Zeros; a constant below 1,000 elements.</summary>
    public Tensor zeros(Shape shape, TF_DataType dtype = TF_DataType.TF_FLOAT, string? name = null) =>
        SourceOps.Zeros(shape, dtype, name);

    /// <summary>Zeros in a shape that is computed.</summary>
    public Tensor zeros(Tensor shape, TF_DataType dtype = TF_DataType.TF_FLOAT, string? name = null) =>
        SourceOps.Zeros(shape, dtype, name);

    /// <summary>Ones; a constant below 1,000 elements.</summary>
    public Tensor ones(Shape shape, TF_DataType dtype = TF_DataType.TF_FLOAT, string? name = null) =>
        SourceOps.Ones(shape, dtype, name);

    /// <summary>Ones in a shape that is computed.</summary>
    public Tensor ones(Tensor shape, TF_DataType dtype = TF_DataType.TF_FLOAT, string? name = null) =>
        SourceOps.Ones(shape, dtype, name);

    /// <summary>Zeros in a tensor's shape (<c>ZerosLike</c>); a constant where the shape is known.</summary>
    public Tensor zeros_like(Tensor tensor, TF_DataType dtype = TF_DataType.DtInvalid, string? name = null) =>
        SourceOps.ZerosLike(tensor, dtype == TF_DataType.DtInvalid ? null : dtype, name);

    private static Axis Reversed(Tensor a) =>
        a.Given().shape.IsNull
            ? throw new ValueError($"transpose() of {a} needs perm: the rank is unknown.")
            : Enumerable.Range(0, a.shape.ndim).Reverse().ToArray();
}
