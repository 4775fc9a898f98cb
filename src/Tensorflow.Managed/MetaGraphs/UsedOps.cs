using Tensorflow.Formats.Proto;
using Tensorflow.Operations;

namespace Tensorflow.MetaGraphs;

/// <summary>The definitions of the ops that a graph's nodes are of, without documentation (<c>stripped_op_list</c>).</summary>
internal static class UsedOps
{
    /// <summary>Ops of function bodies, which no list has.</summary>
    private static readonly HashSet<string> _internal = new(StringComparer.Ordinal)
    {
        "_Arg",
        "_Retval",
        "_ListToArray",
        "_ArrayToList",
    };

    /// <exception cref="ValueError">A node is of an op that is neither TensorFlow's nor a function of the graph.</exception>
    public static OpList Of(GraphDef graph)
    {
        var functions = graph.Library?.Function.ToDictionary(f => f.Signature.Name, StringComparer.Ordinal) ?? [];
        var used = new SortedSet<string>(StringComparer.Ordinal);
        var called = new Queue<FunctionDef>();
        foreach (var node in graph.Node)
            Use(node.Op);
        while (called.TryDequeue(out var function))
            foreach (var node in function.NodeDef)
                Use(node.Op);
        var list = new OpList();
        foreach (var name in used.Where(n => !functions.ContainsKey(n) && !_internal.Contains(n)))
            list.Op.Add(
                (
                    OpRegistry.Find(name)
                    ?? throw new ValueError($"Op {name} is used by the graph, but is not registered")
                ).Def.Clone()
            );
        return list;

        void Use(string op)
        {
            if (used.Add(op) && functions.TryGetValue(op, out var function))
                called.Enqueue(function);
        }
    }
}
