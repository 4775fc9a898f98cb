using Tensorflow.Formats.Proto;
using Tensorflow.Graphs;
using Tensorflow.Operations;

namespace Tensorflow.MetaGraphs;

/// <summary>A graph as a MetaGraph: nodes, the ops they are of, collections, and the saver's nodes (meta_graph.py).</summary>
internal static class MetaGraphExporter
{
    /// <summary>The version whose graphs, names and files this engine makes.</summary>
    public const string TensorflowVersion = "2.15.1";

    /// <summary>What stands in the place of the commit that TensorFlow was built from.</summary>
    public const string Producer = "TfNetLstm";

    /// <summary>The MetaGraph of a graph.</summary>
    /// <exception cref="ValueError">A node is of an op that TensorFlow does not know.</exception>
    public static MetaGraphDef Export(Graph graph, ExportSettings settings)
    {
        var nodes = settings.GraphDef?.Clone() ?? graph.as_graph_def(add_shapes: true);
        var excluded = settings.ClearExtraneousSavers
            ? ExtraneousSavers.Find(nodes, settings.SaverDef)
            : new HashSet<string>(StringComparer.Ordinal);
        var unbound = new List<string>();
        if (!string.IsNullOrEmpty(settings.Scope) || settings.ClearExtraneousSavers || settings.ClearDevices)
            nodes = ScopedGraph.Of(nodes, settings.Scope, excluded, settings.ClearDevices, unbound);
        var def = new MetaGraphDef { MetaInfoDef = settings.MetaInfo?.Clone() ?? new(), GraphDef = nodes };
        def.MetaInfoDef.TensorflowVersion = TensorflowVersion;
        def.MetaInfoDef.TensorflowGitVersion = Producer;
        if (def.MetaInfoDef.StrippedOpList is not { Op.Count: > 0 })
            def.MetaInfoDef.StrippedOpList = UsedOps.Of(nodes);
        if (settings.StripDefaultAttrs)
            DefaultAttrs.Strip(def);
        if (settings.SaverDef is { } saver)
            def.SaverDef = saver.Clone();
        foreach (var key in (settings.Collections ?? graph.get_all_collection_keys()).Order(MapOrder.Instance))
            AddCollection(graph, def, key, settings, excluded);
        if (unbound.Count > 0)
        {
            var list = new CollectionDef.Types.BytesList();
            list.Value.AddRange(
                unbound.Distinct(StringComparer.Ordinal).Select(Google.Protobuf.ByteString.CopyFromUtf8)
            );
            def.CollectionDef[ScopedGraph.UnboundInputs] = new() { BytesList = list };
        }
        return def;
    }

    private static void AddCollection(
        Graph graph,
        MetaGraphDef def,
        string key,
        ExportSettings settings,
        HashSet<string> excluded
    )
    {
        try
        {
            IEnumerable<object> items =
                settings.ClearExtraneousSavers && key == GraphKeys.SAVERS && settings.SaverDef is { } saver
                    ? [Saver.from_proto(saver)]
                    : graph.Collection(key);
            if (CollectionDefs.Of(key, items, settings.Scope, excluded) is { } collection)
                def.CollectionDef[key] = collection;
        }
        catch (TypeError error)
        {
            // As in Python: a program may keep what it likes with its graph.
            Binding.tf.logging.warning($"Error encountered when serializing {key}.\n{error.Message}");
        }
    }
}
