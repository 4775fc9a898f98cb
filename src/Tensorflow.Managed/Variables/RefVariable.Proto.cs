using Tensorflow.Formats.Proto;
using Tensorflow.Graphs;

namespace Tensorflow;

/// <content>A variable as a MetaGraph holds it: the names of its nodes.</content>
public sealed partial class RefVariable
{
    private readonly VariableDef? _read;

    /// <summary>A variable whose nodes came into the graph from a file.</summary>
    /// <param name="def">The names of its nodes.</param>
    /// <param name="graph">The graph that has them.</param>
    /// <param name="scope">The name scope that they were brought into, or null.</param>
    /// <exception cref="ValueError">The graph lacks one of them.</exception>
    internal RefVariable(VariableDef def, Graph graph, string? scope)
    {
        Handle = Named(def.VariableName);
        if (!Handle.dtype.is_ref_dtype())
            throw new ValueError($"The variable '{def.VariableName}' of the MetaGraph is no reference variable.");
        Snapshot = Named(def.SnapshotName);
        try
        {
            Initializer = graph.get_operation_by_name(ScopedNames.Prepend(def.InitializerName, scope));
        }
        catch (KeyError error)
        {
            throw new ValueError(
                $"The variable '{def.VariableName}' of the MetaGraph lacks its initializer: {error.Message}"
            );
        }
        initial_value =
            def.InitialValueName.Length > 0 ? Named(def.InitialValueName)
            : Initializer.inputs.Count == 2 ? Initializer.inputs[1]
            : Snapshot;
        Trainable = def.Trainable;
        _read = def.Clone();

        Tensor Named(string name)
        {
            try
            {
                return graph.get_tensor_by_name(ScopedNames.Prepend(name, scope));
            }
            catch (TensorflowException error) when (error is KeyError or ValueError)
            {
                throw new ValueError($"A variable of the MetaGraph names what the graph lacks: {error.Message}");
            }
        }
    }

    /// <summary>Where in a larger variable this one lies, if it is a piece of one.</summary>
    internal SaveSliceInfoDef? SaveSlice => _read?.SaveSliceInfoDef;

    /// <summary>The names of the variable's nodes; null where it is not below the scope that is exported.</summary>
    public VariableDef? to_proto(string? export_scope = null)
    {
        if (!string.IsNullOrEmpty(export_scope) && !Name.StartsWith(export_scope, StringComparison.Ordinal))
            return null;
        // What the file says beyond the names stays as it was.
        var def = _read?.Clone() ?? new VariableDef();
        def.VariableName = ScopedNames.Strip(Name, export_scope);
        def.InitialValueName = ScopedNames.Strip(initial_value.name, export_scope);
        def.InitializerName = ScopedNames.Strip(Initializer.name, export_scope);
        def.SnapshotName = ScopedNames.Strip(Snapshot.name, export_scope);
        def.Trainable = Trainable;
        return def;
    }
}
