using TfNetLstm.Commands;

namespace TfNetLstm.Tests.Program;

/// <summary>The program's command line in this process: what it prints and how it ends.</summary>
internal static class ProgramRun
{
    /// <summary>Runs the program as <c>Program.cs</c> does, without the environment's settings.</summary>
    public static (int Code, string Output, string Error) Run(params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var code = CommandLine.Run(Verbs.Root(new ProgramContext { Environment = _ => null }), args, output, error);
        return (code, output.ToString(), error.ToString());
    }

    /// <summary>Runs it and wants exit code 0; gives what it printed.</summary>
    public static string Ok(params string[] args)
    {
        var (code, output, error) = Run(args);
        Assert.True(code == 0, $"exit code {code}\n{output}\n{error}");
        return output;
    }
}
