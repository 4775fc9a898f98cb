using System.Globalization;
using Tensorflow.Formats;
using Tensorflow.Saving;

namespace Tensorflow;

/// <content>Saving.</content>
public sealed partial class Saver
{
    /// <summary>Saves the session's variables; gives the checkpoint's path prefix, null where there is nothing to save.</summary>
    /// <param name="sess">The session that has the values.</param>
    /// <param name="save_path">The prefix of the files; <c>-step</c> goes behind it where a step is given.</param>
    /// <param name="global_step">The step, -1 for none.</param>
    /// <param name="latest_filename">The name of the state file; <c>checkpoint</c> where empty.</param>
    /// <param name="meta_graph_suffix">What the name of the MetaGraph's file ends with.</param>
    /// <param name="write_meta_graph">Whether to write the graph beside the values.</param>
    /// <param name="write_state">Whether to write the state file, and delete checkpoints that are too many.</param>
    /// <param name="strip_default_attrs">Whether attributes with their default are left out of the MetaGraph.</param>
    /// <exception cref="ValueError">The folder's folder does not exist, or names collide.</exception>
    /// <exception cref="FailedPreconditionError">A variable has no value yet.</exception>
    /// <exception cref="OpError">A file cannot be written; an older checkpoint is as it was.</exception>
    public string? save(
        Session sess,
        string save_path,
        int global_step = -1,
        string? latest_filename = null,
        string meta_graph_suffix = "meta",
        bool write_meta_graph = true,
        bool write_state = true,
        bool strip_default_attrs = false
    ) =>
        Save(
            sess,
            save_path,
            global_step < 0 ? null : global_step,
            latest_filename,
            meta_graph_suffix,
            write_meta_graph,
            write_state,
            strip_default_attrs
        );

    /// <summary>Saves the session's variables under the step that a tensor or variable of the graph holds.</summary>
    /// <inheritdoc cref="save(Session, string, int, string?, string, bool, bool, bool)"/>
    public string? save(
        Session sess,
        string save_path,
        ITensorOrOperation global_step,
        string? latest_filename = null,
        string meta_graph_suffix = "meta",
        bool write_meta_graph = true,
        bool write_state = true,
        bool strip_default_attrs = false
    )
    {
        var step = sess.Given().run(global_step.Given()) ?? throw new TypeError("global_step must be a tensor.");
        return Save(
            sess,
            save_path,
            Convert.ToInt64(step.GetAtIndex(0), CultureInfo.InvariantCulture),
            latest_filename,
            meta_graph_suffix,
            write_meta_graph,
            write_state,
            strip_default_attrs
        );
    }

    private string? Save(
        Session sess,
        string savePath,
        long? step,
        string? latestFilename,
        string metaGraphSuffix,
        bool writeMetaGraph,
        bool writeState,
        bool stripDefaultAttrs
    )
    {
        sess.Given();
        if (string.IsNullOrEmpty(savePath))
            throw new ValueError("save_path must be the prefix of a checkpoint's files.");
        if (Def is null && !IsEmpty)
            throw new RuntimeError("`build()` should be called before save if defer_build==True");
        var state = string.IsNullOrEmpty(latestFilename) ? CheckpointStateFile.Name : latestFilename;
        if (Path.GetFileName(state) != state)
            throw new ValueError("'latest_filename' must not contain path components");
        var prefix = step is null
            ? savePath
            : string.Create(CultureInfo.InvariantCulture, $"{savePath}-{Digits(step.Value)}");
        if (step is null && Path.GetFileName(savePath) == state && !IsEmpty)
            throw new ValueError($"'latest_filename' collides with 'save_path': '{state}' and '{savePath}'");
        if (!IsEmpty)
            Run(sess, prefix, savePath);
        // The state names a checkpoint only when all of it is there; what is old goes last.
        if (writeMetaGraph)
            using (sess.graph.as_default())
                _ = Export(
                    sess.Files,
                    CheckpointFiles.MetaGraph(prefix, metaGraphSuffix),
                    new() { StripDefaultAttrs = stripDefaultAttrs }
                );
        if (IsEmpty)
            return null;
        if (writeState)
        {
            Record(prefix);
            CheckpointFiles.WriteState(
                sess.Files,
                CheckpointFiles.Folder(savePath),
                prefix,
                last_checkpoints,
                state,
                _settings.SaveRelativePaths
            );
            DeleteOld(sess.Files, metaGraphSuffix);
        }
        return prefix;
    }

    private string Digits(long step) =>
        step.ToString(_settings.PadStepNumber ? "D8" : "D", CultureInfo.InvariantCulture);

    private void Run(Session sess, string prefix, string savePath)
    {
        try
        {
            var save = sess.graph.get_tensor_by_name(Def!.SaveTensorName).op;
            var filename = new FeedItem(Def.FilenameTensorName, prefix);
            if (files_at_client)
                ClientFiles.Save(sess, save, filename);
            else
                sess.run(save, filename);
        }
        catch (OpError error)
            when (error is FailedPreconditionError or NotFoundError
                && CheckpointFiles.Folder(savePath) is { Length: > 0 } folder
                && !sess.Files.FolderExists(folder)
            )
        {
            throw new ValueError($"Parent directory of {savePath} doesn't exist, can't save.");
        }
    }
}
