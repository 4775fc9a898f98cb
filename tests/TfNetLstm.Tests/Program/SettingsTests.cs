using System.CommandLine;
using System.Text.Json;
using TfNetLstm.Commands;
using TfNetLstm.Settings;
using TfNetLstm.Tests.Data;

namespace TfNetLstm.Tests.Program;

/// <summary>Where settings come from: command line, environment, file, default.</summary>
public class SettingsTests
{
    private readonly Dictionary<string, string> _environment = new(StringComparer.Ordinal);
    private TrainSettings? _settings;

    [Fact]
    public void TheCommandLineWinsOverTheEnvironmentOverTheFile()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write(
            "s.json",
            """{"batch_size": 3, "hidden": 4, "seed": 5, "learning-rate": 0.25}"""u8.ToArray()
        );
        _environment["TFNETLSTM_BATCH_SIZE"] = "30";
        _environment["TFNETLSTM_HIDDEN"] = "40";
        Run("train", "--training-iters", "0", "--config", file, "--batch-size", "300");
        Assert.Equal((300, 40, 5, 0.25f), Values());
        _environment["TFNETLSTM_CONFIG"] = file;
        Run("train", "--training-iters", "0");
        Assert.Equal((30, 40, 5, 0.25f), Values());

        (int, int, int?, float) Values() =>
            (_settings!.BatchSize, _settings.Model.Hidden, _settings.Seed, _settings.Model.LearningRate);
    }

    [Fact]
    public void ThePrintedSettingsAreAFileOfSettings()
    {
        var (code, output, error) = Run("train", "--cell", "gru", "--seed", "3", "--plain", "--print-config");
        Assert.Equal((0, ""), (code, error));
        Assert.Null(_settings);
        using var folder = new TemporaryFolder();
        var file = folder.Write("s.json", System.Text.Encoding.UTF8.GetBytes(output));
        Assert.Equal(output, Run("train", "--config", file, "--print-config").Output);
        var json = JsonDocument.Parse(output).RootElement;
        Assert.Equal("gru", json.GetProperty("cell").GetString());
        Assert.True(json.GetProperty("plain").GetBoolean());
        Assert.Equal("0.001", json.GetProperty("learning_rate").GetRawText());
    }

    [Fact]
    public void EveryOptionCanBeSetByTheEnvironment()
    {
        foreach (var option in new TrainOptions().Settings)
        {
            _environment[SettingsReader.Variable(option)] = "\u0001";
            var (code, _, error) = Run("train", "--print-config");
            var name = SettingsReader.Variable(option);
            var isPath =
                option is ValueOption<string?> { Allowed: var allowed }
                && allowed.StartsWith("the path", StringComparison.Ordinal);
            if (isPath)
                Assert.Equal(0, code);
            else
                Assert.Equal(
                    (2, true),
                    (
                        code,
                        error.StartsWith($"TfNetLstm: {name} '\u0001' is not allowed: give ", StringComparison.Ordinal)
                    )
                );
            _environment.Clear();
        }
    }

    [Theory]
    [InlineData("{", "not JSON in line 1: ")]
    [InlineData("[1]", "not an object of settings, such as ")]
    [InlineData("""{"batchsize": 1}""", "there is no setting 'batchsize': --print-config shows all of them")]
    [InlineData("""{"seed": [1]}""", "'seed' is neither a number nor a text nor true or false")]
    [InlineData("""{"seed": 1, "seed": 2}""", "'seed' is there twice")]
    public void AWrongFileIsOneLineAndExitCode2(string text, string message)
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("s.json", System.Text.Encoding.UTF8.GetBytes(text));
        var (code, output, error) = Run("train", "--config", file);
        Assert.Equal((2, "", 1), (code, output, error.Count(c => c == '\n')));
        Assert.StartsWith($"TfNetLstm: --config {file}: {message}", error, StringComparison.Ordinal);
    }

    [Fact]
    public void AWrongValueOfAFileNamesFileAndSetting()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("s.json", """{"batch_size": 0}"""u8.ToArray());
        Assert.Equal(
            (2, "", $"TfNetLstm: {file}: batch_size '0' is not allowed: give a whole number from 1 to 55000\n"),
            Run("train", "--config", file)
        );
        Assert.Equal(2, Run("train", "--config", folder["none.json"]).Code);
    }

    [Theory]
    [InlineData("--epochs 2 --training-iters 5", "--training-iters and --epochs say the same thing: give one of them")]
    [InlineData("--early-stop 2", "--early-stop needs validations: give --validate-every too")]
    [InlineData("--steps 3", "--steps '3' is not allowed: give a divisor of 784, such as 14, 28 or 56")]
    [InlineData("--cell lstn", "--cell 'lstn' is not allowed: give basic_lstm, lstm, gru or rnn")]
    public void WhatDoesNotGoTogetherIsSaid(string args, string message) =>
        Assert.Equal((2, "", $"TfNetLstm: {message}\n"), Run(["train", .. args.Split(' ')]));

    [Fact]
    public void EpochsAreRoundsOverTheTrainingImages()
    {
        Run("train", "--epochs", "3", "--batch-size", "55000");
        Assert.Equal(165_000, _settings!.TrainingIters);
    }

    private (int Code, string Output, string Error) Run(params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var root = new RootCommand("test")
        {
            TrainCommand.Create(
                settings =>
                {
                    _settings = settings;
                    return new FakeModel();
                },
                new ProgramContext { Environment = name => _environment.GetValueOrDefault(name) }
            ),
        };
        var code = CommandLine.Run(root, args, output, error);
        return (code, output.ToString(), error.ToString());
    }
}
