using Tensorflow.Formats.Proto;
using Tensorflow.Values;

namespace Tensorflow.Graphs;

/// <summary>Puts constants in place of variables (convert_to_constants.py, for reference variables).</summary>
internal static class Freezing
{
    /// <summary>Freezes a graph with the values of a session.</summary>
    /// <param name="session">The session.</param>
    /// <param name="graph">The graph, which is changed.</param>
    /// <param name="only">The variables that become constants, or null for all.</param>
    /// <param name="except">Variables that stay, or null for none.</param>
    public static GraphDef Freeze(
        Session session,
        GraphDef graph,
        IReadOnlySet<string>? only,
        IReadOnlySet<string>? except
    )
    {
        var variables = graph
            .Node.Where(n => n.Op is "Variable" or "VariableV2")
            .Where(n => (only is null || only.Contains(n.Name)) && (except is null || !except.Contains(n.Name)))
            .ToArray();
        if (variables.Length == 0)
            return graph;
        var values = session.run(Array.ConvertAll(variables, v => v.Name + ":0"));
        for (var i = 0; i < variables.Length; i++)
            ToConstant(variables[i], values[i]!);
        Dereference(graph, [.. variables.Select(v => v.Name)]);
        return graph;
    }

    private static void ToConstant(NodeDef node, NumSharp.NDArray host)
    {
        var type = (TF_DataType)node.Attr["dtype"].Type;
        var value = HostArrays.ToValue(host, type);
        node.Op = "Const";
        node.Attr.Clear();
        node.Attr.Add("dtype", AttrValues.Of(type));
        node.Attr.Add("value", AttrValues.Of(value));
    }

    /// <summary>What took a variable's reference takes the constant's value: those ops have a twin for values.</summary>
    private static void Dereference(GraphDef graph, HashSet<string> values)
    {
        for (var changed = true; changed; )
        {
            changed = false;
            foreach (var node in graph.Node)
                if (
                    node.Op
                        is "RefSwitch"
                            or "RefEnter"
                            or "RefExit"
                            or "RefIdentity"
                            or "RefMerge"
                            or "RefNextIteration"
                    && node.Input.Any(i => values.Contains(SubGraphs.NodeOf(i)))
                )
                {
                    node.Op = node.Op["Ref".Length..];
                    values.Add(node.Name);
                    changed = true;
                }
        }
    }
}
