using Tensorflow.Formats.Proto;
using Tensorflow.Sessions;

namespace Tensorflow.Graphs;

/// <content>A loop as a MetaGraph holds it.</content>
internal sealed partial class WhileContext
{
    public WhileContext(Graph graph, string? scope, WhileContextDef def)
        : base(graph)
    {
        Name = ScopedNames.Prepend(def.ContextName, scope);
        if (def.ParallelIterations < 1)
            throw new ValueError($"`parallel_iterations` must be a positive integer: {def.ParallelIterations}");
        (ParallelIterations, BackProp, SwapMemory) = (def.ParallelIterations, def.BackProp, def.SwapMemory);
        Pivot = Named(graph, def.PivotName, scope);
        _pivotForPred = Named(graph, def.PivotForPredName, scope);
        _pivotForBody = Named(graph, def.PivotForBodyName, scope);
        if (def.MaximumIterationsName.Length > 0)
            MaximumIterations = Named(graph, def.MaximumIterationsName, scope);
        LoopExits.AddRange(def.LoopExitNames.Select(name => Named(graph, name, scope)));
        LoopEnters.AddRange(def.LoopEnterNames.Select(name => Named(graph, name, scope)));
        ReadValues(def.ValuesDef, scope);
        // Where the nodes lie in a scope now, their frame must have another name than the file's.
        if (!string.IsNullOrEmpty(scope))
            foreach (var enter in Values.Select(v => v.op).Where(ControlFlow.IsEnter))
                enter.SetAttr("frame_name", AttrValues.Of(Name));
        ReadNested(def.NestedContexts, scope);
    }

    public override ControlFlowContextDef ToContextDef(string? scope) => new() { WhileCtxt = ToProto(scope) };

    public WhileContextDef ToProto(string? scope)
    {
        var def = new WhileContextDef
        {
            ContextName = ScopedNames.Strip(Name, scope),
            ParallelIterations = ParallelIterations,
            BackProp = BackProp,
            SwapMemory = SwapMemory,
            PivotName = ScopedNames.Strip(Pivot.name, scope),
            PivotForPredName = ScopedNames.Strip(_pivotForPred!.name, scope),
            PivotForBodyName = ScopedNames.Strip(_pivotForBody!.name, scope),
            MaximumIterationsName = ScopedNames.Strip(MaximumIterations?.name ?? "", scope),
            ValuesDef = ToValuesDef(scope),
        };
        def.LoopExitNames.AddRange(LoopExits.Select(e => ScopedNames.Strip(e.name, scope)));
        def.LoopEnterNames.AddRange(LoopEnters.Select(e => ScopedNames.Strip(e.name, scope)));
        def.NestedContexts.AddRange(Nested.Select(n => n.ToContextDef(scope)));
        return def;
    }
}
