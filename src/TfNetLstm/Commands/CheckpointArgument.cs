using System.CommandLine;

namespace TfNetLstm.Commands;

/// <summary>The argument that names a checkpoint.</summary>
internal static class CheckpointArgument
{
    /// <summary>The argument.</summary>
    public static Argument<string> Create() =>
        new("checkpoint")
        {
            Description =
                "A checkpoint: its prefix (model.ckpt-10), one of its files, or a folder, whose newest one is taken.",
        };
}
