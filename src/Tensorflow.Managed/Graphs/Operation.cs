using Tensorflow.Formats.Proto;
using Tensorflow.Graphs;
using Tensorflow.Operations;

namespace Tensorflow;

/// <summary>One node of a graph: an op with its inputs, its control inputs and its attributes.</summary>
public sealed partial class Operation : ITensorOrOperation
{
    private readonly Dictionary<string, AttrValue> _attrs;
    private readonly Tensor[] _inputs;
    private Operation[] _controlInputs;

    internal Operation(
        Graph graph,
        int id,
        string name,
        OpSchema schema,
        Tensor[] inputs,
        IEnumerable<Operation> controlInputs,
        Dictionary<string, AttrValue> attrs,
        TF_DataType[] outputTypes
    )
    {
        this.graph = graph;
        this.name = name;
        Id = id;
        Schema = schema;
        _inputs = inputs;
        _controlInputs = [.. controlInputs];
        _attrs = attrs;
        outputs = new Tensor[outputTypes.Length];
        for (var i = 0; i < outputTypes.Length; i++)
            outputs[i] = new(this, i, outputTypes[i]);
        foreach (var input in inputs)
            input.AddConsumer(this);
    }

    /// <inheritdoc/>
    public Graph graph { get; }

    /// <inheritdoc/>
    public string name { get; }

    /// <summary>The op's type, <c>MatMul</c> for instance.</summary>
    public string type => Schema.Name;

    /// <summary>The device the node asks for, empty where it does not care.</summary>
    public string Device { get; internal set; } = "";

    /// <summary>The device the node asks for, empty where it does not care.</summary>
    public string device => Device;

    /// <summary>The tensors the node reads.</summary>
    public IReadOnlyList<Tensor> inputs => _inputs;

    /// <summary>The tensors the node makes.</summary>
    public Tensor[] outputs { get; }

    /// <summary>The first output.</summary>
    /// <exception cref="ValueError">The node has none.</exception>
    public Tensor output =>
        outputs.Length > 0 ? outputs[0] : throw new ValueError($"Operation '{name}' ({type}) has no outputs.");

    /// <summary>The nodes that run before this one without giving it data.</summary>
    public IReadOnlyList<Operation> control_inputs => _controlInputs;

    Operation ITensorOrOperation.op => this;

    /// <summary>The position in creation order, from 0.</summary>
    internal int Id { get; }

    internal OpSchema Schema { get; }

    /// <summary>The branch or loop that the node belongs to.</summary>
    internal ControlFlowContext? ControlFlowContext { get; set; }

    /// <summary>Whether a session may be asked for the node: not for one in a branch or a loop.</summary>
    internal bool IsFetchable { get; set; } = true;

    /// <summary>Whether the node's outputs may be fed: not those of one in a loop.</summary>
    internal bool IsFeedable { get; set; } = true;

    internal IReadOnlyDictionary<string, AttrValue> Attrs => _attrs;

    /// <summary>The node as a message.</summary>
    public NodeDef node_def
    {
        get
        {
            var def = new NodeDef
            {
                Name = name,
                Op = type,
                Device = Device,
            };
            foreach (var input in _inputs)
                def.Input.Add(input.value_index == 0 ? input.op.name : input.name);
            foreach (var control in _controlInputs.Select(c => c.name).Order(StringComparer.Ordinal))
                def.Input.Add("^" + control);
            foreach (var (key, value) in _attrs.OrderBy(a => a.Key, MapOrder.Instance))
                def.Attr.Add(key, value.Clone());
            def.ExperimentalType = FullTypes.Of(Schema.Def, _attrs);
            return def;
        }
    }

    /// <summary>The attribute of this name.</summary>
    /// <exception cref="ValueError">There is no such attribute.</exception>
    internal AttrValue Attr(string key) =>
        _attrs.TryGetValue(key, out var value)
            ? value
            : throw new ValueError($"Operation '{name}' has no attr named '{key}'.");

    internal bool HasAttr(string key) => _attrs.ContainsKey(key);

    internal void SetAttr(string key, AttrValue value) => _attrs[key] = value;

    /// <summary>The groups of nodes that want one device (Python's <c>colocation_groups</c>).</summary>
    internal IEnumerable<string> ColocationGroups()
    {
        if (_attrs.TryGetValue("_class", out var value))
        {
            var groups = value
                .List.S.Select(s => s.ToStringUtf8())
                .Where(s => s.StartsWith("loc:@", StringComparison.Ordinal));
            if (groups.Any())
                return groups;
        }
        return ["loc:@" + name];
    }

    /// <inheritdoc/>
    public override string ToString() => $"<tf.Operation '{name}' type={type}>";
}
