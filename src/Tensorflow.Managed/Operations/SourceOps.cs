using Tensorflow.Graphs;

namespace Tensorflow.Operations;

/// <summary>Ops that bring values into the graph or hand them on: constants, feeds, identity, control.</summary>
internal static partial class SourceOps
{
    public static IEnumerable<OpRule> Rules =>
        [
            .. TypeSet.Any.For([
                new("Const", ConstShape, ConstKernel, Gradients.None),
                new("Placeholder", PlaceholderShape, PlaceholderKernel, Gradients.None),
                new("PlaceholderWithDefault", PlaceholderWithDefaultShape, IdentityKernel, Gradients.PassOn),
                new("Identity", ShapeRules.Unchanged, IdentityKernel, Gradients.PassOn),
                new("Snapshot", ShapeRules.Unchanged, IdentityKernel, Gradients.PassOn),
                new("StopGradient", ShapeRules.Unchanged, IdentityKernel, Gradients.None),
                new("PreventGradient", ShapeRules.Unchanged, IdentityKernel),
                new("ZerosLike", ShapeRules.Unchanged, ZerosLikeKernel, Gradients.None),
                new("Fill", FillShape, FillKernel, FillGradient),
            ]),
            .. TypeSet.Untyped.For([new("NoOp", ShapeRules.NoOutputs, NoOpKernel, Gradients.None)]),
            .. TypeSet.NumbersAndBytes.For([new("OnesLike", ShapeRules.Unchanged, OnesLikeKernel, Gradients.None)]),
            .. TypeSet.Numbers.For([new("Range", RangeShape, RangeKernel, Gradients.None)]),
        ];

    /// <summary>A node that waits for others and makes nothing (Python's <c>tf.group</c>).</summary>
    public static Operation Group(IEnumerable<ITensorOrOperation> inputs, string? name = null)
    {
        var list = inputs.Given().ToArray();
        list.AllGiven(nameof(inputs));
        var graph = list.Length > 0 ? list[0].graph : Graph.Default;
        using var scope = graph.OpenNameScope(name ?? "group_deps", out var full);
        var perDevice = list.GroupBy(i => i.op.Device, StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .ToArray();
        if (perDevice.Length < 2)
            return Wait(list, full, list.Length > 0 ? perDevice[0].Key : "");
        // Each device says once that all of its own have run.
        return Wait(Array.ConvertAll(perDevice, group => Wait(group, null, group.Key)), full, "");

        Operation Wait(IEnumerable<ITensorOrOperation> ends, string? nodeName, string device)
        {
            using var control = graph.OpenControlDependencies(ends);
            using var place = graph.device(device);
            return OpBuilder.Apply("NoOp", nodeName, []);
        }
    }

    /// <summary>The tensor again, once these nodes have run (Python's <c>with_dependencies</c>).</summary>
    public static Tensor WithDependencies(
        IEnumerable<ITensorOrOperation> dependencies,
        Tensor tensor,
        string? name = null
    )
    {
        var graph = tensor.graph;
        using var scope = graph.OpenNameScope(name ?? "control_dependency", out var full);
        using var colocation = graph.OpenColocation(tensor.op);
        using var control = graph.OpenControlDependencies(dependencies);
        return IndexedSlices.OnValues(tensor, values => Identity(values, full));
    }

    /// <summary>The tensors again, once all of them are there (Python's <c>tf.tuple</c>).</summary>
    public static Tensor?[] Tuple(Tensor?[] tensors, string? name = null)
    {
        var ops = tensors.OfType<Tensor>().Select(t => t.op).Distinct().OrderBy(op => op.Id).ToArray();
        if (ops.Length == 0)
            throw new ValueError("Must have at least one Tensor.");
        using var scope = ops[0].graph.OpenNameScope(name ?? "tuple", out _);
        var gate = Group(ops);
        return Array.ConvertAll(tensors, t => t is null ? null : WithDependencies([gate], t));
    }

    public static Tensor Identity(Tensor input, string? name = null) =>
        OpBuilder.Tensor(input.Given().dtype.is_ref_dtype() ? "RefIdentity" : "Identity", name, [input]);

    /// <summary>A tensor of one value; a host shape is written into a constant, a tensor's value filled in when run.</summary>
    public static Tensor Fill(object dims, object value, string? name = null) =>
        OpBuilder.Tensor("Fill", name, [dims, value]);

    public static Tensor Zeros(object shape, TF_DataType dtype, string? name = null) =>
        Same(shape, 0, dtype, name, "zeros");

    public static Tensor Ones(object shape, TF_DataType dtype, string? name = null) =>
        Same(shape, 1, dtype, name, "ones");

    /// <summary>Zeros in the shape of a tensor.</summary>
    public static Tensor ZerosLike(Tensor tensor, TF_DataType? dtype = null, string? name = null, bool optimize = true)
    {
        using var scope = tensor.Given().graph.OpenNameScope(name ?? "zeros_like", out var full);
        var type = dtype ?? tensor.dtype.as_base_dtype();
        var zeros =
            optimize && tensor.shape.IsFullyDefined ? Zeros(tensor.shape, type, full)
            : type == tensor.dtype.as_base_dtype() ? OpBuilder.Tensor("ZerosLike", full, [tensor])
            : Zeros(ShapeOps.Shape(tensor, optimize: false), type, full);
        zeros.IsZeros = true;
        return zeros;
    }

    /// <summary>Python's <c>zeros</c> and <c>ones</c>: below 1,000 elements a constant, else a Fill.</summary>
    private static Tensor Same(object shape, int number, TF_DataType dtype, string? name, string defaultName)
    {
        const int LargestConstant = 1000;
        var graph =
            ((shape as object[])?.OfType<Tensor>().FirstOrDefault() ?? shape as ITensorOrOperation)?.graph
            ?? Graph.Default;
        using var scope = graph.OpenNameScope(name ?? defaultName, out var full);
        var element =
            dtype == TF_DataType.TF_STRING
                ? Values.Value.OfStrings(
                    [
                        [],
                    ],
                    []
                )
                : Values.Elements.Convert(Values.Value.Of(number), dtype);
        if (shape is Shape { IsFullyDefined: true, size: < LargestConstant } known)
            return Mark(TensorConversion.Constant(element, known, full, graph));
        var dims =
            shape as Tensor
            ?? TensorConversion.Convert(shape, name: shape is object[] ? null : "shape_as_tensor", graph: graph);
        if (dims.shape.ndim != 1)
            dims = ShapeOps.Reshape(dims, new[] { -1 });
        return Mark(OpBuilder.Tensor("Fill", full, [dims, TensorConversion.Constant(element, null, null, graph)]));

        Tensor Mark(Tensor tensor)
        {
            tensor.IsZeros = number == 0;
            return tensor;
        }
    }

    private static void ConstShape(ShapeInference node) =>
        node.Set(0, AttrValues.FromProto(node.Op.Attr("value").Tensor.TensorShape));

    private static void PlaceholderShape(ShapeInference node) => node.Set(0, node.Op.Shape("shape"));

    private static void PlaceholderWithDefaultShape(ShapeInference node)
    {
        node.Merge(node.Input(0), node.Op.Shape("shape"));
        node.Set(0, node.Op.Shape("shape"));
    }

    private static void FillShape(ShapeInference node)
    {
        node.InputOfRank(0, 1);
        node.InputOfRank(1, 0);
        node.Set(0, node.ConstantAsShape(0));
    }

    private static void RangeShape(ShapeInference node)
    {
        for (var i = 0; i < node.InputCount; i++)
            node.InputOfRank(i, 0);
        if (node.Constant(0) is not { } start || node.Constant(1) is not { } limit || node.Constant(2) is not { } delta)
        {
            node.Set(0, new(-1L));
            return;
        }
        var (from, to, step) = (Number(start), Number(limit), Number(delta));
        if (step == 0)
            throw node.Error("Requires delta != 0");
        node.Set(0, new((long)Math.Max(0, Math.Ceiling((to - from) / step))));
    }

    private static double Number(Values.Value value) =>
        Values.Elements.Convert(value, TF_DataType.TF_DOUBLE).Scalar<double>();

    private static Tensor?[] FillGradient(Operation op, Tensor?[] grads) => [null, ReduceOps.Sum(grads[0]!, null)];
}
