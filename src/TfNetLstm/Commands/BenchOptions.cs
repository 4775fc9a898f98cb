using System.CommandLine;
using TfNetLstm.Bench;

namespace TfNetLstm.Commands;

/// <summary>The options of <c>bench</c>.</summary>
internal sealed class BenchOptions
{
    /// <summary>Describes the options.</summary>
    public BenchOptions()
    {
        Threads.Description = "Threads that compute, 0 for all cores; a training step is measured on one as well.";
        Seconds.Description = "How long each measurement goes on.";
        Growth.Description = "Measures training steps of other sizes too.";
        Full.Description = "Runs the whole main job too.";
        Json.Description = "Prints everything as JSON.";
        Python.Description = "The Python whose NumPy multiplies for the yardstick; left out, python3.";
        DataDir.Description = "The folder with the four MNIST files; left out, the ones that come with the program.";
    }

    /// <summary>Threads that compute.</summary>
    public ValueOption<int> Threads { get; } = ValueOptions.Whole("--threads", 0, 1024, 0);

    /// <summary>Seconds for each measurement.</summary>
    public ValueOption<float> Seconds { get; } = ValueOptions.Positive("--seconds", 2);

    /// <summary>Whether to measure other sizes.</summary>
    public ValueOption<bool> Growth { get; } = ValueOptions.Flag("--growth");

    /// <summary>Whether to run the main job.</summary>
    public ValueOption<bool> Full { get; } = ValueOptions.Flag("--full");

    /// <summary>Whether to print JSON.</summary>
    public ValueOption<bool> Json { get; } = ValueOptions.Flag("--json");

    /// <summary>The interpreter.</summary>
    public ValueOption<string?> Python { get; } = ValueOptions.OptionalPath("--python", "file");

    /// <summary>The data.</summary>
    public ValueOption<string?> DataDir { get; } = ValueOptions.OptionalPath("--data-dir", "folder");

    /// <summary>What the process that measures the start is told.</summary>
    public Option<bool> FirstStepOnly { get; } = new(FirstStep.Option) { Hidden = true };

    /// <summary>All of them.</summary>
    public IReadOnlyList<Option> All => [Threads, Seconds, Growth, Full, Json, Python, DataDir, FirstStepOnly];
}
