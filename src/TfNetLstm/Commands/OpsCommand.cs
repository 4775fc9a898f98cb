using System.CommandLine;

namespace TfNetLstm.Commands;

/// <summary>The verb <c>ops</c>: which of TensorFlow's ops the engine runs.</summary>
internal static class OpsCommand
{
    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var filter = new Argument<string?>("filter")
        {
            Description = "Part of the names to show; left out, all.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new VerbCommand(
            "ops",
            "Lists the ops that the engine runs: name, element types, gradient.",
            "ops",
            "ops matmul"
        )
        {
            filter,
        };
        command.SetAction(parsed =>
        {
            var writers = parsed.InvocationConfiguration;
            return (int)List(parsed.GetValue(filter) ?? "", writers.Output, writers.Error);
        });
        return command;
    }

    private static ExitCode List(string filter, TextWriter output, TextWriter error)
    {
        var rows = Engine.Ops().Where(r => r.Name.Contains(filter, StringComparison.OrdinalIgnoreCase)).ToArray();
        if (rows.Length == 0)
        {
            error.WriteLine(
                $"{CommandLine.ProgramName}: no op with '{filter}' in its name has a kernel in this engine"
            );
            return ExitCode.Failure;
        }
        var width = rows.Max(r => r.Name.Length);
        foreach (var (name, types, gradient) in rows)
            output.WriteLine($"{name.PadRight(width)}  {types, -48}  {gradient}".TrimEnd());
        return ExitCode.Ok;
    }
}
