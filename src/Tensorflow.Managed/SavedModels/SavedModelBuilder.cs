using Tensorflow.Formats;
using Tensorflow.Formats.Proto;
using Tensorflow.MetaGraphs;
using Tensorflow.Sessions;
using Names = Tensorflow.SavedModelConstants.Names;

namespace Tensorflow;

/// <summary>Writes a SavedModel: graphs by tags, the variables' values, the files that the model takes along (builder_impl.py).</summary>
public sealed class SavedModelBuilder
{
    private readonly SavedModel _model = new() { SavedModelSchemaVersion = Names.SchemaVersion };
    private readonly string _folder;
    private readonly IFileLayer _files;
    private bool _hasVariables;

    /// <summary>A builder of the model in a folder, which is made.</summary>
    /// <exception cref="AssertionError">The folder is there and not empty.</exception>
    /// <exception cref="OpError">The folder cannot be made.</exception>
    public SavedModelBuilder(string export_dir)
        : this(export_dir, DiskFileLayer.Instance) { }

    internal SavedModelBuilder(string folder, IFileLayer files)
    {
        if (string.IsNullOrEmpty(folder))
            throw new ValueError("export_dir must be the name of a folder.");
        (_folder, _files) = (folder, files);
        FileFailures.Do(() =>
        {
            if (files.ListFiles(folder).Count > 0 || files.FolderExists(Path.Join(folder, Names.VariablesFolder)))
                throw new AssertionError(
                    $"Export directory {folder} already exists, and isn't empty. Please choose a different export directory, "
                        + "or delete all the contents of the specified directory."
                );
            files.CreateFolder(folder);
        });
    }

    /// <summary>Adds the session's graph, and writes its variables' values.</summary>
    /// <param name="sess">The session.</param>
    /// <param name="tags">What the graph is for.</param>
    /// <param name="signature_def_map">What can be asked of it.</param>
    /// <param name="assets_collection">Constants that hold the paths of files to take along.</param>
    /// <param name="legacy_init_op">As <paramref name="main_op"/>; its older name.</param>
    /// <param name="clear_devices">Whether nodes forget their devices.</param>
    /// <param name="main_op">The node that is run once the model is loaded.</param>
    /// <param name="strip_default_attrs">Whether attributes with their default are left out.</param>
    /// <param name="saver">What writes the variables; a new one for all of them where null.</param>
    /// <exception cref="AssertionError">Variables are written already, or a signature is not whole.</exception>
    /// <exception cref="OpError">A file cannot be written.</exception>
    public void add_meta_graph_and_variables(
        Session sess,
        IEnumerable<string> tags,
        IReadOnlyDictionary<string, SignatureDef>? signature_def_map = null,
        IEnumerable<Tensor>? assets_collection = null,
        Operation? legacy_init_op = null,
        bool clear_devices = false,
        Operation? main_op = null,
        bool strip_default_attrs = false,
        Saver? saver = null
    )
    {
        sess.Given();
        if (_hasVariables)
            throw new AssertionError(
                "Graph state including variables and assets has already been saved. Please invoke `add_meta_graph()` instead."
            );
        using var current = sess.graph.as_default();
        saver = Prepare(signature_def_map, assets_collection, main_op ?? legacy_init_op, saver);
        var folder = Path.Join(_folder, Names.VariablesFolder);
        FileFailures.Do(() => _files.CreateFolder(folder));
        saver.save(sess, Path.Join(folder, Names.VariablesFile), write_meta_graph: false, write_state: false);
        Add(saver, tags, signature_def_map, clear_devices, strip_default_attrs);
        _hasVariables = true;
    }

    /// <summary>Adds the default graph once more, for another use; the variables' values are written already.</summary>
    /// <param name="tags">What the graph is for.</param>
    /// <param name="signature_def_map">What can be asked of it.</param>
    /// <param name="assets_collection">Constants that hold the paths of files to take along.</param>
    /// <param name="legacy_init_op">As <paramref name="main_op"/>; its older name.</param>
    /// <param name="clear_devices">Whether nodes forget their devices.</param>
    /// <param name="main_op">The node that is run once the model is loaded.</param>
    /// <param name="strip_default_attrs">Whether attributes with their default are left out.</param>
    /// <param name="saver">What reads the variables; a new one for all of them where null.</param>
    /// <exception cref="AssertionError">Variables are not written yet, or a signature is not whole.</exception>
    public void add_meta_graph(
        IEnumerable<string> tags,
        IReadOnlyDictionary<string, SignatureDef>? signature_def_map = null,
        IEnumerable<Tensor>? assets_collection = null,
        Operation? legacy_init_op = null,
        bool clear_devices = false,
        Operation? main_op = null,
        bool strip_default_attrs = false,
        Saver? saver = null
    )
    {
        if (!_hasVariables)
            throw new AssertionError(
                "Graph state including variables and assets has not been saved yet. Please invoke "
                    + "`add_meta_graph_and_variables()` first."
            );
        saver = Prepare(signature_def_map, assets_collection, main_op ?? legacy_init_op, saver);
        Add(saver, tags, signature_def_map, clear_devices, strip_default_attrs);
    }

    /// <summary>Writes the file that makes the folder a SavedModel; gives its path.</summary>
    /// <param name="as_text">Whether it is text.</param>
    /// <exception cref="OpError">It cannot be written.</exception>
    public string save(bool as_text = false)
    {
        var path = Path.Join(_folder, as_text ? Names.TextFile : Names.BinaryFile);
        MessageFiles.Write(_files, path, _model, as_text);
        return path;
    }

    private Saver Prepare(
        IReadOnlyDictionary<string, SignatureDef>? signatures,
        IEnumerable<Tensor>? assets,
        Operation? mainOp,
        Saver? saver
    )
    {
        foreach (var signature in signatures ?? new Dictionary<string, SignatureDef>(StringComparer.Ordinal))
            Check(signature.Value.Given(signature.Key));
        var graph = Graph.Default;
        new Assets(_files, graph).Add(_folder, [.. assets ?? []]);
        if (mainOp is not null)
        {
            if (graph.Collection(Names.MainOp).Count > 0 || graph.Collection(Names.LegacyInitOp).Count > 0)
                throw new ValueError(
                    $"Graph already contains one or more main ops under the collection {Names.MainOp}."
                );
            graph.add_to_collection(Names.MainOp, mainOp);
        }
        return saver ?? new(new() { Sharded = true, AllowEmpty = true }, null);
    }

    private void Add(
        Saver saver,
        IEnumerable<string> tags,
        IReadOnlyDictionary<string, SignatureDef>? signatures,
        bool clearDevices,
        bool stripDefaultAttrs
    )
    {
        var def = saver.export_meta_graph(clear_devices: clearDevices, strip_default_attrs: stripDefaultAttrs);
        string[] names = [.. tags.Given()];
        names.AllGiven(nameof(tags));
        def.MetaInfoDef.Tags.AddRange(names);
        foreach (var (key, signature) in (signatures ?? Empty).OrderBy(s => s.Key, Graphs.MapOrder.Instance))
            def.SignatureDef.Add(key, signature.Clone());
        _model.MetaGraphs.Add(def);
    }

    private static Dictionary<string, SignatureDef> Empty { get; } = [];

    private static void Check(SignatureDef signature)
    {
        foreach (var info in signature.Inputs.Values.Concat(signature.Outputs.Values))
        {
            if (info.EncodingCase == TensorInfo.EncodingOneofCase.None)
                throw new AssertionError(
                    $"Invalid `tensor_info`: {info}. All TensorInfo protos used in the SignatureDefs must have one of the "
                        + "'encoding' fields (e.g., name or coo_sparse) set."
                );
            if (info.EncodingCase != TensorInfo.EncodingOneofCase.CompositeTensor && info.Dtype == DataType.DtInvalid)
                throw new AssertionError(
                    $"Invalid `tensor_info`: {info}. All TensorInfo protos used in the SignatureDefs must have the dtype "
                        + "field set."
                );
        }
    }
}
