using Tensorflow.Formats;
using Tensorflow.Formats.Proto;
using Tensorflow.MetaGraphs;
using Tensorflow.Saving;

namespace Tensorflow;

/// <content>Checkpoints and graphs in files.</content>
public sealed partial class tensorflow
{
    public sealed partial class train_internal
    {
        /// <summary>Saves and restores variables; its nodes are made in the default graph.</summary>
        /// <param name="var_list">What to save; all variables of the graph where null.</param>
        /// <param name="max_to_keep">How many checkpoints are kept; 0 for all.</param>
        /// <param name="keep_checkpoint_every_n_hours">How much time lies between checkpoints that are kept for good.</param>
        /// <param name="name">The name scope of the nodes, <c>save</c> where null.</param>
        /// <param name="reshape">Whether values may have another shape than the variables.</param>
        /// <param name="sharded">Whether each device writes a file of its own.</param>
        /// <param name="restore_sequentially">Not used; values are always read one after the other.</param>
        /// <param name="saver_def">The names of nodes that are there; then none are made.</param>
        /// <param name="defer_build">Whether the nodes are made later, by <c>build</c>.</param>
        /// <param name="allow_empty">Whether a graph without variables is no error.</param>
        /// <param name="pad_step_number">Whether steps in names have eight digits.</param>
        /// <param name="save_relative_paths">Whether the state file names checkpoints relative to its folder.</param>
        /// <param name="filename">The file name that the graph has where none is fed, <c>model</c> where null.</param>
        /// <exception cref="ValueError">There are no variables, or two have one name.</exception>
        public Saver Saver(
            IVariableV1[]? var_list = null,
            int max_to_keep = 5,
            float keep_checkpoint_every_n_hours = 10_000,
            string? name = null,
            bool reshape = false,
            bool sharded = false,
            bool restore_sequentially = false,
            SaverDef? saver_def = null,
            bool defer_build = false,
            bool allow_empty = false,
            bool pad_step_number = false,
            bool save_relative_paths = false,
            string? filename = null
        ) =>
            new(
                new()
                {
                    MaxToKeep = max_to_keep,
                    KeepCheckpointEveryNHours = keep_checkpoint_every_n_hours,
                    Name = name,
                    Reshape = reshape,
                    Sharded = sharded,
                    SaverDef = saver_def,
                    DeferBuild = defer_build,
                    AllowEmpty = allow_empty,
                    PadStepNumber = pad_step_number,
                    SaveRelativePaths = save_relative_paths,
                    Filename = filename,
                },
                var_list is null ? null : Saveable.Of((IVariableV1[])[.. var_list.AllGiven()])
            );

        /// <summary>Saves and restores variables under names other than their own.</summary>
        /// <param name="var_list">Variables by the names that the checkpoint has.</param>
        /// <param name="max_to_keep">How many checkpoints are kept; 0 for all.</param>
        /// <param name="name">The name scope of the nodes, <c>save</c> where null.</param>
        /// <param name="reshape">Whether values may have another shape than the variables.</param>
        /// <exception cref="ValueError">There are no variables, or one has two names.</exception>
        public Saver Saver(
            IReadOnlyDictionary<string, IVariableV1> var_list,
            int max_to_keep = 5,
            string? name = null,
            bool reshape = false
        ) =>
            new(
                new()
                {
                    MaxToKeep = max_to_keep,
                    Name = name,
                    Reshape = reshape,
                },
                Saveable.Of(var_list.Given())
            );

        /// <summary>The newest checkpoint of a folder, as its state file has it; null where there is none.</summary>
        public string? latest_checkpoint(string checkpoint_dir, string? latest_filename = null) =>
            CheckpointFiles.Latest(DiskFileLayer.Instance, checkpoint_dir.Given(), latest_filename);

        /// <summary>What a folder's state file says, paths made whole; null where there is none that can be read.</summary>
        /// <exception cref="ValueError">It names no checkpoint.</exception>
        public CheckpointState? get_checkpoint_state(string checkpoint_dir, string? latest_filename = null) =>
            CheckpointFiles.ReadState(DiskFileLayer.Instance, checkpoint_dir.Given(), latest_filename);

        /// <summary>Writes a folder's state file.</summary>
        /// <param name="save_dir">The folder.</param>
        /// <param name="model_checkpoint_path">The newest checkpoint.</param>
        /// <param name="all_model_checkpoint_paths">All that are kept, oldest first.</param>
        /// <param name="latest_filename">The file's name, <c>checkpoint</c> where null.</param>
        /// <exception cref="OpError">The file cannot be written.</exception>
        public void update_checkpoint_state(
            string save_dir,
            string model_checkpoint_path,
            IEnumerable<string>? all_model_checkpoint_paths = null,
            string? latest_filename = null
        )
        {
            if (string.IsNullOrEmpty(model_checkpoint_path))
                throw new ValueError("model_checkpoint_path must be the prefix of a checkpoint's files.");
            string[] all = [.. all_model_checkpoint_paths ?? []];
            all.AllGiven(nameof(all_model_checkpoint_paths));
            CheckpointFiles.WriteState(
                DiskFileLayer.Instance,
                save_dir.Given(),
                model_checkpoint_path,
                all,
                latest_filename,
                relative: false
            );
        }

        /// <summary>Whether there is a checkpoint with this prefix.</summary>
        public bool checkpoint_exists(string checkpoint_prefix) =>
            CheckpointFiles.Exists(DiskFileLayer.Instance, checkpoint_prefix.Given());

        /// <summary>Deletes a checkpoint's files, the MetaGraph's among them.</summary>
        /// <exception cref="OpError">A file cannot be deleted.</exception>
        public void remove_checkpoint(string checkpoint_prefix, string meta_graph_suffix = "meta")
        {
            if (string.IsNullOrEmpty(Path.GetFileName(checkpoint_prefix)))
                throw new ValueError("checkpoint_prefix must be the prefix of a checkpoint's files.");
            Sessions.FileFailures.Do(() =>
                CheckpointFiles.Remove(DiskFileLayer.Instance, checkpoint_prefix, meta_graph_suffix)
            );
        }

        /// <summary>Writes a graph to a file, in one step; gives its path.</summary>
        /// <param name="graph">The graph.</param>
        /// <param name="logdir">The folder; made where it is not there.</param>
        /// <param name="name">The file's name.</param>
        /// <param name="as_text">Whether the file is text.</param>
        /// <exception cref="OpError">The file cannot be written.</exception>
        public string write_graph(Graph graph, string logdir, string name, bool as_text = true) =>
            write_graph(graph.Given().as_graph_def(), logdir, name, as_text);

        /// <summary>Writes a graph to a file, in one step; gives its path.</summary>
        /// <inheritdoc cref="write_graph(Graph, string, string, bool)"/>
        public string write_graph(GraphDef graph_or_graph_def, string logdir, string name, bool as_text = true)
        {
            graph_or_graph_def.Given();
            if (string.IsNullOrEmpty(name))
                throw new ValueError("name must be the name of a file.");
            var path = Path.Join(logdir, name);
            MessageFiles.Write(DiskFileLayer.Instance, path, graph_or_graph_def, as_text);
            return path;
        }

        /// <summary>The MetaGraph of a graph; written to a file where one is named.</summary>
        /// <param name="filename">The file, or empty for none.</param>
        /// <param name="meta_info_def">What is to stand in the MetaGraph beside what is known.</param>
        /// <param name="graph_def">The nodes; the graph's where null.</param>
        /// <param name="saver_def">A saver's nodes, or null.</param>
        /// <param name="collection_list">The collections to take, or null for all.</param>
        /// <param name="as_text">Whether the file is text.</param>
        /// <param name="graph">The graph, the default one where null.</param>
        /// <param name="export_scope">The name scope to take out, or null for the whole graph.</param>
        /// <param name="clear_devices">Whether nodes forget their devices.</param>
        /// <param name="clear_extraneous_savers">Whether the nodes of other savers are left out.</param>
        /// <param name="strip_default_attrs">Whether attributes with their default are left out.</param>
        /// <exception cref="OpError">The file cannot be written.</exception>
        public MetaGraphDef export_meta_graph(
            string? filename = null,
            MetaGraphDef.Types.MetaInfoDef? meta_info_def = null,
            GraphDef? graph_def = null,
            SaverDef? saver_def = null,
            string[]? collection_list = null,
            bool as_text = false,
            Graph? graph = null,
            string? export_scope = null,
            bool clear_devices = false,
            bool clear_extraneous_savers = false,
            bool strip_default_attrs = false
        )
        {
            var def = MetaGraphExporter.Export(
                graph ?? Tensorflow.Graph.Default,
                new()
                {
                    MetaInfo = meta_info_def,
                    GraphDef = graph_def,
                    SaverDef = saver_def,
                    Collections = collection_list,
                    Scope = export_scope,
                    ClearDevices = clear_devices,
                    ClearExtraneousSavers = clear_extraneous_savers,
                    StripDefaultAttrs = strip_default_attrs,
                }
            );
            if (!string.IsNullOrEmpty(filename))
                MessageFiles.Write(DiskFileLayer.Instance, filename, def, as_text);
            return def;
        }

        /// <summary>Brings a graph with its variables and collections from a file into the default graph.</summary>
        /// <param name="meta_graph_or_file">The file, binary or text.</param>
        /// <param name="clear_devices">Whether nodes forget their devices.</param>
        /// <param name="import_scope">What goes before all names, or null.</param>
        /// <param name="input_map">Tensors in place of some of the file's, by name.</param>
        /// <returns>A saver over the graph's own nodes; null where nothing can be saved.</returns>
        /// <exception cref="OSError">The file cannot be read.</exception>
        /// <exception cref="ValueError">The graph is not well-formed.</exception>
        public Saver? import_meta_graph(
            string meta_graph_or_file,
            bool clear_devices = false,
            string? import_scope = null,
            IReadOnlyDictionary<string, Tensor>? input_map = null
        ) =>
            import_meta_graph(
                MessageFiles.Read<MetaGraphDef>(DiskFileLayer.Instance, meta_graph_or_file),
                clear_devices,
                import_scope,
                input_map
            );

        /// <summary>Brings a graph with its variables and collections into the default graph.</summary>
        /// <inheritdoc cref="import_meta_graph(string, bool, string?, IReadOnlyDictionary{string, Tensor}?)"/>
        public Saver? import_meta_graph(
            MetaGraphDef meta_graph_or_file,
            bool clear_devices = false,
            string? import_scope = null,
            IReadOnlyDictionary<string, Tensor>? input_map = null
        )
        {
            var def = meta_graph_or_file.Given();
            var importer = new MetaGraphImporter(Tensorflow.Graph.Default, def, import_scope);
            var variables = importer.Import(input_map, clear_devices);
            return def.SaverDef is { } saver ? Tensorflow.Saver.from_proto(saver, importer.Scope)
                : variables.Count > 0 ? Saver()
                : null;
        }

        /// <summary>The tensors of a checkpoint.</summary>
        /// <exception cref="NotFoundError">There is no such checkpoint.</exception>
        /// <exception cref="DataLossError">It is damaged.</exception>
        public NewCheckpointReader NewCheckpointReader(string filepattern) => new(filepattern);

        /// <summary>The tensors of a checkpoint, or of a folder's newest one.</summary>
        /// <inheritdoc cref="NewCheckpointReader(string)"/>
        public NewCheckpointReader load_checkpoint(string ckpt_dir_or_file)
        {
            var files = DiskFileLayer.Instance;
            return CheckpointFiles.Find(files, ckpt_dir_or_file.Given()) is { } prefix ? new(prefix)
                : files.FolderExists(ckpt_dir_or_file)
                    ? throw new ValueError(
                        $"Couldn't find 'checkpoint' file or checkpoints in given directory {ckpt_dir_or_file}"
                    )
                : new(ckpt_dir_or_file);
        }

        /// <summary>The names and shapes of a checkpoint's tensors, by name.</summary>
        /// <inheritdoc cref="NewCheckpointReader(string)"/>
        public (string name, long[] shape)[] list_variables(string ckpt_dir_or_file)
        {
            using var reader = load_checkpoint(ckpt_dir_or_file);
            return
            [
                .. reader
                    .get_variable_to_shape_map()
                    .Select(v => (v.Key, v.Value))
                    .OrderBy(v => v.Key, StringComparer.Ordinal),
            ];
        }

        /// <summary>One tensor of a checkpoint.</summary>
        /// <inheritdoc cref="NewCheckpointReader(string)"/>
        public NumSharp.NDArray load_variable(string ckpt_dir_or_file, string name)
        {
            using var reader = load_checkpoint(ckpt_dir_or_file);
            return reader.get_tensor(name.EndsWith(":0", StringComparison.Ordinal) ? name[..^2] : name);
        }
    }
}
