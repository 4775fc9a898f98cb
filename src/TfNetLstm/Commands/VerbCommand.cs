using System.CommandLine;

namespace TfNetLstm.Commands;

/// <summary>A verb whose help ends with examples.</summary>
internal sealed class VerbCommand(string name, string description, params string[] examples)
    : Command(name, description)
{
    /// <summary>Command lines without the program's name.</summary>
    public IReadOnlyList<string> Examples { get; } = examples;
}
