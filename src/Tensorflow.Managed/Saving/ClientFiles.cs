using NumSharp;

namespace Tensorflow.Saving;

/// <summary>
/// Saves and restores a session that is elsewhere through files that are here: what a saver's nodes write or read goes between
/// the two as fetches and feeds, and the nodes that open files run in this process.
/// </summary>
internal static class ClientFiles
{
    /// <summary>What <c>SaveV2</c> takes before the tensors: prefix, names, slices.</summary>
    private const int FirstTensor = 3;

    /// <summary>Runs a saver's node that saves. All tensors are fetched in one run.</summary>
    public static void Save(Session sess, Operation save, FeedItem filename)
    {
        var tensors = SaverNodes
            .Before(save, "SaveV2")
            .SelectMany(op => op.inputs.Skip(FirstTensor))
            .Distinct()
            .ToArray();
        var values = sess.run(tensors);
        using var here = Here(sess);
        here.run(save, [filename, .. Feeds(tensors, values)]);
    }

    /// <summary>Runs a saver's node that restores.</summary>
    public static void Restore(Session sess, Operation restore, FeedItem filename)
    {
        var tensors = SaverNodes.Before(restore, "RestoreV2").SelectMany(op => op.outputs).ToArray();
        using var here = Here(sess);
        var values = here.run(tensors, filename);
        sess.run(restore, [.. Feeds(tensors, values)]);
    }

    private static Session Here(Session sess) => new(sess.graph) { Files = sess.Files };

    private static IEnumerable<FeedItem> Feeds(Tensor[] tensors, NDArray?[] values) =>
        tensors.Zip(values, (tensor, value) => new FeedItem(tensor, value!));
}
