using System.Globalization;
using Tensorflow.Formats.Proto;
using Tensorflow.Graphs;
using Tensorflow.Operations;

namespace Tensorflow;

/// <summary>
/// A TensorFlow 1 graph: nodes in creation order, with the names, scopes, seeds and collections that Python keeps while
/// it builds one. Building is for one thread.
/// </summary>
public sealed partial class Graph
{
    private readonly List<Operation> _operations = [];
    private readonly Dictionary<string, Operation> _byName = new(StringComparer.Ordinal);
    private int _opSeeds;

    /// <summary>The graph-level seed, from which ops without a seed of their own derive theirs.</summary>
    public int? seed { get; set; }

    /// <summary>Whether nodes can no longer be added.</summary>
    public bool finalized { get; private set; }

    /// <summary>The version that the graph's producer claims (<c>GraphDef.versions.producer</c>): TensorFlow 2.15's.</summary>
    public int graph_def_version { get; internal set; } = 1645;

    /// <summary>The nodes in creation order.</summary>
    public IReadOnlyList<Operation> get_operations() => _operations;

    /// <summary>Forbids further nodes.</summary>
    public void finalize() => finalized = true;

    /// <summary>The node of this name.</summary>
    /// <exception cref="KeyError">There is none.</exception>
    public Operation get_operation_by_name(string name) =>
        name is not null && _byName.TryGetValue(name, out var op)
            ? op
            : throw new KeyError($"The name '{name}' refers to an Operation not in the graph.");

    /// <summary>The tensor of this name, <c>node:index</c>.</summary>
    /// <exception cref="ValueError">The name is not of that form.</exception>
    /// <exception cref="KeyError">There is no such node or output.</exception>
    public Tensor get_tensor_by_name(string name)
    {
        var colon = name?.LastIndexOf(':') ?? -1;
        if (
            colon < 0
            || !int.TryParse(name.AsSpan(colon + 1), CultureInfo.InvariantCulture, out var index)
            || index < 0
        )
            throw new ValueError(
                _byName.ContainsKey(name ?? "")
                    ? $"The name '{name}' refers to an Operation, not a Tensor. "
                        + "Tensor names must be of the form \"<op_name>:<output_index>\"."
                    : $"The name '{name}' looks like an (invalid) Operation name, not a Tensor. "
                        + "Tensor names must be of the form \"<op_name>:<output_index>\"."
            );
        if (!_byName.TryGetValue(name![..colon], out var op))
            throw new KeyError(
                $"The name '{name}' refers to a Tensor which does not exist. The operation, '{name[..colon]}', "
                    + "does not exist in the graph."
            );
        return index < op.outputs.Length
            ? op.outputs[index]
            : throw new KeyError(
                $"The name '{name}' refers to a Tensor which does not exist. The operation, '{op.name}', exists but "
                    + $"only has {op.outputs.Length} outputs."
            );
    }

    /// <summary>The graph as a message: every node with every attribute.</summary>
    /// <param name="add_shapes">Whether nodes tell what is known of their outputs' shapes (<c>_output_shapes</c>).</param>
    public GraphDef as_graph_def(bool add_shapes = false)
    {
        var def = DefFrom(0);
        if (add_shapes)
            AddShapes(def);
        return def;
    }

    /// <summary>The nodes from one on as a message, with the whole library: what who has the others lacks.</summary>
    internal GraphDef DefFrom(int first)
    {
        var def = new GraphDef { Versions = _versions.Clone() };
        def.Versions.Producer = graph_def_version;
        if (_hasLibrary)
            def.Library = Library.Clone();
        def.Node.AddRange(_operations.Skip(first).Select(op => op.node_def));
        return def;
    }

    /// <summary>Adds a node under a name that is already unique, and infers its outputs' shapes.</summary>
    internal Operation AddOperation(
        OpSchema schema,
        string name,
        Tensor[] inputs,
        Dictionary<string, AttrValue> attrs,
        TF_DataType[] outputTypes
    )
    {
        if (finalized)
            throw new RuntimeError("Graph is finalized and cannot be modified.");
        foreach (var input in inputs)
            if (!ReferenceEquals(input.graph, this))
                throw new ValueError($"Tensor {input} must be from the same graph as '{name}'.");
        var op = new Operation(
            this,
            _operations.Count,
            name,
            schema,
            inputs,
            ControlDependenciesOf(inputs),
            attrs,
            outputTypes
        )
        {
            ControlFlowContext = ControlFlowContext,
        };
        foreach (var input in inputs)
            ControlFlowContext.CheckInput(op, input.op);
        foreach (var (key, value) in _attrScope)
            if (!op.HasAttr(key))
                op.SetAttr(key, value);
        Place(op);
        ShapeInference.Run(op);
        _operations.Add(op);
        _byName.Add(name, op);
        RecordForControlDependencies(op);
        ControlFlowContext?.AddOp(op);
        return op;
    }

    /// <summary>The op seed of the next random node without one of its own: how many such nodes there are.</summary>
    internal int NextOpSeed() => _opSeeds++;
}
