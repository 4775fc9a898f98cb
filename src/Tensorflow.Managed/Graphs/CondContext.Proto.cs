using Tensorflow.Formats.Proto;

namespace Tensorflow.Graphs;

/// <content>A branch as a MetaGraph holds it.</content>
internal sealed partial class CondContext
{
    public CondContext(Graph graph, string? scope, CondContextDef def)
        : base(graph)
    {
        Name = ScopedNames.Prepend(def.ContextName, scope);
        (Pred, Pivot) = (Named(graph, def.PredName, scope), Named(graph, def.PivotName, scope));
        Branch = def.Branch is 0 or 1
            ? def.Branch
            : throw new ValueError($"The branch of cond '{Name}' must be 0 or 1, not {def.Branch}.");
        ReadValues(def.ValuesDef, scope);
        ReadNested(def.NestedContexts, scope);
    }

    public override ControlFlowContextDef ToContextDef(string? scope) => new() { CondCtxt = ToProto(scope) };

    public CondContextDef ToProto(string? scope)
    {
        var def = new CondContextDef
        {
            ContextName = ScopedNames.Strip(Name, scope),
            PredName = ScopedNames.Strip(Pred.name, scope),
            PivotName = ScopedNames.Strip(Pivot.name, scope),
            Branch = Branch,
            ValuesDef = ToValuesDef(scope),
        };
        def.NestedContexts.AddRange(Nested.Select(n => n.ToContextDef(scope)));
        return def;
    }
}
