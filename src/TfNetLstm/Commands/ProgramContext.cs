namespace TfNetLstm.Commands;

/// <summary>What a verb knows of the world it runs in; tests give it another one.</summary>
internal sealed record ProgramContext
{
    /// <summary>Environment variables.</summary>
    public Func<string, string?> Environment { get; init; } = System.Environment.GetEnvironmentVariable;

    /// <summary>Whether standard output is a terminal.</summary>
    public bool IsTerminal { get; init; }

    /// <summary>The context of the process.</summary>
    public static ProgramContext OfProcess() => new() { IsTerminal = !Console.IsOutputRedirected };

    /// <summary>Whether a view may move the cursor and use colours.</summary>
    public bool IsInteractive => IsTerminal && !IsSet("NO_COLOR") && !IsSet("CI") && Environment("TERM") is not "dumb";

    private bool IsSet(string variable) => Environment(variable) is { Length: > 0 };
}
