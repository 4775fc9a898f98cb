using System.Globalization;
using System.Text.RegularExpressions;
using Tensorflow.Formats.Proto;
using Tensorflow.Operations;

namespace Tensorflow.Graphs;

/// <summary>
/// Checks a GraphDef as a whole before any node of it is made: names, op types, attributes, inputs, their number and types,
/// cycles. Messages are those of TensorFlow's graph constructor.
/// </summary>
internal sealed partial class ImportChecks(
    IReadOnlyDictionary<string, ITensorOrOperation> inputMap,
    Func<string, OpSchema?> find
)
{
    /// <summary>The most outputs that a node may claim; no op of TensorFlow's comes near it.</summary>
    private const long MaxOutputs = 1 << 16;

    private readonly Dictionary<string, int> _index = new(StringComparer.Ordinal);
    private readonly List<ImportedNode> _nodes = [];

    /// <summary>The checked nodes, in the file's order.</summary>
    public IReadOnlyList<ImportedNode> Nodes => _nodes;

    /// <summary>The nodes' positions, in an order in which inputs come first; a loop's way back does not count.</summary>
    public IReadOnlyList<int> Order { get; private set; } = [];

    /// <summary>Whether an input comes back from an iteration of a loop to its start.</summary>
    public bool IsBackEdge(ImportedNode node, string input) =>
        node.IsMerge && _index.TryGetValue(input, out var i) && _nodes[i].IsNextIteration;

    /// <summary>The position of the node of this name, or -1.</summary>
    public int IndexOf(string name) => _index.GetValueOrDefault(name, -1);

    /// <exception cref="ValueError">The graph is not well-formed.</exception>
    /// <exception cref="NotFoundError">It has an op that TensorFlow does not know.</exception>
    public void Check(GraphDef graph)
    {
        foreach (var node in graph.Node)
        {
            if (!NodeName().IsMatch(node.Name))
                throw new ValueError($"Node '{node.Name}': Node name contains invalid characters");
            if (!_index.TryAdd(node.Name, _nodes.Count))
                throw new ValueError($"Node '{node.Name}' is not unique");
            var schema = find(node.Op) ?? throw UnknownOp(node);
            var imported = new ImportedNode(node, schema, AttrChecks.Complete(node, schema));
            Split(imported);
            imported.OutputTypes = OutputTypes(imported);
            _nodes.Add(imported);
        }
        foreach (var node in _nodes)
            CheckInputs(node);
        Order = TopologicalOrder.Of(_nodes.Count, Dependencies);
        if (Order.Count < _nodes.Count)
        {
            var first = Enumerable.Range(0, _nodes.Count).Except(Order).First();
            throw new ValueError(
                $"{(_nodes.Count - Order.Count).ToString(CultureInfo.InvariantCulture)} nodes in a cycle, or behind one; the "
                    + $"first is '{_nodes[first].Name}'. A cycle must lead through a NextIteration node into a Merge node."
            );
        }
    }

    private static NotFoundError UnknownOp(NodeDef node) =>
        new(
            $"Op type not registered '{node.Op}', needed by node '{node.Name}'. It is neither one of TensorFlow's ops nor a "
                + "function in the graph's library. Note that if you are loading a saved graph which used ops from tf.contrib, "
                + "those ops are not part of TensorFlow itself."
        );

    private static void Split(ImportedNode node)
    {
        foreach (var input in node.Def.Input)
        {
            if (input.StartsWith('^'))
            {
                if (input.Length == 1)
                    throw new ValueError($"Node '{node.Name}': Unknown input node '^'");
                node.Controls.Add(input[1..]);
                continue;
            }
            if (node.Controls.Count > 0)
                throw new ValueError(
                    $"Node '{node.Name}': Control dependencies must come after regular dependencies: '{input}'"
                );
            node.Inputs.Add(ImportedNode.ParseInput(input));
        }
    }

    private static TF_DataType[] OutputTypes(ImportedNode node)
    {
        foreach (var arg in node.Schema.Def.OutputArg)
            if (arg.NumberAttr.Length > 0 && node.Attrs[arg.NumberAttr].I is var count and (< 0 or > MaxOutputs))
                throw new ValueError(
                    $"Node '{node.Name}': {count.ToString(CultureInfo.InvariantCulture)} outputs '{arg.Name}' are asked for by "
                        + $"attr '{arg.NumberAttr}'; a node can have up to {MaxOutputs}"
                );
        return OpBuilder.OutputTypes(node.Schema, node.Attrs);
    }

    private void CheckInputs(ImportedNode node)
    {
        var expected = ExpectedTypes(node);
        if (expected is null || expected.Count != node.Inputs.Count)
            throw new ValueError(
                $"NodeDef expected inputs '{(expected is null ? "..." : string.Join(", ", expected.Select(t => t.as_cpp_name())))}' "
                    + $"do not match {node.Inputs.Count} inputs specified; Op<name={node.Schema.Name}>; NodeDef: "
                    + AttrChecks.Text(node.Def)
            );
        for (var i = 0; i < expected.Count; i++)
            CheckInput(node, i, expected[i]);
        foreach (var control in node.Controls)
            if (!_index.ContainsKey(control) && !inputMap.ContainsKey("^" + control))
                throw new ValueError($"Node '{node.Name}': Unknown input node '^{control}'");
    }

    private void CheckInput(ImportedNode node, int position, TF_DataType expected)
    {
        var (source, output) = node.Inputs[position];
        TF_DataType given;
        if (inputMap.TryGetValue(Key(source, output), out var mapped))
            given = ((Tensor)mapped).dtype;
        else if (!_index.TryGetValue(source, out var index))
            throw new ValueError($"Node '{node.Name}': Unknown input node '{node.Def.Input[position]}'");
        else if (output >= _nodes[index].OutputTypes.Length)
            throw new ValueError(
                $"Node '{node.Name}': Connecting to invalid output {output} of source node {source} which has "
                    + $"{_nodes[index].OutputTypes.Length} outputs."
            );
        else
            given = _nodes[index].OutputTypes[output];
        // A reference may be read as a value, but a value cannot be written through.
        if (given != expected && (expected.is_ref_dtype() || given.as_base_dtype() != expected))
            throw new ValueError(
                $"Input {position} of node {node.Name} was passed {given.as_cpp_name()} from {source}:{output} incompatible "
                    + $"with expected {expected.as_cpp_name()}."
            );
    }

    /// <summary>A tensor's name in the form in which the input map has it.</summary>
    internal static string Key(string node, int output) => $"{node}:{output.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>The types that the op takes with these attributes, or null where that is more than the node has inputs.</summary>
    private static List<TF_DataType>? ExpectedTypes(ImportedNode node)
    {
        var types = new List<TF_DataType>();
        foreach (var arg in node.Schema.Def.InputArg)
        {
            if (arg.TypeListAttr.Length > 0)
            {
                types.AddRange(node.Attrs[arg.TypeListAttr].List.Type.Select(t => (TF_DataType)t));
                continue;
            }
            var type = (TF_DataType)(arg.TypeAttr.Length > 0 ? node.Attrs[arg.TypeAttr].Type : arg.Type);
            var count = arg.NumberAttr.Length > 0 ? node.Attrs[arg.NumberAttr].I : 1;
            if (count > node.Inputs.Count)
                return null;
            for (var i = 0; i < count; i++)
                types.Add(arg.IsRef ? type.as_ref() : type);
        }
        return types;
    }

    private IEnumerable<int> Dependencies(int index)
    {
        var node = _nodes[index];
        foreach (var (source, output) in node.Inputs)
            if (!inputMap.ContainsKey(Key(source, output)) && !IsBackEdge(node, source))
                yield return _index[source];
        foreach (var control in node.Controls)
            if (!inputMap.ContainsKey("^" + control))
                yield return _index[control];
    }

    [GeneratedRegex(@"^[A-Za-z0-9.][A-Za-z0-9_.\\/>-]*\z")]
    private static partial Regex NodeName();
}
