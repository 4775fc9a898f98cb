using System.CommandLine;
using NumSharp;
using TfNetLstm.Data;
using TfNetLstm.Evaluating;
using TfNetLstm.Images;
using TfNetLstm.Reports;

namespace TfNetLstm.Commands;

/// <summary>The verb <c>eval</c>: how well a checkpoint tells the test images.</summary>
internal static class EvalCommand
{
    /// <summary>The verb, over what opens checkpoints.</summary>
    public static Command Create(OpenModel open)
    {
        var checkpoint = CheckpointArgument.Create();
        var dataDir = ValueOptions.OptionalPath("--data-dir", "folder");
        var count = ValueOptions.Whole("--test-examples", 1, MnistData.TestCount, MnistData.TestCount);
        var threads = ValueOptions.Whole("--threads", 0, 1024, 0);
        var json = ValueOptions.Flag("--json");
        var confusion = ValueOptions.OptionalPath("--confusion-png", "file");
        var mistakes = ValueOptions.OptionalPath("--mistakes-png", "file");
        var report = ValueOptions.OptionalPath("--report", "file");
        dataDir.Description = "The folder with the four MNIST files; left out, the ones that come with the program.";
        count.Description = "How many test images, from the first on.";
        threads.Description = "Threads that compute, 0 for all cores.";
        json.Description = "Prints everything as JSON.";
        confusion.Description = "Draws the confusion matrix into this file.";
        mistakes.Description = "Draws the worst mistakes into this file.";
        report.Description = "Writes a page with tables and pictures to this file.";
        var command = new VerbCommand(
            "eval",
            "Measures a checkpoint, ours or Python's, on the test images.",
            "eval runs/first",
            "eval runs/first/model.ckpt-781 --confusion-png confusion.png --report eval.html"
        )
        {
            checkpoint,
            dataDir,
            count,
            threads,
            json,
            confusion,
            mistakes,
            report,
        };
        command.SetAction(parsed =>
        {
            var output = parsed.InvocationConfiguration.Output;
            using var confusionFile = OutputFile.Open(confusion.Name, parsed.GetValue(confusion));
            using var mistakesFile = OutputFile.Open(mistakes.Name, parsed.GetValue(mistakes));
            using var reportFile = OutputFile.Open(report.Name, parsed.GetValue(report));
            using var model = open(parsed.GetValue(checkpoint)!, parsed.GetValue(threads));
            var folder = parsed.GetValue(dataDir) ?? MnistFiles.DefaultFolder;
            var test = MnistData.Load(folder, np.random.RandomState(0)).Test;
            var result = Evaluation.Of(model.Classifier, model.Layout, test, parsed.GetValue(count));
            if (parsed.GetValue(json))
                output.WriteLine(EvaluationJson.Text(result, model.Checkpoint));
            else
                EvaluationTable.Write(output, result);
            confusionFile?.Write(ConfusionPicture.Draw(result).ToPng());
            mistakesFile?.Write(MistakesPicture.Draw(result, test).ToPng());
            reportFile?.Write(EvaluationReport.Page(result, test, model, CommandText.Of(parsed)));
            return (int)ExitCode.Ok;
        });
        return command;
    }
}
