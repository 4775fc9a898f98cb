using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace TfNetLstm.Commands;

/// <summary>Adds to the help of a verb its examples, and to that of the program the exit codes.</summary>
internal sealed class HelpExamples(SynchronousCommandLineAction help) : SynchronousCommandLineAction
{
    /// <summary>Puts itself around the help that the library prints.</summary>
    public static void AddTo(RootCommand root)
    {
        foreach (var option in root.Options.OfType<HelpOption>())
        {
            if (option.Action is SynchronousCommandLineAction help and not HelpExamples)
                option.Action = new HelpExamples(help);
        }
    }

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        var code = help.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        if (parseResult.CommandResult.Command is VerbCommand verb)
        {
            output.WriteLine("Examples:");
            foreach (var example in verb.Examples)
                output.WriteLine($"  {CommandLine.ProgramName} {example}");
            output.WriteLine();
        }
        else if (parseResult.CommandResult.Command is RootCommand)
        {
            output.WriteLine("Exit codes:");
            foreach (var (value, meaning) in ExitCodes.All)
                output.WriteLine($"  {(int)value, 3}  {meaning}");
            output.WriteLine();
        }
        return code;
    }
}
