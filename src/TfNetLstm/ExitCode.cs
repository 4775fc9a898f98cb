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

    /// <summary>Ctrl-C or a termination signal stopped the work (128 + SIGINT).</summary>
    Interrupted = 130,
}
