using Tensorflow.Graphs;
using Tensorflow.Operations;

namespace Tensorflow;

/// <summary>
/// An array of tensors that a loop writes to and reads from, each element once (tensor_array_ops.py). Each write gives a new
/// object, whose <see cref="flow"/> orders what comes later; as a loop variable the array is its flow.
/// </summary>
public sealed class TensorArray
{
    private readonly Shared _shared;

    /// <summary>An array of <paramref name="size"/> elements.</summary>
    /// <param name="dtype">The elements' type.</param>
    /// <param name="size">How many there are: a number or an int32 scalar.</param>
    /// <param name="dynamic_size">Whether the array grows when it is written to behind its end.</param>
    /// <param name="clear_after_read">Whether an element can be read only once; true where null.</param>
    /// <param name="tensor_array_name">The name in messages.</param>
    /// <param name="infer_shape">Whether all elements have one shape.</param>
    /// <param name="element_shape">What is known of it.</param>
    /// <param name="colocate_with_first_write_call">Whether writes want the device of the first value written.</param>
    /// <param name="name">The node's name.</param>
    public TensorArray(
        TF_DataType dtype,
        object size,
        bool dynamic_size = false,
        bool? clear_after_read = null,
        string? tensor_array_name = null,
        bool infer_shape = true,
        Shape? element_shape = null,
        bool colocate_with_first_write_call = true,
        string? name = null
    )
    {
        if (size is null)
            throw new ValueError("Size must be provided if handle is not provided");
        this.dtype = dtype;
        var op = OpBuilder.Apply(
            "TensorArrayV3",
            name ?? "TensorArray",
            [size],
            ("dtype", dtype),
            ("element_shape", element_shape ?? Shape.Unknown),
            ("identical_element_shapes", infer_shape),
            ("dynamic_size", dynamic_size),
            ("clear_after_read", clear_after_read ?? true),
            ("tensor_array_name", tensor_array_name ?? "")
        );
        (handle, flow) = (op.outputs[0], op.outputs[1]);
        _shared = new()
        {
            ElementShape = element_shape ?? Shape.Unknown,
            InfersShape = infer_shape,
            Size = dynamic_size ? null : size,
            Colocates = colocate_with_first_write_call,
        };
    }

    private TensorArray(TF_DataType dtype, Tensor handle, Tensor flow, Shared shared)
    {
        handle.graph.unique_name("TensorArray"); // Python opens a scope of this name
        (this.dtype, this.handle, this.flow, _shared) = (dtype, handle, flow, shared);
    }

    /// <summary>The elements' type.</summary>
    public TF_DataType dtype { get; }

    /// <summary>The handle that all operations take.</summary>
    public Tensor handle { get; }

    /// <summary>A scalar that each operation takes from those before it.</summary>
    public Tensor flow { get; }

    /// <summary>What is known of every element's shape.</summary>
    public Shape element_shape => _shared.ElementShape;

    /// <summary>The array behind a handle, as gradient rules see it.</summary>
    internal static TensorArray OfHandle(TF_DataType dtype, Tensor handle, Tensor flow) =>
        new(dtype, handle, flow, new() { InfersShape = true });

    /// <summary>The array after other operations, of which this flow comes.</summary>
    public TensorArray with_flow(Tensor flow)
    {
        if (flow is null)
            throw new ValueError("flow must not be None.");
        return new(dtype, handle, flow, _shared);
    }

    /// <summary>The element at an index.</summary>
    public Tensor read(object index, string? name = null)
    {
        var value = OpBuilder.Tensor("TensorArrayReadV3", name, [handle, index, flow], ("dtype", dtype));
        value.RefineShape(_shared.ElementShape);
        return value;
    }

    /// <summary>The array with a value at an index.</summary>
    /// <exception cref="ValueError">The value's shape does not fit the other elements'.</exception>
    public TensorArray write(object index, object value, string? name = null)
    {
        using var scope = handle.graph.OpenNameScope(name ?? "TensorArrayWrite", out _);
        var tensor = Convert(value);
        CheckShape(tensor.shape);
        using (_shared.Colocation(tensor))
            return with_flow(OpBuilder.Tensor("TensorArrayWriteV3", name, [handle, index, tensor, flow]));
    }

    /// <summary>All elements, one after the other along a new axis 0.</summary>
    public Tensor stack(string? name = null)
    {
        using var colocation = handle.graph.OpenColocation(handle.op);
        using var scope = handle.graph.OpenNameScope(name ?? "TensorArrayStack", out _);
        var value = gather(MathRange(size()), name);
        if (!element_shape.IsNull && _shared.Size is { } count)
        {
            var known = count is Tensor tensor ? ConstantFolding.Evaluate(tensor)?.Integer(0) ?? -1 : (int)count;
            value.RefineShape(new Shape([known]).Concatenate(element_shape));
        }
        return value;
    }

    /// <summary>The elements at some indices, along a new axis 0.</summary>
    public Tensor gather(object indices, string? name = null)
    {
        var value = OpBuilder.Tensor(
            "TensorArrayGatherV3",
            name,
            [handle, indices, flow],
            ("dtype", dtype),
            ("element_shape", element_shape)
        );
        value.RefineShape(new Shape(-1L).Concatenate(element_shape));
        return value;
    }

    /// <summary>All elements, one after the other along axis 0.</summary>
    public Tensor concat(string? name = null)
    {
        var tail = element_shape.IsNull || element_shape.ndim == 0 ? Shape.Unknown : element_shape.Slice(1);
        var value = OpBuilder
            .Apply("TensorArrayConcatV3", name, [handle, flow], ("dtype", dtype), ("element_shape_except0", tail))
            .outputs[0];
        value.RefineShape(new Shape(-1L).Concatenate(tail));
        return value;
    }

    /// <summary>The array with the slices of a value along axis 0 as its elements.</summary>
    public TensorArray unstack(object value, string? name = null)
    {
        using var scope = handle.graph.OpenNameScope(name ?? "TensorArrayUnstack", out _);
        var tensor = Convert(value);
        return scatter(MathRange(ShapeOps.Shape(tensor)[0]), tensor, name);
    }

    /// <summary>The array with the slices of a value along axis 0 at some indices.</summary>
    public TensorArray scatter(object indices, object value, string? name = null)
    {
        using var scope = handle.graph.OpenNameScope(name ?? "TensorArrayScatter", out _);
        var tensor = Convert(value);
        CheckShape(tensor.shape is { ndim: > 0 } shape ? shape.Slice(1) : Shape.Unknown);
        using (_shared.Colocation(tensor))
            return with_flow(OpBuilder.Tensor("TensorArrayScatterV3", name, [handle, indices, tensor, flow]));
    }

    /// <summary>The array with pieces of a value, of these lengths along axis 0, as its elements.</summary>
    public TensorArray split(object value, object lengths, string? name = null)
    {
        using var scope = handle.graph.OpenNameScope(name ?? "TensorArraySplit", out _);
        var tensor = Convert(value);
        using (_shared.Colocation(tensor))
        {
            var lengths64 = MathOps.Cast(lengths, TF_DataType.TF_INT64);
            return with_flow(OpBuilder.Tensor("TensorArraySplitV3", name, [handle, tensor, lengths64, flow]));
        }
    }

    /// <summary>How many elements there are.</summary>
    public Tensor size(string? name = null) =>
        _shared.Size is { } known
            ? TensorConversion.Convert(known, TF_DataType.TF_INT32, graph: handle.graph)
            : OpBuilder.Tensor("TensorArraySizeV3", name, [handle, flow]);

    /// <summary>Lets go of the elements.</summary>
    public Operation close(string? name = null) => OpBuilder.Apply("TensorArrayCloseV3", name, [handle]);

    /// <summary>The array of the gradients of this one's elements.</summary>
    public TensorArray grad(string source, Tensor? flow = null, string? name = null)
    {
        flow ??= this.flow;
        var graph = handle.graph;
        using var scope = graph.OpenNameScope(name ?? "TensorArrayGrad", out _);
        using var colocation = graph.OpenColocation(handle.op);
        var gradHandle = OpBuilder.Apply("TensorArrayGradV3", name, [handle, flow], ("source", source)).outputs[0];
        Tensor gradFlow;
        using (graph.OpenControlDependencies([gradHandle]))
            gradFlow = SourceOps.Identity(flow, "gradient_flow");
        return new(
            dtype,
            gradHandle,
            gradFlow,
            new() { ElementShape = _shared.ElementShape, InfersShape = _shared.InfersShape }
        );
    }

    private static Tensor MathRange(Tensor limit)
    {
        using var scope = limit.graph.OpenNameScope("range", out var full);
        return OpBuilder.Tensor("Range", full, [0, limit, 1]);
    }

    private Tensor Convert(object value)
    {
        var tensor = TensorConversion.Convert(value, null, "value", handle.graph, dtype);
        return tensor.dtype.as_base_dtype() == dtype.as_base_dtype()
            ? tensor
            : throw new TypeError(
                $"TensorArray dtype is {dtype.as_numpy_name()}, but value has dtype {tensor.dtype.as_numpy_name()}."
            );
    }

    private void CheckShape(Shape shape)
    {
        if (!shape.is_compatible_with(element_shape))
            throw new ValueError($"Inconsistent shapes: saw {shape} but expected {element_shape}");
        if (_shared.InfersShape)
            _shared.ElementShape = element_shape.MergeWith(shape)!;
    }

    /// <summary>What all objects of one array know.</summary>
    private sealed class Shared
    {
        private Operation? _colocateWith;

        public Shape ElementShape { get; set; } = Shape.Unknown;

        public bool InfersShape { get; init; }

        public object? Size { get; init; }

        public bool Colocates { get; init; }

        public Scope? Colocation(Tensor value) =>
            Colocates ? value.graph.OpenColocation(_colocateWith ??= value.op) : null;
    }
}
