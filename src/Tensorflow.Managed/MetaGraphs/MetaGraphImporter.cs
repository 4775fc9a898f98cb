using Google.Protobuf;
using Tensorflow.Formats.Proto;
using Tensorflow.Graphs;

namespace Tensorflow.MetaGraphs;

/// <summary>Brings a MetaGraph into a graph: nodes, then what the collections hold (meta_graph.py).</summary>
internal sealed class MetaGraphImporter(Graph graph, MetaGraphDef def, string? importScope)
{
    /// <summary>The first version whose variables say whether they are trained.</summary>
    private static readonly Version _sayTrainable = new(1, 9);

    private readonly Dictionary<ByteString, object> _variables = [];
    private string _scope = "";

    /// <summary>Imports, and gives the variables by their names in the file.</summary>
    /// <exception cref="ValueError">The MetaGraph is not well-formed, or needs inputs that are not given.</exception>
    public Dictionary<string, RefVariable> Import(
        IReadOnlyDictionary<string, Tensor>? inputMap = null,
        bool clearDevices = false
    )
    {
        CheckUnbound(inputMap);
        var nodes = def.GraphDef?.Clone() ?? throw new ValueError("The MetaGraphDef has no graph.");
        if (clearDevices)
            foreach (var node in nodes.Node)
                node.Device = "";
        DefaultAttrs.RemoveNew(nodes, def.MetaInfoDef?.StrippedOpList);
        using var current = graph.as_default();
        _scope =
            string.IsNullOrEmpty(importScope) ? ""
            : importScope.EndsWith('/') ? importScope.TrimEnd('/')
            : graph.unique_name(importScope, mark_as_used: false);
        Binding.tf.import_graph_def(nodes, inputMap, name: importScope ?? "");
        foreach (var (key, collection) in def.CollectionDef.OrderBy(c => c.Key, TrainableFirst))
            if (key != ScopedGraph.UnboundInputs)
                Read(key, collection);
        return graph
            .get_collection<RefVariable>(GraphKeys.GLOBAL_VARIABLES)
            .Where(v => _scope.Length == 0 || v.Name.StartsWith(_scope, StringComparison.Ordinal))
            .ToDictionary(v => ScopedNames.Strip(v.Name, _scope), StringComparer.Ordinal);
    }

    /// <summary>The scope that the nodes lie in, empty for none.</summary>
    public string Scope => _scope;

    /// <summary>Variables that are trained come first: in old files only that collection tells which they are.</summary>
    private static Comparer<string> TrainableFirst { get; } =
        Comparer<string>.Create(
            (a, b) =>
                (a != GraphKeys.TRAINABLE_VARIABLES).CompareTo(b != GraphKeys.TRAINABLE_VARIABLES)
                    is not 0
                        and var first
                    ? first
                    : string.CompareOrdinal(a, b)
        );

    private void CheckUnbound(IReadOnlyDictionary<string, Tensor>? inputMap)
    {
        if (!def.CollectionDef.TryGetValue(ScopedGraph.UnboundInputs, out var unbound))
            return;
        var names = unbound.BytesList?.Value.Select(v => v.ToStringUtf8()).ToHashSet(StringComparer.Ordinal) ?? [];
        if (names.Count > 0 && !names.SetEquals(inputMap?.Keys ?? []))
            throw new ValueError(
                $"Graph contains unbound inputs: {string.Join(",", names)}. Must provide these inputs through input_map."
            );
    }

    private void Read(string key, CollectionDef collection)
    {
        switch (collection.KindCase)
        {
            case CollectionDef.KindOneofCase.BytesList when CollectionDefs.HoldsVariables(key):
                foreach (var bytes in collection.BytesList.Value)
                    graph.add_to_collection(key, VariableOf(key, bytes));
                break;
            case CollectionDef.KindOneofCase.BytesList when key == GraphKeys.COND_CONTEXT:
                foreach (var bytes in collection.BytesList.Value)
                    graph.add_to_collection(
                        key,
                        new CondContext(graph, _scope, Parse(CondContextDef.Parser, key, bytes))
                    );
                break;
            case CollectionDef.KindOneofCase.BytesList when key == GraphKeys.WHILE_CONTEXT:
                foreach (var bytes in collection.BytesList.Value)
                    graph.add_to_collection(
                        key,
                        new WhileContext(graph, _scope, Parse(WhileContextDef.Parser, key, bytes))
                    );
                break;
            case CollectionDef.KindOneofCase.BytesList when key == GraphKeys.SAVERS:
                foreach (var bytes in collection.BytesList.Value)
                    graph.add_to_collection(key, Saver.from_proto(Parse(SaverDef.Parser, key, bytes), _scope));
                break;
            case CollectionDef.KindOneofCase.BytesList:
                foreach (var bytes in collection.BytesList.Value)
                    graph.add_to_collection(key, bytes);
                break;
            case CollectionDef.KindOneofCase.NodeList:
                foreach (var name in collection.NodeList.Value)
                    graph.add_to_collection(key, Element(key, name));
                break;
            case CollectionDef.KindOneofCase.Int64List:
                foreach (var number in collection.Int64List.Value)
                    graph.add_to_collection(key, number);
                break;
            case CollectionDef.KindOneofCase.FloatList:
                foreach (var number in collection.FloatList.Value)
                    graph.add_to_collection(key, number);
                break;
            case CollectionDef.KindOneofCase.AnyList:
                foreach (var any in collection.AnyList.Value)
                    graph.add_to_collection(key, any);
                break;
            default:
                Binding.tf.logging.warning($"Cannot identify data type for collection {key}. Skipping.");
                break;
        }
    }

    /// <summary>
    /// The variable of a message, one object for all collections that list it. One of a kind that this engine does not have
    /// stays as it is, so that it is exported again; its nodes are in the graph.
    /// </summary>
    private object VariableOf(string key, ByteString bytes)
    {
        if (_variables.TryGetValue(bytes, out var known))
            return known;
        var variable = Parse(VariableDef.Parser, key, bytes);
        if (!VariablesSayTrainable)
            variable.Trainable = key == GraphKeys.TRAINABLE_VARIABLES;
        return _variables[bytes] = variable.IsResource ? bytes : new RefVariable(variable, graph, _scope);
    }

    private bool VariablesSayTrainable =>
        def.MetaInfoDef?.TensorflowVersion is not { Length: > 0 } version
        || !Version.TryParse(version.Split('-')[0], out var known)
        || known >= _sayTrainable;

    private ITensorOrOperation Element(string key, string name)
    {
        var full = ScopedNames.Prepend(name, _scope);
        try
        {
            return full.Contains(':', StringComparison.Ordinal)
                ? graph.get_tensor_by_name(full)
                : graph.get_operation_by_name(full);
        }
        catch (TensorflowException error) when (error is KeyError or ValueError)
        {
            throw new ValueError(
                $"The collection '{key}' of the MetaGraph names what the graph lacks: {error.Message}"
            );
        }
    }

    private static T Parse<T>(MessageParser<T> parser, string key, ByteString bytes)
        where T : IMessage<T>
    {
        try
        {
            return parser.ParseFrom(bytes);
        }
        catch (InvalidProtocolBufferException error)
        {
            throw new ValueError($"The collection '{key}' of the MetaGraph holds a damaged message: {error.Message}");
        }
    }
}
