using Tensorflow;
using Tensorflow.Formats.Proto;
using Tensorflow.Graphs;
using Tensorflow.Operations;
using Tensorflow.Sessions;
using Tensorflow.Values;

namespace TfNetLstm.Tests.Operations;

/// <summary>
/// The plainest way to compute a GraphDef: every node that is needed, one after the other, each on values of its own.
/// </summary>
internal sealed class NodeByNode
{
    private readonly Dictionary<string, NodeDef> _nodes;
    private readonly Dictionary<string, Value[]> _values = new(StringComparer.Ordinal);
    private readonly Graph _graph = new();
    private readonly Dictionary<string, Operation> _operations = new(StringComparer.Ordinal);
    private readonly Func<string, Value> _feed;

    /// <summary>A computation whose placeholders take their values by name.</summary>
    public NodeByNode(GraphDef def, Func<string, Value> feed)
    {
        _nodes = def.Node.ToDictionary(n => n.Name, StringComparer.Ordinal);
        _feed = feed;
    }

    /// <summary>The types of all ops that these tensors need.</summary>
    public IReadOnlySet<string> TypesNeededFor(IEnumerable<string> tensors)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(tensors.Select(t => Split(t).Node));
        while (open.TryPop(out var name))
            if (seen.Add(name))
                foreach (var input in _nodes[name].Input)
                    open.Push(Split(input).Node);
        return seen.Select(n => _nodes[n].Op).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The tensor of the graph that was made on the way, with its static shape.</summary>
    public Tensor Tensor(string tensor)
    {
        Compute(tensor);
        var (node, index) = Split(tensor);
        return _operations[node].outputs[index];
    }

    /// <summary>A tensor's value.</summary>
    public Value Compute(string tensor)
    {
        var (name, index) = Split(tensor);
        if (!_values.TryGetValue(name, out var values))
            _values.Add(name, values = Run(_nodes[name]));
        return values[index];
    }

    private Value[] Run(NodeDef node)
    {
        var data = node.Input.Where(i => !i.StartsWith('^')).ToArray();
        var inputs = Array.ConvertAll(data, Compute);
        var tensors = Array.ConvertAll(data, Tensor);
        var schema = OpRegistry.Get(node.Op);
        var attrs = node.Attr.ToDictionary(a => a.Key, a => a.Value, StringComparer.Ordinal);
        foreach (var def in schema.Def.Attr)
            attrs.TryAdd(def.Name, def.DefaultValue);
        var types = OpBuilder.OutputTypes(schema, attrs);
        var op = _graph.AddOperation(schema, node.Name, tensors, attrs, types);
        _operations.Add(node.Name, op);
        return node.Op == "Placeholder" ? [_feed(node.Name)] : KernelContext.RunOnce(op, inputs);
    }

    private static (string Node, int Index) Split(string tensor)
    {
        var name = tensor.TrimStart('^');
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        return colon < 0
            ? (name, 0)
            : (name[..colon], int.Parse(name[(colon + 1)..], System.Globalization.CultureInfo.InvariantCulture));
    }
}
