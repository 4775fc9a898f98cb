namespace TfNetLstm;

/// <summary>What the program tells its caller when it ends.</summary>
internal enum ExitCode
{
    /// <summary>The verb did its work.</summary>
    Ok = 0,

    /// <summary>Something failed while the verb worked.</summary>
    Failure = 1,

    /// <summary>The arguments are wrong; nothing was done.</summary>
    Usage = 2,

    /// <summary>A data file is missing or damaged.</summary>
    Data = 3,

    /// <summary>A comparison found a difference that is larger than TensorFlow's from itself.</summary>
    Different = 4,

    /// <summary>The loss became infinite or no number; the last good checkpoint is kept.</summary>
    NotANumber = 5,

    /// <summary>Ctrl-C stopped the work (128 + SIGINT).</summary>
    Interrupted = 130,

    /// <summary>A request to terminate stopped the work (128 + SIGTERM).</summary>
    Terminated = 143,
}
