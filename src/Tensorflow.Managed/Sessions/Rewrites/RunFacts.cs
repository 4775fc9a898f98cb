using Tensorflow.Graphs;
using Tensorflow.Operations;
using Tensorflow.Values;

namespace Tensorflow.Sessions.Rewrites;

/// <summary>
/// Finds the dimensions that the values of a run will have, from those of the feeds and the variables, by the same rules
/// that find static shapes; and the values that follow from dimensions and constants alone.
/// </summary>
internal sealed class RunFacts(FlowGraph graph) : IShapeFacts
{
    /// <summary>Larger values are not computed ahead of a run.</summary>
    private const int MaxElements = 4096;

    private readonly Dictionary<Tensor, int> _slots = [];

    /// <summary>Fills in the slots of all nodes, which are in order. Says whether the run can succeed at all.</summary>
    public static bool TryFill(FlowGraph graph)
    {
        var facts = new RunFacts(graph);
        try
        {
            foreach (var node in graph.Nodes)
                facts.Fill(node);
            return true;
        }
        catch (Exception error) when (error is OpError or ValueError or OverflowException)
        {
            // The node itself, when it runs, says what is wrong and where.
            return false;
        }
    }

    /// <inheritdoc/>
    public Shape ShapeOf(Tensor tensor) =>
        _slots.TryGetValue(tensor, out var slot) && graph.Slot(slot).Dims is { } dims ? new(dims) : Shape.Unknown;

    /// <inheritdoc/>
    public Value? ValueOf(Tensor tensor) => _slots.TryGetValue(tensor, out var slot) ? graph.Slot(slot).Known : null;

    /// <inheritdoc/>
    public void Set(Tensor tensor, Shape shape)
    {
        if (_slots.TryGetValue(tensor, out var slot) && shape.IsFullyDefined)
            graph.Slot(slot).Dims = shape.dims;
    }

    private void Fill(FlowNode node)
    {
        var op = node.Op;
        _slots.Clear();
        for (var i = 0; i < op.inputs.Count; i++)
            _slots[op.inputs[i]] = node.Inputs[i];
        var shares = node.MayShareMemory && Array.Exists(node.Inputs, slot => graph.Slot(slot).SharesVariable);
        foreach (var slot in node.Outputs)
            if (!graph.Slot(slot).IsBound)
                graph.Slot(slot).SharesVariable = shares;
        if (!node.IsPure || TryDimensions(node) || TryCompute(node))
            return;
        for (var i = 0; i < op.outputs.Length; i++)
            _slots.TryAdd(op.outputs[i], node.Outputs[i]);
        if (op.Schema.Rule is not null)
            ShapeInference.Run(op, this);
    }

    /// <summary>The ops that tell of dimensions.</summary>
    private bool TryDimensions(FlowNode node)
    {
        var op = node.Op;
        switch (op.type)
        {
            case "Shape" or "ShapeN":
                for (var i = 0; i < node.Inputs.Length; i++)
                    if (graph.Slot(node.Inputs[i]).Dims is { } dims)
                        SetKnown(node.Outputs[i], Integers(dims, [dims.Length], op.Type("out_type")));
                    else
                        graph.Slot(node.Outputs[i]).Dims = null;
                return true;
            case "Size" when graph.Slot(node.Inputs[0]) is { Dims: not null } whole:
                SetKnown(node.Outputs[0], Integers([whole.Count], [], op.Type("out_type")));
                return true;
            case "Rank" when graph.Slot(node.Inputs[0]).Dims is { } axes:
                SetKnown(node.Outputs[0], Value.Of(axes.Length));
                return true;
            default:
                return false;
        }
    }

    /// <summary>Computes a small node of which all inputs are known.</summary>
    private bool TryCompute(FlowNode node)
    {
        var inputs = new Value[node.Inputs.Length];
        for (var i = 0; i < inputs.Length; i++)
            if (graph.Slot(node.Inputs[i]).Known is { } value)
                inputs[i] = value;
            else
                return false;
        if (inputs.Length == 0 || Array.Exists(inputs, v => v.Count > MaxElements))
            return false;
        if (TooLarge(node, inputs))
            return false;
        var outputs = KernelContext.RunOnce(node.Op, inputs);
        for (var i = 0; i < outputs.Length; i++)
            SetKnown(node.Outputs[i], outputs[i]);
        return true;
    }

    /// <summary>Whether the node makes much of little, as Fill and Tile do.</summary>
    private static bool TooLarge(FlowNode node, Value[] inputs)
    {
        var count = node.Type switch
        {
            "Fill" or "BroadcastTo" => Product(inputs[node.Type == "Fill" ? 0 : 1]),
            "Tile" => inputs[0].Count * Product(inputs[1]),
            "Range" or "OneHot" or "LinSpace" => MaxElements + 1,
            _ => 0,
        };
        return count > MaxElements;
    }

    private static double Product(Value sizes) =>
        sizes.DType is TF_DataType.TF_INT32 or TF_DataType.TF_INT64
            ? sizes.ToInt64Array().Aggregate(1.0, (product, size) => product * size)
            : MaxElements + 1;

    private void SetKnown(int slot, Value value)
    {
        graph.Slot(slot).Dims = value.Dims.ToArray();
        graph.Slot(slot).Known = value;
    }

    private static Value Integers(long[] numbers, long[] dims, TF_DataType type) =>
        type == TF_DataType.TF_INT64
            ? Value.Of<long>(numbers, dims)
            : Value.Of<int>(Array.ConvertAll(numbers, n => checked((int)n)), dims);
}
