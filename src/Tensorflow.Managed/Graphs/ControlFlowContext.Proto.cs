using Tensorflow.Formats.Proto;

namespace Tensorflow.Graphs;

/// <content>Branches and loops as MetaGraphs hold them, so that gradients can be taken of a graph that was imported.</content>
internal abstract partial class ControlFlowContext
{
    /// <summary>The context of a message, with all that is nested in it; its nodes belong to it afterwards.</summary>
    /// <param name="graph">The graph that the nodes were imported into.</param>
    /// <param name="scope">The name scope that they lie in, or null.</param>
    /// <param name="def">A cond's or a loop's definition.</param>
    /// <exception cref="ValueError">The message names what the graph does not have.</exception>
    public static ControlFlowContext Of(Graph graph, string? scope, ControlFlowContextDef def) =>
        def.CtxtCase switch
        {
            ControlFlowContextDef.CtxtOneofCase.CondCtxt => new CondContext(graph, scope, def.CondCtxt),
            ControlFlowContextDef.CtxtOneofCase.WhileCtxt => new WhileContext(graph, scope, def.WhileCtxt),
            _ => throw new ValueError("A control flow context of a MetaGraph is neither a cond nor a loop."),
        };

    /// <summary>The definition with all that is nested.</summary>
    public abstract ControlFlowContextDef ToContextDef(string? scope);

    /// <summary>A tensor of the graph that a definition names.</summary>
    protected static Tensor Named(Graph graph, string name, string? scope)
    {
        try
        {
            return graph.get_tensor_by_name(ScopedNames.Prepend(name, scope));
        }
        catch (TensorflowException error) when (error is KeyError or ValueError)
        {
            throw new ValueError($"A control flow context names what the graph does not have. {error.Message}");
        }
    }

    protected ValuesDef ToValuesDef(string? scope)
    {
        var def = new ValuesDef();
        def.Values.AddRange(
            Values.Select(v => v.name).Order(StringComparer.Ordinal).Select(n => ScopedNames.Strip(n, scope))
        );
        foreach (var (outside, inside) in External)
            def.ExternalValues[ScopedNames.Strip(outside.name, scope)] = ScopedNames.Strip(inside.name, scope);
        return def;
    }

    /// <summary>Takes in the values of a definition; the nodes that make them belong to this context.</summary>
    protected void ReadValues(ValuesDef? def, string? scope)
    {
        if (def is null)
            return;
        Values.UnionWith(def.Values.Select(name => Named(Graph, name, scope)));
        foreach (var (outside, inside) in def.ExternalValues)
            External[Named(Graph, outside, scope)] = Named(Graph, inside, scope);
        foreach (var value in Values)
            if (!External.ContainsKey(value))
                value.op.ControlFlowContext = this;
    }

    /// <summary>Makes what is nested, in here.</summary>
    protected void ReadNested(IEnumerable<ControlFlowContextDef> nested, string? scope)
    {
        Enter();
        try
        {
            foreach (var def in nested)
                _ = Of(Graph, scope, def);
        }
        finally
        {
            Exit();
        }
    }
}
