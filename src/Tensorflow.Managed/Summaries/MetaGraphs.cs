using Tensorflow.Formats.Proto;
using Tensorflow.Operations;

namespace Tensorflow.Summaries;

/// <summary>Meta graphs for event files: the graph, and the definitions of its ops.</summary>
internal static class MetaGraphs
{
    public static MetaGraphDef Create(Graph? graph, GraphDef def)
    {
        var ops = new OpList();
        ops.Op.AddRange(
            def.Node.Select(node => node.Op)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal)
                .Select(name => OpRegistry.Get(name).Def)
        );
        return new()
        {
            GraphDef = def,
            MetaInfoDef = new() { StrippedOpList = ops },
        };
    }
}
