using Tensorflow.Formats.Proto;
using Tensorflow.Graphs;
using Tensorflow.Saving;

namespace Tensorflow;

/// <summary>
/// Saves the variables of a graph to checkpoints and restores them (Python's <c>tf.train.Saver</c>): through nodes of the
/// graph, which are Python's, so that each side can use the other's MetaGraph.
/// </summary>
public sealed partial class Saver
{
    private readonly SaverSettings _settings;
    private readonly IReadOnlyList<Saveable>? _given;
    private DateTimeOffset _keepAfter;

    /// <summary>A saver of all variables of the default graph.</summary>
    /// <exception cref="ValueError">There are no variables.</exception>
    public Saver()
        : this(new(), null) { }

    internal Saver(SaverSettings settings, IReadOnlyList<Saveable>? given, TimeProvider? clock = null)
    {
        (_settings, _given, Clock) = (settings, given, clock ?? TimeProvider.System);
        if (settings.DeferBuild && given is not null)
            throw new ValueError(
                "If `var_list` is provided then build cannot be deferred. Either set defer_build=False or var_list=None."
            );
        if (settings.SaverDef is { } def)
            Def = InScope(def.Clone(), settings.Name);
        if (!settings.DeferBuild)
            build();
    }

    /// <summary>The names of the saver's nodes, and its settings; null before they are made, and where nothing is saved.</summary>
    public SaverDef? saver_def => Def?.Clone();

    /// <summary>The paths of the checkpoints that are kept, oldest first.</summary>
    public string[] last_checkpoints => [.. _last.Select(l => l.Path)];

    /// <summary>
    /// Whether the checkpoints of a session at a server are files of this process, and the values go there and back; as in
    /// TensorFlow the server writes and reads them where this is false. An addition of this engine.
    /// </summary>
    public bool files_at_client { get; set; }

    /// <summary>What tells the time, which says what is kept for good.</summary>
    internal TimeProvider Clock { get; }

    /// <summary>Whether the graph has nothing to save, and the saver does nothing.</summary>
    internal bool IsEmpty { get; private set; }

    private SaverDef? Def { get; set; }

    /// <summary>Makes the nodes, where the constructor was told not to.</summary>
    /// <exception cref="ValueError">There are no variables, or a definition that was given is not whole.</exception>
    public void build()
    {
        if (Def is null)
        {
            var graph = Graph.Default;
            var saveables = _given ?? Saveable.Of(graph.get_collection<RefVariable>(GraphKeys.GLOBAL_VARIABLES));
            if (saveables.Count == 0)
            {
                IsEmpty = _settings.AllowEmpty ? true : throw new ValueError("No variables to save");
                return;
            }
            if (_given?[0].Pieces[0].Reference.graph is { } own)
                graph = own;
            Def = new SaverNodes(graph, saveables, _settings.Reshape).Build(
                _settings.Name,
                _settings.Filename,
                _settings.Sharded
            );
            Def.MaxToKeep = _settings.MaxToKeep;
            Def.KeepCheckpointEveryNHours = _settings.KeepCheckpointEveryNHours;
        }
        if (Def.SaveTensorName.Length == 0)
            throw new ValueError($"saver_def must specify the save_tensor_name: {Def}");
        if (Def.RestoreOpName.Length == 0)
            throw new ValueError($"saver_def must specify the restore_op_name: {Def}");
        _keepAfter = Clock.GetUtcNow() + Period;
    }

    /// <summary>The names of the saver's nodes, and its settings.</summary>
    /// <exception cref="RuntimeError">The nodes are not made yet.</exception>
    public SaverDef as_saver_def() =>
        saver_def ?? throw new RuntimeError("`build()` should be called before a saver's definition is taken.");

    /// <summary>The definition with names as they are outside of a scope; null where the saver is not below it.</summary>
    public SaverDef? to_proto(string? export_scope = null)
    {
        if (string.IsNullOrEmpty(export_scope))
            return saver_def;
        if (Def is null || !Def.RestoreOpName.StartsWith(export_scope, StringComparison.Ordinal))
            return null;
        var def = Def.Clone();
        def.FilenameTensorName = ScopedNames.Strip(def.FilenameTensorName, export_scope);
        def.SaveTensorName = ScopedNames.Strip(def.SaveTensorName, export_scope);
        def.RestoreOpName = ScopedNames.Strip(def.RestoreOpName, export_scope);
        return def;
    }

    /// <summary>A saver over nodes that the graph has already.</summary>
    /// <param name="saver_def">The names of the nodes.</param>
    /// <param name="import_scope">The name scope that they were brought into, or null.</param>
    public static Saver from_proto(SaverDef saver_def, string? import_scope = null) =>
        new(new() { SaverDef = saver_def.Given(), Name = import_scope }, null);

    private static SaverDef InScope(SaverDef def, string? scope)
    {
        def.FilenameTensorName = ScopedNames.Prepend(def.FilenameTensorName, scope);
        def.SaveTensorName = ScopedNames.Prepend(def.SaveTensorName, scope);
        def.RestoreOpName = ScopedNames.Prepend(def.RestoreOpName, scope);
        return def;
    }
}
