using Tensorflow.Formats.Proto;
using Tensorflow.Graphs;
using Tensorflow.Operations;

namespace Tensorflow.Saving;

/// <summary>
/// The nodes of a saver, made in the order in which Python's <c>BulkSaverBuilder</c> makes them: what takes the file's
/// name, what saves, what restores.
/// </summary>
internal sealed class SaverNodes(Graph graph, IReadOnlyList<Saveable> saveables, bool reshape)
{
    private const string AnyCpu = "/device:CPU:*";

    /// <summary>What the names of a sharded checkpoint's temporary files end with; deleted once they are merged.</summary>
    private const string TemporarySuffix = "_temp/part";

    /// <summary>Makes the nodes, and gives their names.</summary>
    public SaverDef Build(string? name, string? filename, bool sharded)
    {
        using var scope = graph.OpenNameScope(string.IsNullOrEmpty(name) ? "save" : name, out _);
        var prefix = Holder(string.IsNullOrEmpty(filename) ? "model" : filename, "filename");
        // The name is that of the constant which early versions had in this place.
        prefix = Holder(prefix, "Const");
        var save = sharded ? AddShardedSave(prefix) : AddSave(prefix, saveables);
        var restore = sharded ? AddShardedRestore(prefix) : AddRestore(prefix, saveables, "restore_all", "");
        return new()
        {
            FilenameTensorName = prefix.name,
            SaveTensorName = save.name,
            RestoreOpName = restore.name,
            Version = SaverDef.Types.CheckpointFormatVersion.V2,
            Sharded = sharded,
        };
    }

    /// <summary>The nodes of a type that a saver's node waits for, in the order in which they were made.</summary>
    public static Operation[] Before(Operation end, string type)
    {
        var (found, seen) = (new List<Operation>(), new HashSet<Operation>());
        var open = new Stack<Operation>([end]);
        while (open.TryPop(out var op))
        {
            if (!seen.Add(op))
                continue;
            if (op.type == type)
                found.Add(op);
            else
                foreach (var before in op.control_inputs.Concat(op.inputs.Select(i => i.op)))
                    open.Push(before);
        }
        return [.. found.OrderBy(op => op.Id)];
    }

    private static Tensor Holder(object input, string name) =>
        OpBuilder.Tensor("PlaceholderWithDefault", name, [input], ("shape", Shape.Scalar));

    private static Tensor AddSave(Tensor prefix, IReadOnlyList<Saveable> saved)
    {
        var (names, slices) = Specs(saved);
        var tensors = saved.SelectMany(s => s.Pieces).Select(p => p.Reference).ToArray();
        var save = OpBuilder.Apply("SaveV2", null, [prefix, names, slices, tensors]);
        return SourceOps.WithDependencies([save], prefix);
    }

    private Tensor AddShardedSave(Tensor prefix)
    {
        Tensor temporary;
        using (graph.device(AnyCpu))
        {
            // A store without renames gets no temporary folder.
            var isStore = OpBuilder.Tensor("StaticRegexFullMatch", null, [prefix], ("pattern", "^s3://.*"));
            var (inPlace, beside) = (Text(".part"), Text(TemporarySuffix));
            var suffix = SelectionOps.Where(isStore, inPlace, beside);
            temporary = OpBuilder.Tensor("StringJoin", null, [(Tensor[])[prefix, suffix]]);
        }
        var groups = ByDevice();
        var count = TensorConversion.Constant(Values.Value.Of(groups.Length), null, "num_shards", graph);
        var (prefixes, saves) = (new List<Tensor>(), new List<Tensor>());
        for (var shard = 0; shard < groups.Length; shard++)
            using (graph.device(OnCpu0(groups[shard].Key)))
            {
                var part = OpBuilder.Tensor("ShardedFilename", null, [temporary, shard, count]);
                prefixes.Add(part);
                saves.Add(AddSave(part, [.. groups[shard]]));
            }
        using (graph.OpenControlDependencies(saves.Select(s => s.op)))
        using (graph.device(OnCpu0(groups[^1].Key)))
        {
            var merge = OpBuilder.Apply("MergeV2Checkpoints", null, [prefixes, prefix], ("delete_old_dirs", true));
            using (graph.OpenControlDependencies([merge]))
                return SourceOps.Identity(prefix);
        }
    }

    private Operation AddRestore(Tensor prefix, IReadOnlyList<Saveable> restored, string name, string device)
    {
        var (names, slices) = Specs(restored);
        var types = restored.SelectMany(s => s.Pieces).Select(p => p.DType).ToArray();
        Tensor[] values;
        using (graph.device(OnCpu0(device)))
            values = OpBuilder.Apply("RestoreV2", null, [prefix, names, slices], ("dtypes", types)).outputs;
        var assigned = new List<Operation>();
        foreach (var piece in restored.SelectMany(s => s.Pieces))
            assigned.Add(Assign(piece.Reference, values[assigned.Count]));
        return SourceOps.Group(assigned, name);
    }

    private Operation AddShardedRestore(Tensor prefix)
    {
        var shards = new List<Operation>();
        foreach (var group in ByDevice())
            using (group.Key.Length > 0 ? graph.device(group.Key) : null)
                shards.Add(AddRestore(prefix, [.. group], "restore_shard", group.Key));
        return SourceOps.Group(shards, "restore_all");
    }

    private Operation Assign(Tensor variable, Tensor value)
    {
        if (reshape)
            value = ShapeOps.Reshape(value, variable.shape.IsFullyDefined ? variable.shape : ShapeOps.Shape(variable));
        return OpBuilder.Apply(
            "Assign",
            null,
            [variable, value],
            ("validate_shape", !reshape && variable.shape.IsFullyDefined)
        );
    }

    private IGrouping<string, Saveable>[] ByDevice() =>
        [.. saveables.GroupBy(s => s.Device, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)];

    private Tensor Text(string text) => TensorConversion.Constant(Values.HostArrays.ToValue(text), null, null, graph);

    private static (string[] Names, string[] Slices) Specs(IReadOnlyList<Saveable> saved) =>
        (
            [.. saved.SelectMany(s => s.Pieces.Select(_ => s.Name))],
            [.. saved.SelectMany(s => s.Pieces.Select(p => p.SliceSpec))]
        );

    /// <summary>The first processor of the machine that a device is on.</summary>
    private static string OnCpu0(string device) =>
        (DeviceSpec.from_string(device) with { device_type = "CPU", device_index = 0 }).to_string();
}
