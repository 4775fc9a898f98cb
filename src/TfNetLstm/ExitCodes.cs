namespace TfNetLstm;

/// <summary>The exit codes in words, for the help.</summary>
internal static class ExitCodes
{
    /// <summary>Each code and its meaning.</summary>
    public static IReadOnlyList<(ExitCode Code, string Meaning)> All { get; } =
    [
        (ExitCode.Ok, "all is done"),
        (ExitCode.Failure, "something failed on the way: a file that cannot be written, a value that cannot be"),
        (ExitCode.Usage, "the arguments are wrong; nothing was done"),
        (ExitCode.Data, "a data file, checkpoint or image is missing or damaged"),
        (ExitCode.Different, "compare found more difference than TensorFlow has from itself"),
        (ExitCode.NotANumber, "the loss became infinite or no number; the last good checkpoint is kept"),
        (ExitCode.Interrupted, "Ctrl-C: the step was finished and everything saved"),
        (ExitCode.Terminated, "a request to terminate (SIGTERM): the same"),
    ];
}
