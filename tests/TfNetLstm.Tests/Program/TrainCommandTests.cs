using System.CommandLine;
using System.Globalization;
using TfNetLstm.Commands;
using TfNetLstm.Data;
using TfNetLstm.Settings;
using TfNetLstm.Tests.Data;
using TfNetLstm.Training;

namespace TfNetLstm.Tests.Program;

public class TrainCommandTests
{
    private const string Whole = "give a whole number from";

    private readonly FakeModel _model = new();
    private TrainSettings? _settings;

    public static TheoryData<string[], string> WrongArguments() =>
        new()
        {
            { ["trian"], "there is no verb 'trian': give one of train" },
            { ["--foo"], "there is no option --foo: TfNetLstm --help lists them" },
            { ["train", "--foo"], "there is no option --foo: TfNetLstm train --help lists them" },
            { ["train", "--foo", "3"], "there is no option --foo: TfNetLstm train --help lists them" },
            { ["train", "--batch_size", "3"], "there is no option --batch_size: TfNetLstm train --help lists them" },
            { ["train", "now"], "there is no use for 'now': TfNetLstm train --help lists what there is" },
            { ["train", "--seed", "1", "2"], "there is no use for '2': TfNetLstm train --help lists what there is" },
            { ["train", "@args"], "there is no use for '@args': TfNetLstm train --help lists what there is" },
            { ["train", "--seed"], $"--seed needs a value: {Whole} 0 to 2147483647" },
            { ["train", "--seed="], $"--seed needs a value: {Whole} 0 to 2147483647" },
            { ["train", "--batch-size", "--seed", "1"], $"--batch-size '--seed' is not allowed: {Whole} 1 to 55000" },
            { ["train", "--curve", "--seed", "1"], "--curve '--seed' is not allowed: give the path of a file" },
            { ["train", "--curve", "--seed=1"], "--curve needs a value: give the path of a file" },
            { ["train", "--seed", "1", "--seed", "2"], "--seed is given more than one value: give one" },
            { ["train", "--seed", "-1"], $"--seed '-1' is not allowed: {Whole} 0 to 2147483647" },
            { ["train", "--seed", "2147483648"], $"--seed '2147483648' is not allowed: {Whole} 0 to 2147483647" },
            { ["train", "--seed", "one"], $"--seed 'one' is not allowed: {Whole} 0 to 2147483647" },
            { ["train", "--training-iters", "-1"], $"--training-iters '-1' is not allowed: {Whole} 0 to 2147483647" },
            { ["train", "--training-iters", "1e5"], $"--training-iters '1e5' is not allowed: {Whole} 0 to 2147483647" },
            { ["train", "--batch-size", "0"], $"--batch-size '0' is not allowed: {Whole} 1 to 55000" },
            { ["train", "--batch-size", "-128"], $"--batch-size '-128' is not allowed: {Whole} 1 to 55000" },
            { ["train", "--batch-size", "55001"], $"--batch-size '55001' is not allowed: {Whole} 1 to 55000" },
            { ["train", "--batch-size=12.5"], $"--batch-size '12.5' is not allowed: {Whole} 1 to 55000" },
            { ["train", "--batch-size", "1,000"], $"--batch-size '1,000' is not allowed: {Whole} 1 to 55000" },
            { ["train", "--display-step", "0"], $"--display-step '0' is not allowed: {Whole} 1 to 2147483647" },
            { ["train", "--test-examples", "0"], $"--test-examples '0' is not allowed: {Whole} 1 to 10000" },
            { ["train", "--test-examples", "10001"], $"--test-examples '10001' is not allowed: {Whole} 1 to 10000" },
            { ["train", "--threads", "-2"], $"--threads '-2' is not allowed: {Whole} 0 to 1024" },
            { ["train", "--learning-rate", "nan"], Rate("nan") },
            { ["train", "--learning-rate", "0"], Rate("0") },
            { ["train", "--learning-rate", "-0.1"], Rate("-0.1") },
            { ["train", "--learning-rate", "1e39"], Rate("1e39") },
            { ["train", "--learning-rate", "1e-60"], Rate("1e-60") },
            { ["train", "--learning-rate", "Infinity"], Rate("Infinity") },
            { ["train", "--learning-rate", "0,001"], Rate("0,001") },
            { ["train", "--curve", ""], "--curve '' is not allowed: give the path of a file" },
            { ["train", "--data-dir", " "], "--data-dir ' ' is not allowed: give the path of a folder" },
            { ["train", "--data-dir"], "--data-dir needs a value: give the path of a folder" },
        };

    [Theory]
    [MemberData(nameof(WrongArguments))]
    public void AWrongArgumentIsOneLineAndExitCode2(string[] args, string message) =>
        Assert.Equal((2, "", $"TfNetLstm: {message}\n"), Run(args));

    [Fact]
    public void WithoutOptionsTheSettingsAreTheTutorials()
    {
        Run("train", "--training-iters", "0");
        Assert.Equal(new TrainSettings { TrainingIters = 0 }, _settings);
        Assert.Equal(
            (100_000, 128, 10, 0.001f, 256, 0),
            new TrainSettings() is var s
                ? (s.TrainingIters, s.BatchSize, s.DisplayStep, s.Model.LearningRate, s.TestExamples, s.Threads)
                : default
        );
    }

    [Fact]
    public void EveryOptionReachesItsSetting()
    {
        using var folder = new TemporaryFolder();
        var (code, _, _) = Run([
            "train",
            "--data-dir",
            MnistFiles.DefaultFolder,
            "--seed=7",
            "--training-iters:30",
            "--batch-size",
            "9",
            "--display-step",
            "2",
            "--learning-rate",
            "1e-2",
            "--test-examples",
            "10000",
            "--threads",
            "2",
            "--curve",
            folder["curve.json"],
        ]);
        Assert.Equal(0, code);
        Assert.Equal(
            new TrainSettings
            {
                DataDir = MnistFiles.DefaultFolder,
                Seed = 7,
                TrainingIters = 30,
                BatchSize = 9,
                DisplayStep = 2,
                Model = new ModelSettings { LearningRate = 0.01f },
                TestExamples = 10_000,
                Threads = 2,
                Curve = folder["curve.json"],
            },
            _settings
        );
        Assert.Equal("[0.5, 0.5, 0.5]", File.ReadAllText(folder["curve.json"]));
        Assert.True(_model.IsDisposed);
    }

    [Fact]
    public void StandardOutputHoldsTheTutorialsLinesOnly()
    {
        var (code, output, error) = Run("train", "--seed", "1", "--training-iters", "2000");
        Assert.Equal(0, code);
        Assert.Equal(
            "Iter 1280, Minibatch Loss= 0.500000, Training Accuracy= 0.50000\n"
                + "Optimization Finished!\nTesting Accuracy: 0.5\n",
            output
        );
        Assert.Matches(
            @"^TfNetLstm \d+\.\d+\.\d+\S*, managed engine, threads \d+, SIMD \d+ bits, seed 1\n"
                + @"data SHA-256 ba891046e650 65a50cbbf4e9 0fa7898d5092 ff7bcfd416de\n"
                + @"15 steps in \d+\.\d\d s, \d+\.\d\d ms a step\n$",
            error
        );
        // The first label of the first batch of seed 1 (batches.npz), and of the test images.
        Assert.EndsWith("#7", _model.Calls[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void OnlyASeedMakesRunsAlike()
    {
        string[] args = ["train", "--training-iters", "100", "--batch-size", "1"];
        List<string> Calls(params string[] more)
        {
            _model.Calls.Clear();
            Run([.. args, .. more]);
            return [.. _model.Calls];
        }
        Assert.Equal(Calls("--seed", "5"), Calls("--seed", "5"));
        Assert.NotEqual(Calls("--seed", "5"), Calls("--seed", "6"));
        Assert.NotEqual(Calls(), Calls());
    }

    [Fact]
    public void ALocaleWithDecimalCommasChangesNothing()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = Cultures.Comma();
            Assert.Equal("0,5", 0.5.ToString(CultureInfo.CurrentCulture));

            var (code, output, error) = Run("train", "--training-iters", "2000", "--learning-rate", "0.01");
            Assert.Equal(0, code);
            Assert.Equal(0.01f, _settings!.Model.LearningRate);
            Assert.Contains("Loss= 0.500000, Training Accuracy= 0.50000\n", output, StringComparison.Ordinal);
            Assert.EndsWith("Testing Accuracy: 0.5\n", output, StringComparison.Ordinal);
            Assert.DoesNotMatch(@"\d,\d", error);
            Assert.Equal((2, "", $"TfNetLstm: {Rate("0,01")}\n"), Run("train", "--learning-rate", "0,01"));
            Assert.Contains("[default: 0.001]", Run("train", "--help").Output, StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void HelpListsVerbsAndOptionsWithTheirDefaults()
    {
        var (code, output, error) = Run("--help");
        Assert.Equal((0, ""), (code, error));
        Assert.Contains("Usage:\n  TfNetLstm [command] [options]\n", output, StringComparison.Ordinal);
        Assert.Contains("\n  train  ", output, StringComparison.Ordinal);

        (code, output, error) = Run("train", "--help");
        Assert.Equal((0, ""), (code, error));
        Assert.Contains("Usage:\n  TfNetLstm train [options]\n", output, StringComparison.Ordinal);
        foreach (var option in new TrainOptions().All)
        {
            Assert.Matches($@"\n  (-\w, )?{option.Name} [ <]", output);
        }
        string[] defaults = ["100000", "128", "10", "0.001", "256", "0"];
        Assert.All(defaults, d => Assert.Contains($"[default: {d}]", output, StringComparison.Ordinal));
    }

    [Fact]
    public void VersionIsTheAssemblys()
    {
        var (code, output, error) = Run("--version");
        Assert.Equal((0, ""), (code, error));
        Assert.Matches(@"^\d+\.\d+\.\d+", output);
    }

    [Fact]
    public void NoVerbShowsTheHelpAndIsAWrongUse()
    {
        var (code, output, error) = Run();
        Assert.Equal((2, ""), (code, output));
        Assert.Equal(Run("--help").Output, error);
    }

    [Fact]
    public void ACurveThatCannotBeWrittenIsSaidBeforeAnythingElse()
    {
        using var folder = new TemporaryFolder();
        var (code, output, error) = Run("train", "--curve", folder.Path);
        Assert.Equal(
            (2, "", $"TfNetLstm: --curve '{folder.Path}' cannot be written: '{folder.Path}' is a folder.\n"),
            (code, output, error)
        );
        var missing = Path.Combine(folder["no"], "curve.json");
        (code, output, error) = Run("train", "--curve", missing);
        Assert.Equal((2, "", 1), (code, output, error.Count(c => c == '\n')));
        Assert.StartsWith($"TfNetLstm: --curve '{missing}' cannot be written: ", error, StringComparison.Ordinal);
        Assert.Null(_settings);
    }

    [Fact]
    public void BadDataIsOneLineAndExitCode3()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write(MnistFiles.TrainImages.Name, "<html>404 Not Found</html>"u8.ToArray());
        Assert.Equal(
            (
                3,
                "",
                $"TfNetLstm: {path}: not gzip but text, perhaps a web page saved by a download; "
                    + "get train-images-idx3-ubyte.gz again, the repository has it in data/mnist\n"
            ),
            Run("train", "--data-dir", folder.Path)
        );
        Assert.Null(_settings);
    }

    [Fact]
    public void AFailureOfTheModelIsExitCode1AndKeepsTheCurve()
    {
        using var folder = new TemporaryFolder();
        var model = new FakeModel
        {
            OnCall = call =>
            {
                if (call == "accuracy")
                {
                    throw new InvalidOperationException("out of order");
                }
            },
        };
        var (code, output, error) = Run(model, "train", "--display-step", "2", "--curve", folder["curve.json"]);
        Assert.Equal((1, ""), (code, output));
        Assert.Contains("\nTfNetLstm: System.InvalidOperationException: out of order", error, StringComparison.Ordinal);
        Assert.Equal("[0.5, 0.5]", File.ReadAllText(folder["curve.json"]));
        Assert.True(model.IsDisposed);
    }

    [Fact]
    public void ACurveThatCannotBeWrittenInTheEndIsOneLineAndExitCode1()
    {
        using var folder = new TemporaryFolder();
        var path = folder["curve.json"];
        var model = new FakeModel { OnCall = _ => Directory.CreateDirectory(path) };
        var (code, _, error) = Run(model, "train", "--training-iters", "200", "--curve", path);
        var lines = error.TrimEnd('\n').Split('\n');
        Assert.Equal((1, 4), (code, lines.Length));
        Assert.StartsWith("TfNetLstm: ", lines[^1], StringComparison.Ordinal);
        Assert.Contains("curve.json", lines[^1], StringComparison.Ordinal);
    }

    private static string Rate(string text) =>
        $"--learning-rate '{text}' is not allowed: give a number above 0, such as 0.001";

    private (int Code, string Output, string Error) Run(params string[] args) => Run(_model, args);

    private (int Code, string Output, string Error) Run(FakeModel model, params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var root = new RootCommand("test")
        {
            TrainCommand.Create(settings =>
            {
                _settings = settings;
                return model;
            }),
        };
        var code = CommandLine.Run(root, args, output, error);
        return (code, output.ToString(), error.ToString());
    }
}
