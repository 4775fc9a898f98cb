using Tensorflow.Formats.Proto;
using Tensorflow.Operations;

namespace Tensorflow;

/// <content>What import leaves in the graph: nodes of files, the function library, versions.</content>
public sealed partial class Graph
{
    private readonly VersionDef _versions = new();
    private readonly Dictionary<string, OpSchema> _functionOps = new(StringComparer.Ordinal);

    /// <summary>The functions that imported graphs brought along; they are kept and exported.</summary>
    internal FunctionDefLibrary Library { get; } = new();

    /// <summary>Whether exports have a library, be it an empty one.</summary>
    private bool _hasLibrary;

    internal bool HasOperation(string name) => _byName.ContainsKey(name);

    /// <summary>The op that stands for a call of a function of the library, or null.</summary>
    internal OpSchema? FindFunction(string name) => _functionOps.GetValueOrDefault(name);

    /// <summary>Adds nodes that are whole, with what came with them.</summary>
    internal void AddImported(Operation[] operations, FunctionDef[] functions, GraphDef def)
    {
        var versions = def.Versions;
        _hasLibrary |= def.Library is not null;
        foreach (var function in functions)
        {
            Library.Function.Add(function);
            _functionOps.Add(function.Signature.Name, new(function.Signature, null));
        }
        if (versions is not null)
        {
            if (versions.Producer > 0)
                graph_def_version = Math.Min(graph_def_version, versions.Producer);
            _versions.MinConsumer = Math.Max(_versions.MinConsumer, versions.MinConsumer);
            _versions.BadConsumers.Add(versions.BadConsumers.Except(_versions.BadConsumers).ToArray());
        }
        foreach (var op in operations)
        {
            op.AddControlInputs(ControlDependenciesOf([.. op.inputs]));
            _operations.Add(op);
            _byName.Add(op.name, op);
            _namesInUse.TryAdd(op.name.ToLowerInvariant(), 1);
            RecordForControlDependencies(op);
        }
    }
}
