using Google.Protobuf;
using Tensorflow.Formats.Proto;
using Tensorflow.Operations;

namespace Tensorflow.Graphs;

/// <summary>
/// Brings the nodes of a GraphDef into a graph (C++'s <c>GraphConstructor</c>): all of it is checked first, and a graph that
/// fails on the way is as it was before.
/// </summary>
/// <param name="graph">The graph to add to.</param>
/// <param name="prefix">What goes before all names, with its slash; nothing where empty.</param>
/// <param name="inputMap">
/// What of this graph stands for inputs: tensors by <c>node:output</c>, by <c>^node</c> what a control input leads to.
/// </param>
internal sealed class GraphImporter(
    Graph graph,
    string prefix,
    IReadOnlyDictionary<string, ITensorOrOperation> inputMap
)
{
    /// <summary>The oldest producer whose graphs can be read.</summary>
    private const int MinProducer = 0;

    private readonly Dictionary<string, OpSchema> _functions = new(StringComparer.Ordinal);

    /// <summary>Imports, and gives the nodes in the file's order.</summary>
    public Operation[] Import(GraphDef def)
    {
        CheckVersions(def.Versions);
        var library = NewFunctions(def.Library);
        var checks = new ImportChecks(inputMap, FindOp);
        checks.Check(def);
        CheckNames(checks.Nodes);
        CheckMap(checks.Nodes);
        var made = new Operation?[checks.Nodes.Count];
        try
        {
            foreach (var index in checks.Order)
            {
                made[index] = Make(checks, index, made);
                InferShapes(made[index]!, checks);
            }
            for (var i = 0; i < made.Length; i++)
                CloseLoops(checks, i, made);
        }
        catch (Exception error)
        {
            foreach (var op in made.OfType<Operation>())
                op.Detach();
            // A shape rule met attributes that its op's definition allows and that make no sense all the same.
            if (error is TensorflowException or OutOfMemoryException)
                throw;
            throw new ValueError($"The graph cannot be imported: {error.Message}");
        }
        graph.AddImported(made!, library, def);
        return made!;
    }

    private void CheckVersions(VersionDef? versions)
    {
        if (versions is null)
            return;
        if (versions.MinConsumer > graph.graph_def_version)
            throw new ValueError(
                $"GraphDef min consumer version {versions.MinConsumer} above current version {graph.graph_def_version}. "
                    + "Please upgrade TensorFlow."
            );
        if (versions.Producer < MinProducer)
            throw new ValueError(
                $"GraphDef producer version {versions.Producer} below min producer {MinProducer} supported. Please regenerate "
                    + "your graph."
            );
        if (versions.BadConsumers.Contains(graph.graph_def_version))
            throw new ValueError(
                $"GraphDef disallows consumer version {graph.graph_def_version}. Please upgrade TensorFlow: this version is "
                    + "likely buggy."
            );
    }

    /// <summary>The library's functions that the graph lacks; nodes may have them as ops.</summary>
    private FunctionDef[] NewFunctions(FunctionDefLibrary? library)
    {
        var added = new List<FunctionDef>();
        foreach (var function in library?.Function ?? [])
        {
            var name = function.Signature?.Name ?? "";
            if (name.Length == 0)
                throw new ValueError("A function of the graph's library has no name.");
            if (graph.Library.Function.FirstOrDefault(f => f.Signature.Name == name) is { } known)
            {
                if (!known.Equals(function))
                    throw new ValueError(
                        $"Cannot add function '{name}' because a different function with the same name already exists."
                    );
            }
            else if (OpRegistry.Find(name) is not null)
                throw new ValueError($"Cannot add function '{name}' because an op with the same name already exists.");
            else if (!_functions.TryAdd(name, new(function.Signature!, null)))
                throw new ValueError($"Function '{name}' is not unique in the graph's library.");
            else
                added.Add(function.Clone());
        }
        return [.. added];
    }

    private OpSchema? FindOp(string type) =>
        OpRegistry.Find(type) ?? _functions.GetValueOrDefault(type) ?? graph.FindFunction(type);

    private void CheckNames(IEnumerable<ImportedNode> nodes)
    {
        foreach (var node in nodes)
            if (graph.HasOperation(prefix + node.Name))
                throw new ValueError($"Node name '{prefix + node.Name}' already exists in the Graph");
    }

    private void CheckMap(IReadOnlyList<ImportedNode> nodes)
    {
        var known = nodes.Select(n => n.Name).ToHashSet(StringComparer.Ordinal);
        var used = nodes
            .SelectMany(n =>
                n.Inputs.Select(i => ImportChecks.Key(i.Node, i.Output)).Concat(n.Controls.Select(c => "^" + c))
            )
            .ToHashSet(StringComparer.Ordinal);
        var missing = inputMap
            .Keys.Where(k => !used.Contains(k) && !known.Contains(ImportedNode.ParseInput(k.TrimStart('^')).Node))
            .ToArray();
        if (missing.Length > 0)
            throw new ValueError(
                $"Attempted to map inputs that were not found in graph_def: [{string.Join(", ", missing)}]"
            );
    }

    private Operation Make(ImportChecks checks, int index, Operation?[] made)
    {
        var node = checks.Nodes[index];
        var inputs = node
            .Inputs.Select(input =>
                inputMap.TryGetValue(ImportChecks.Key(input.Node, input.Output), out var mapped) ? (Tensor)mapped
                : made[checks.IndexOf(input.Node)] is { } source ? source.outputs[input.Output]
                : null
            )
            .ToArray();
        // The way back of a loop is not there yet: until it is, what comes in at the start stands for it.
        var known = Array.Find(inputs, t => t is not null);
        if (known is null && inputs.Length > 0)
            throw new ValueError($"Node '{node.Name}' has no input but the way back of a loop.");
        var controls = node.Controls.Select(c =>
            inputMap.TryGetValue("^" + c, out var mapped) ? mapped.op : made[checks.IndexOf(c)]!
        );
        if (prefix.Length > 0)
            PrefixColocation(node.Attrs);
        return new(
            graph,
            graph.get_operations().Count + index,
            prefix + node.Name,
            node.Schema,
            Array.ConvertAll(inputs, t => t ?? known!),
            controls.Distinct(),
            node.Attrs,
            node.OutputTypes
        )
        {
            Device = node.Def.Device,
        };
    }

    private void InferShapes(Operation op, ImportChecks checks)
    {
        var node = checks.Nodes[checks.IndexOf(op.name[prefix.Length..])];
        if (node.Inputs.Exists(i => checks.IsBackEdge(node, i.Node)))
            op.outputs[^1].RefineShape(Shape.Scalar); // Merge: the value may change its shape from iteration to iteration.
        else
            ShapeInference.Run(op);
        TakeShapes(op, node);
    }

    /// <summary>What the file says of the outputs' shapes is known then, and the node forgets that it said so.</summary>
    private static void TakeShapes(Operation op, ImportedNode node)
    {
        if (!node.Attrs.Remove(Graph.OutputShapes, out var shapes) || shapes.List is not { } list)
            return;
        if (list.Shape.Count > op.outputs.Length)
            throw new ValueError(
                $"Node '{node.Name}' has {op.outputs.Length} outputs, but its {Graph.OutputShapes} attribute specifies shapes "
                    + $"for {list.Shape.Count} outputs"
            );
        for (var i = 0; i < list.Shape.Count; i++)
        {
            var shape = AttrValues.FromProto(list.Shape[i]);
            if (op.outputs[i].shape.MergeWith(shape) is null)
                throw new ValueError(
                    $"Node '{node.Name}' has an {Graph.OutputShapes} attribute inconsistent with the GraphDef for output #{i}: "
                        + $"{shape} does not go with {op.outputs[i].shape}"
                );
            op.outputs[i].RefineShape(shape);
        }
    }

    private static void CloseLoops(ImportChecks checks, int index, Operation?[] made)
    {
        var node = checks.Nodes[index];
        for (var i = 0; i < node.Inputs.Count; i++)
            if (checks.IsBackEdge(node, node.Inputs[i].Node))
                made[index]!.UpdateInput(i, made[checks.IndexOf(node.Inputs[i].Node)]!.outputs[node.Inputs[i].Output]);
    }

    private void PrefixColocation(Dictionary<string, AttrValue> attrs)
    {
        if (!attrs.TryGetValue("_class", out var value) || value.List is not { } list)
            return;
        for (var i = 0; i < list.S.Count; i++)
            if (list.S[i].ToStringUtf8() is var text && text.StartsWith("loc:@", StringComparison.Ordinal))
                list.S[i] = ByteString.CopyFromUtf8($"loc:@{prefix}{text[5..]}");
    }
}
