using System.CommandLine;
using TfNetLstm.Evaluating;
using TfNetLstm.Images;
using TfNetLstm.Reports;

namespace TfNetLstm.Commands;

/// <summary>The verb <c>predict</c>: tells the digits on pictures.</summary>
internal static class PredictCommand
{
    private static readonly string[] s_extensions = [".png", ".jpg", ".jpeg"];

    /// <summary>The verb, over what opens checkpoints.</summary>
    public static Command Create(OpenModel open, ProgramContext? context = null)
    {
        var files = new Argument<string[]>("files")
        {
            Description =
                "PNG or JPEG files, or folders of them: a digit each, of any size, dark on light or light on dark.",
            Arity = ArgumentArity.OneOrMore,
        };
        var checkpoint = ValueOptions.OptionalPath("--checkpoint", "checkpoint", "-c");
        var threads = ValueOptions.Whole("--threads", 0, 1024, 0);
        var json = ValueOptions.Flag("--json");
        var quiet = ValueOptions.Flag("--no-picture");
        checkpoint.Description =
            "The checkpoint: its prefix, one of its files, or a folder, whose newest one is taken.";
        checkpoint.Required = true;
        threads.Description = "Threads that compute, 0 for all cores.";
        json.Description = "Prints everything as JSON.";
        quiet.Description = "Leaves out the 28 x 28 pixels that the network saw.";
        var command = new VerbCommand(
            "predict",
            "Tells the digits on pictures, and shows what the network saw of them.",
            "predict --checkpoint runs/first seven.png",
            "predict --checkpoint runs/first/model.ckpt-781 scans/ --json"
        )
        {
            files,
            checkpoint,
            threads,
            json,
            quiet,
        };
        command.SetAction(parsed =>
        {
            var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            using var model = open(parsed.GetValue(checkpoint)!, parsed.GetValue(threads));
            var predictions = parsed
                .GetValue(files)!
                .SelectMany(Expand)
                .Select(path => Prediction.Of(model, path))
                .ToArray();
            if (parsed.GetValue(json))
            {
                output.WriteLine(PredictionText.Json(predictions, model.Checkpoint));
            }
            else
            {
                var colours = (context ?? ProgramContext.OfProcess()).IsInteractive;
                foreach (var told in predictions.Where(p => p.Problem is null))
                    output.Write(PredictionText.Plain(told, !parsed.GetValue(quiet), colours));
            }
            var problems = predictions.Where(p => p.Problem is not null).ToArray();
            foreach (var (path, problem) in problems.Select(p => (p.Path, p.Problem)))
                error.WriteLine($"{CommandLine.ProgramName}: {path}: {problem}");
            return (int)(problems.Length > 0 ? ExitCode.Data : ExitCode.Ok);
        });
        return command;
    }

    // The pictures of a folder in the order of their names; anything else is a file.
    private static IEnumerable<string> Expand(string path) =>
        Directory.Exists(path)
            ? Directory
                .EnumerateFiles(path)
                .Where(f => s_extensions.Contains(Path.GetExtension(f), StringComparer.OrdinalIgnoreCase))
                .Order(StringComparer.Ordinal)
                .DefaultIfEmpty(path)
            : [path];
}
