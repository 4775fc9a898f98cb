using Tensorflow.Formats;
using Tensorflow.Saving;

namespace Tensorflow;

/// <content>Restoring.</content>
public sealed partial class Saver
{
    /// <summary>Gives the session's variables the values of a checkpoint.</summary>
    /// <param name="sess">The session; its variables need not be initialized.</param>
    /// <param name="save_path">
    /// What <c>save</c> returned; one of the checkpoint's files, or a folder, whose newest checkpoint is taken, will do too.
    /// </param>
    /// <exception cref="ValueError">There is no such checkpoint.</exception>
    /// <exception cref="NotFoundError">The checkpoint lacks a tensor; the message lists what differs.</exception>
    /// <exception cref="InvalidArgumentError">A tensor has another shape or type; the message lists what differs.</exception>
    /// <exception cref="DataLossError">The checkpoint is damaged.</exception>
    public void restore(Session sess, string save_path)
    {
        sess.Given();
        if (IsEmpty)
            return;
        if (save_path is null)
            throw new ValueError("Can't load save_path when it is None.");
        if (Def is null)
            throw new RuntimeError("`build()` should be called before restore if defer_build==True");
        var prefix =
            CheckpointFiles.Find(sess.Files, save_path)
            ?? throw new ValueError($"The passed save_path is not a valid checkpoint: {save_path}");
        var restore = sess.graph.get_operation_by_name(Def.RestoreOpName);
        using (var checkpoint = CheckpointTensors.Open(sess.Files, prefix))
            RestoreChecks.Check(restore, checkpoint);
        var filename = new FeedItem(Def.FilenameTensorName, prefix);
        if (files_at_client)
            ClientFiles.Restore(sess, restore, filename);
        else
            sess.run(restore, filename);
    }
}
