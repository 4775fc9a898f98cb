namespace TfNetLstm.Settings;

/// <summary>How much a verb tells beside its results.</summary>
internal enum Verbosity
{
    /// <summary>What went wrong.</summary>
    Quiet,

    /// <summary>What ran, on what, and how long it took.</summary>
    Normal,

    /// <summary>Each file written and each decision as well.</summary>
    Detailed,
}
