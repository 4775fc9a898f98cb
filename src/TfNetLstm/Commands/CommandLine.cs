using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.Globalization;
using TfNetLstm.Data;

namespace TfNetLstm.Commands;

/// <summary>Runs a command line: help and results on one writer, everything else on the other, an exit code in any case.</summary>
internal static class CommandLine
{
    private const string DefaultName = "TfNetLstm";

    /// <summary>What the program calls itself in messages and in the commands that it prints: as it was started.</summary>
    public static string ProgramName { get; } =
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) is { } name
        && string.Equals(name, DefaultName, StringComparison.OrdinalIgnoreCase)
            ? name
            : DefaultName;

    // "@file" means a file of arguments to the library; here a path may begin with any character.
    private static readonly ParserConfiguration s_parser = new() { ResponseFileTokenReplacer = null };

    /// <summary>Parses the arguments and runs the verb they name, in the invariant culture.</summary>
    public static int Run(RootCommand root, IReadOnlyList<string> args, TextWriter output, TextWriter error)
    {
        root.HelpName = ProgramName;
        HelpExamples.AddTo(root);
        var culture = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        try
        {
            return (int)ParseAndInvoke(root, args, output, error);
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    /// <summary>Whether this is a command line that the program takes; says what is wrong with it otherwise. Runs nothing.</summary>
    public static bool Check(RootCommand root, IReadOnlyList<string> args, TextWriter error)
    {
        var parsed = root.Parse(args, s_parser);
        if (parsed.Action is not ParseErrorAction)
            return true;
        Fail(error, FirstError(parsed), ExitCode.Usage);
        return false;
    }

    private static ExitCode ParseAndInvoke(
        RootCommand root,
        IReadOnlyList<string> args,
        TextWriter output,
        TextWriter error
    )
    {
        if (args.Count == 0)
        {
            root.Parse(["--help"], s_parser).Invoke(new InvocationConfiguration { Output = error, Error = error });
            return ExitCode.Usage;
        }
        var parsed = root.Parse(args, s_parser);
        if (parsed.Action is ParseErrorAction)
        {
            return Fail(error, FirstError(parsed), ExitCode.Usage);
        }
        var writers = new InvocationConfiguration
        {
            Output = output,
            Error = error,
            EnableDefaultExceptionHandler = false,
            // A signal is the verbs' affair: none of them may be cut while it saves.
            ProcessTerminationTimeout = null,
        };
        try
        {
            return (ExitCode)parsed.Invoke(writers);
        }
        catch (UsageException e)
        {
            return Fail(error, e.Message, ExitCode.Usage);
        }
        catch (DataFileException e)
        {
            return Fail(error, e.Message, ExitCode.Data);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Fail(error, e.Message, ExitCode.Failure);
        }
        catch (Exception e) when (Engine.IsError(e))
        {
            return Fail(
                error,
                string.Join(
                    "; ",
                    e.Message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                ),
                ExitCode.Failure
            );
        }
        catch (Exception e)
        {
            return Fail(error, e.ToString(), ExitCode.Failure);
        }
    }

    private static ExitCode Fail(TextWriter error, string message, ExitCode code)
    {
        error.WriteLine($"{ProgramName}: {message}");
        return code;
    }

    // What is wrong with a known option explains more than what was left over because of it.
    private static string FirstError(ParseResult parsed)
    {
        foreach (var error in parsed.Errors)
        {
            if ((error.SymbolResult as OptionResult ?? error.SymbolResult?.Parent as OptionResult) is { } option)
            {
                return OptionError(option, error.Message);
            }
        }
        if (parsed.UnmatchedTokens is [var token, ..])
            return UnknownArgument(parsed.CommandResult.Command, token);
        var command = parsed.CommandResult.Command;
        var missing = command.Arguments.FirstOrDefault(a =>
            a.Arity.MinimumNumberOfValues > 0 && parsed.GetResult(a) is not { Tokens.Count: > 0 }
        );
        return missing is null
            ? parsed.Errors[0].Message
            : $"{command.Name} needs <{missing.Name}>: {ProgramName} {command.Name} --help tells what that is";
    }

    private static string OptionError(OptionResult option, string message) =>
        (option.Tokens.Count, option.Option as IValueOption) switch
        {
            (0, { } values) => $"{option.Option.Name} needs a value: give {values.Allowed}",
            (> 1, _) => $"{option.Option.Name} is given more than one value: give one",
            _ => message,
        };

    private static string UnknownArgument(Command command, string token)
    {
        if (command is RootCommand && !token.StartsWith('-'))
        {
            return $"there is no verb '{token}': give one of {string.Join(", ", command.Subcommands.Select(c => c.Name))}";
        }
        var name = command is RootCommand ? ProgramName : $"{ProgramName} {command.Name}";
        return token.StartsWith('-')
            ? $"there is no option {token}: {name} --help lists them"
            : $"there is no use for '{token}': {name} --help lists what there is";
    }
}
