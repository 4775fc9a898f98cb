using Tensorflow.Formats;
using Tensorflow.Formats.Proto;
using Tensorflow.Graphs;
using Tensorflow.MetaGraphs;
using Names = Tensorflow.SavedModelConstants.Names;

namespace Tensorflow;

/// <summary>Loads SavedModels (<c>tf.saved_model.loader</c>, loader_impl.py).</summary>
public sealed class SavedModelLoader
{
    /// <summary>
    /// Brings the graph of a SavedModel into the session's graph, gives its variables their values, and runs the node that the
    /// model wants run.
    /// </summary>
    /// <param name="sess">The session.</param>
    /// <param name="tags">The tags of the graph: all of them.</param>
    /// <param name="export_dir">The model's folder.</param>
    /// <param name="import_scope">What goes before all names, or null.</param>
    /// <returns>The MetaGraph, with its signatures.</returns>
    /// <exception cref="OSError">The folder holds no SavedModel that can be read.</exception>
    /// <exception cref="RuntimeError">It has no graph with these tags.</exception>
    public MetaGraphDef load(Session sess, IEnumerable<string> tags, string export_dir, string? import_scope = null)
    {
        sess.Given();
        string[] wanted = [.. tags.Given()];
        wanted.AllGiven(nameof(tags));
        var def = Find(Read(sess.Files, export_dir.Given()), wanted);
        using var current = sess.graph.as_default();
        var saver = Binding.tf.train.import_meta_graph(def, import_scope: import_scope);
        saver?.restore(sess, Path.Join(export_dir, Names.VariablesFolder, Names.VariablesFile));
        if (InitOp(sess.graph, def, import_scope) is { } init)
            sess.run(init.op, new Assets(sess.Files, sess.graph).Feeds(export_dir, def, import_scope));
        return def;
    }

    /// <summary>Whether a folder holds a SavedModel.</summary>
    public bool maybe_saved_model_directory(string export_dir) =>
        File.Exists(Path.Join(export_dir.Given(), Names.BinaryFile))
        || File.Exists(Path.Join(export_dir, Names.TextFile));

    internal static SavedModel Read(IFileLayer files, string folder)
    {
        var binary = Path.Join(folder, Names.BinaryFile);
        var text = Path.Join(folder, Names.TextFile);
        try
        {
            return files.FileExists(binary) ? MessageFile.Read<SavedModel>(files, binary)
                : files.FileExists(text) ? MessageFile.ReadText<SavedModel>(files, text)
                : throw new OSError(
                    $"SavedModel file does not exist at: {folder}{Path.DirectorySeparatorChar}{{{Names.TextFile}|{Names.BinaryFile}}}"
                );
        }
        catch (TensorFileException error)
        {
            throw new OSError($"Cannot parse file {error.File}: {error.Cause}.", error);
        }
    }

    private static MetaGraphDef Find(SavedModel model, string[] tags)
    {
        var wanted = tags.ToHashSet(StringComparer.Ordinal);
        if (model.MetaGraphs.FirstOrDefault(m => wanted.SetEquals(TagsOf(m))) is { } found)
            return found;
        var known = string.Join("; ", model.MetaGraphs.Select(m => $"'{string.Join(", ", TagsOf(m))}'"));
        throw new RuntimeError(
            $"MetaGraphDef associated with tags '{string.Join(", ", tags)}' could not be found in SavedModel, with available "
                + $"tags {(known.Length > 0 ? known : "none")}."
        );
    }

    private static IEnumerable<string> TagsOf(MetaGraphDef def) => def.MetaInfoDef?.Tags ?? [];

    /// <summary>The node that the model wants run once it is loaded: by signature, by collection, by the older collection.</summary>
    private static ITensorOrOperation? InitOp(Graph graph, MetaGraphDef def, string? scope)
    {
        if (def.SignatureDef.TryGetValue(Names.InitOpSignature, out var signature))
            return signature.Outputs.TryGetValue(Names.InitOpSignature, out var info)
                ? Element(graph, ScopedNames.Prepend(info.Name, scope))
                : throw new ValueError($"The signature '{Names.InitOpSignature}' names no node to run.");
        foreach (var key in (string[])[Names.MainOp, Names.LegacyInitOp])
            if (def.CollectionDef.TryGetValue(key, out var collection))
            {
                if (collection.NodeList?.Value is not { Count: 1 } nodes)
                    throw new RuntimeError(
                        $"Expected exactly one SavedModel init op. Found {collection.NodeList?.Value.Count ?? 0}: {collection}."
                    );
                return Element(graph, ScopedNames.Prepend(nodes[0], scope));
            }
        return null;
    }

    private static ITensorOrOperation Element(Graph graph, string name)
    {
        try
        {
            return name.Contains(':', StringComparison.Ordinal)
                ? graph.get_tensor_by_name(name)
                : graph.get_operation_by_name(name);
        }
        catch (TensorflowException error) when (error is KeyError or ValueError)
        {
            throw new ValueError($"The SavedModel's init op is not in its graph: {error.Message}");
        }
    }
}
