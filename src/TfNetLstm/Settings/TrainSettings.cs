namespace TfNetLstm.Settings;

/// <summary>What the user asked of <c>train</c>; the defaults are the tutorial's.</summary>
internal sealed record TrainSettings
{
    /// <summary>The folder with the four MNIST files; the one beside the program when null.</summary>
    public string? DataDir { get; init; }

    /// <summary>Seeds the graph and NumPy's shuffles; each run differs when null.</summary>
    public int? Seed { get; init; }

    /// <summary>Training goes on while step * batch size is below this.</summary>
    public int TrainingIters { get; init; } = 100_000;

    /// <summary>Examples of a training step.</summary>
    public int BatchSize { get; init; } = 128;

    /// <summary>Steps from one printed line to the next.</summary>
    public int DisplayStep { get; init; } = 10;

    /// <summary>The constants of the graph.</summary>
    public ModelSettings Model { get; init; } = new();

    /// <summary>How many test images, from the first on, the last line measures.</summary>
    public int TestExamples { get; init; } = 256;

    /// <summary>Threads of the engine; 0 for all cores.</summary>
    public int Threads { get; init; }

    /// <summary>The server that runs the graph, <c>grpc://host:port</c>; this process when null.</summary>
    public string? Target { get; init; }

    /// <summary>The cluster that runs the graph, <c>ps=host:port;worker=host:port,...</c>; none when null.</summary>
    public string? Cluster { get; init; }

    /// <summary>The worker of the cluster that this process drives.</summary>
    public int? Task { get; init; }

    /// <summary>Whether this process drives all workers of the cluster, and splits each batch over them.</summary>
    public bool Sync { get; init; }

    /// <summary>Where each step's loss goes as JSON; nowhere when null.</summary>
    public string? Curve { get; init; }

    /// <summary>Where the kernels go as JSON trace events; nowhere when null.</summary>
    public string? Trace { get; init; }

    /// <summary>Whether the most expensive kernels are told in the end.</summary>
    public bool Profile { get; init; }

    /// <summary>Steps from one look at the validation images to the next; none when 0.</summary>
    public int ValidateEvery { get; init; }

    /// <summary>Validations without a better loss after which training ends; it never does so when 0.</summary>
    public int EarlyStop { get; init; }

    /// <summary>The run folder: checkpoints, history and settings; none when null.</summary>
    public string? SaveDir { get; init; }

    /// <summary>Steps from one checkpoint to the next; only the last one when 0.</summary>
    public int SaveEvery { get; init; }

    /// <summary>How many checkpoints are kept.</summary>
    public int Keep { get; init; } = 5;

    /// <summary>What the checkpoint of the best validation is chosen by; none is kept when null.</summary>
    public string? KeepBest { get; init; }

    /// <summary>The checkpoint to go on from, or <c>latest</c>.</summary>
    public string? Resume { get; init; }

    /// <summary>The folder for TensorBoard; none when null.</summary>
    public string? LogDir { get; init; }

    /// <summary>The page that shows the run; none when null.</summary>
    public string? Report { get; init; }

    /// <summary>Whether a terminal gets plain lines too.</summary>
    public bool Plain { get; init; }

    /// <summary>How much goes to standard error.</summary>
    public Verbosity Verbosity { get; init; } = Verbosity.Normal;
}
