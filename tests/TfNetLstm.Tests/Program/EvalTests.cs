using System.Text.Json;
using NumSharp;
using TfNetLstm.Data;
using TfNetLstm.Images;
using TfNetLstm.Tests.Data;

namespace TfNetLstm.Tests.Program;

/// <summary>The verbs eval, predict, freeze and inspect on weights that TensorFlow trained.</summary>
public class EvalTests
{
    [Theory]
    [InlineData("eval", "checkpoint")]
    [InlineData("inspect", "path")]
    [InlineData("freeze", "checkpoint")]
    public void AnArgumentThatIsMissingIsNamed(string verb, string argument) =>
        Assert.Equal(
            (2, "", $"TfNetLstm: {verb} needs <{argument}>: TfNetLstm {verb} --help tells what that is\n"),
            ProgramRun.Run(verb)
        );

    /// <summary>TensorFlow's own accuracy on its own weights: 0.9511.</summary>
    [Fact]
    public void EvalFindsTensorFlowsAccuracy()
    {
        using var trained = TrainedCheckpoint.Write();
        var json = JsonDocument
            .Parse(
                ProgramRun.Ok(
                    "eval",
                    trained.Prefix,
                    "--json",
                    "--confusion-png",
                    trained["confusion.png"],
                    "--mistakes-png",
                    trained["mistakes.png"],
                    "--report",
                    trained["eval.html"]
                )
            )
            .RootElement;
        var expected = Golden.Json("model/run.json").GetProperty("test_accuracy_10000").GetDouble();
        Assert.Equal(expected, json.GetProperty("accuracy").GetDouble(), 1e-4);
        Assert.Equal(
            10_000,
            json.GetProperty("confusion").EnumerateArray().Sum(r => r.EnumerateArray().Sum(c => c.GetInt32()))
        );
        Assert.Equal(10_000, json.GetProperty("digits").EnumerateArray().Sum(d => d.GetProperty("images").GetInt32()));
        Assert.Equal((521, 521), Size(trained["confusion.png"]));
        Assert.Equal((644, 540), Size(trained["mistakes.png"]));
        var page = File.ReadAllText(trained["eval.html"]);
        Assert.Contains("Confusion matrix", page, StringComparison.Ordinal);
        Assert.DoesNotContain("http", page, StringComparison.Ordinal);
        Assert.DoesNotContain(
            ".tmp",
            string.Join(' ', Directory.GetFiles(Path.GetDirectoryName(trained.Prefix)!)),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(1, false, 0)]
    [InlineData(3, true, 5)]
    [InlineData(7, false, 40)]
    public void PredictTellsDigitsOfAnySizeOnAnyPaper(int scale, bool isLight, int margin)
    {
        using var trained = TrainedCheckpoint.Write();
        var test = MnistData.Load(MnistFiles.DefaultFolder, np.random.RandomState(0)).Test;
        string[] files = [.. Enumerable.Range(0, 40).Select(i => trained[FormattableString.Invariant($"{i:D2}.png")])];
        for (var i = 0; i < files.Length; i++)
            File.WriteAllBytes(files[i], Picture(test, i, scale, isLight, margin));
        var json = JsonDocument
            .Parse(ProgramRun.Ok("predict", "-c", trained.Prefix, "--json", Path.GetDirectoryName(files[0])!))
            .RootElement;
        var told = json.GetProperty("predictions").EnumerateArray().ToArray();
        Assert.Equal(files, told.Select(t => t.GetProperty("file").GetString()));
        var right = told.Where((t, i) => t.GetProperty("digit").GetInt32() == test.Labels[i]).Count();
        Assert.InRange(right, 36, 40);
        Assert.All(
            told,
            t => Assert.Equal(1, t.GetProperty("probabilities").EnumerateArray().Sum(p => p.GetDouble()), 1e-9)
        );
    }

    [Fact]
    public void UnreadableFilesAreNamedAndTheRestIsDone()
    {
        using var trained = TrainedCheckpoint.Write();
        var test = MnistData.Load(MnistFiles.DefaultFolder, np.random.RandomState(0)).Test;
        File.WriteAllBytes(trained["good.png"], Picture(test, 0, 4, isLight: false, 10));
        File.WriteAllText(trained["text.png"], "no picture");
        File.WriteAllBytes(trained["empty.png"], []);
        File.WriteAllBytes(trained["blank.png"], new Canvas(30, 30).ToPng());
        File.WriteAllBytes(trained["cut.png"], File.ReadAllBytes(trained["good.png"])[..60]);
        Directory.CreateDirectory(trained["none"]);
        string[] files = ["text.png", "empty.png", "good.png", "blank.png", "cut.png", "missing.png", "none"];
        var (code, output, error) = ProgramRun.Run([
            "predict",
            "--checkpoint",
            trained.Prefix,
            .. files.Select(f => trained[f]),
        ]);
        Assert.Equal(3, code);
        Assert.StartsWith($"{trained["good.png"]}: 7 (", output, StringComparison.Ordinal);
        Assert.Equal(
            [
                "TfNetLstm: run/text.png: neither PNG nor JPEG",
                "TfNetLstm: run/empty.png: the file is empty",
                "TfNetLstm: run/blank.png: nothing is drawn on it",
                "TfNetLstm: run/cut.png: the picture is damaged",
                "TfNetLstm: run/missing.png: there is no such file",
                "TfNetLstm: run/none: a folder without PNG or JPEG files",
            ],
            trained.WithoutPaths(error).TrimEnd('\n').Split('\n')
        );
    }

    [Fact]
    public void AJpegIsReadToo()
    {
        using var trained = TrainedCheckpoint.Write();
        var file = Path.Combine(AppContext.BaseDirectory, "Pictures", "four.jpg");
        Assert.Contains(
            "four.jpg: 4 (",
            ProgramRun.Ok("predict", "-c", trained.Prefix, file),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("eval", "/no/such/checkpoint", 3)]
    [InlineData("eval", "Golden/README.md", 3)]
    [InlineData("inspect", "Golden/README.md", 3)]
    [InlineData("inspect", "/no/such/file", 3)]
    [InlineData("freeze", "Golden/files", 2)]
    public void AWrongFileIsOneLine(string verb, string file, int code)
    {
        var (actual, output, error) = ProgramRun.Run(verb, Path.Combine(AppContext.BaseDirectory, file));
        Assert.Equal((code, "", 1), (actual, output, error.Count(c => c == '\n')));
    }

    [Fact]
    public void FreezeWritesWhatTensorFlowReads()
    {
        using var trained = TrainedCheckpoint.Write();
        var (frozen, model, inference) = (trained["frozen.pb"], trained["saved_model"], trained["inference.npz"]);
        ProgramRun.Ok("freeze", trained.Prefix, "-o", frozen, "--saved-model", model, "--inference", inference);
        Assert.Contains("graph: ", ProgramRun.Ok("inspect", frozen), StringComparison.Ordinal);
        Assert.Contains(
            "\nserving_default  tensorflow/serving/predict  output  pred ",
            ProgramRun.Ok("inspect", model),
            StringComparison.Ordinal
        );
        Assert.Equal([128, 10], NpzFile.Read(inference)["pred"].Shape);
        Assert.Equal(2, ProgramRun.Run("freeze", trained.Prefix, "--saved-model", model).Code);
    }

    [Fact]
    public void ExportGraphWritesPythonsGraph()
    {
        using var folder = new TemporaryFolder();
        foreach (var format in (string[])["pb", "pbtxt", "meta", "events"])
            ProgramRun.Ok("export-graph", "--logdir", folder.Path, "--format", format, "--seed", "1");
        Assert.Equal(Golden.Text("model/graph.pbtxt"), File.ReadAllText(folder["graph.pbtxt"]));
        var graph = Tensorflow.Formats.Proto.GraphDef.Parser.ParseFrom(File.ReadAllBytes(folder["graph.pb"]));
        Assert.Equal(Tensorflow.Formats.Proto.GraphDef.Parser.ParseFrom(Golden.Bytes("model/graph.pb")), graph);
        Assert.Contains("3351", ProgramRun.Ok("inspect", folder["graph.meta"]), StringComparison.Ordinal);
        Assert.Contains("\nMetaGraphDef       1\n", ProgramRun.Ok("inspect", folder.Path), StringComparison.Ordinal);
    }

    private static (int, int) Size(string path)
    {
        var image = GrayImage.Read(path);
        return (image.Width, image.Height);
    }

    private static byte[] Picture(DataSet test, int index, int scale, bool isLight, int margin)
    {
        using var batch = test.Range(index, 1);
        var pixels = batch.Images.ToArray<float>();
        if (isLight)
            pixels = Array.ConvertAll(pixels, p => 1 - p);
        var canvas = new Canvas(28 * scale + 3 * margin, 28 * scale + margin);
        if (isLight)
            canvas.Fill(0, 0, canvas.Width, canvas.Height, Colour.Black);
        canvas.Digit(pixels, margin, margin / 2, scale);
        return canvas.ToPng();
    }
}
