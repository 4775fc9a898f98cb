using System.Text.Json;
using Tensorflow;
using Tensorflow.Formats;
using Tensorflow.Formats.Proto;
using Tensorflow.GrpcServer;
using TfNetLstm.Data;
using TfNetLstm.Distributed;
using TfNetLstm.Settings;
using TfNetLstm.Tests.Data;
using TfNetLstm.Training;

namespace TfNetLstm.Tests.Program;

/// <summary>The program at a server and on a cluster, each over the loopback.</summary>
public class RemoteTrainingTests
{
    private static readonly string[] _short = ["train", "--seed", "1", "--training-iters", "5200"];
    private static readonly CancellationToken _stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task AtAServerTheLossesAreTheSameBits()
    {
        using var folder = new TemporaryFolder();
        await using var server = await Serve();
        string[] settings = ["--validate-every", "16", "--hidden", "64"];
        var here = ProgramRun.Ok([
            .. _short,
            .. settings,
            "--curve",
            folder["here.json"],
            "--save-dir",
            folder["here"],
        ]);
        var there = ProgramRun.Ok([
            .. _short,
            .. settings,
            "--target",
            server.Target,
            "--curve",
            folder["there.json"],
            "--save-dir",
            folder["there"],
            "--logdir",
            folder["logs"],
        ]);
        Assert.Equal(here, there);
        Assert.Equal(await Text(folder["here.json"]), await Text(folder["there.json"]));
        Assert.Equal(40, JsonSerializer.Deserialize<double[]>(await Text(folder["there.json"]))!.Length);
        foreach (var file in (string[])["model.ckpt-40.data-00000-of-00001", "metrics.csv"])
            Assert.Equal(
                await File.ReadAllBytesAsync(Path.Combine(folder["here"], file), _stop),
                await File.ReadAllBytesAsync(Path.Combine(folder["there"], file), _stop)
            );
        Assert.NotEmpty(Directory.GetFiles(folder["logs"], "events.out.tfevents.*", SearchOption.AllDirectories));
        Assert.Equal(0, server.SessionCount);
    }

    /// <summary>A run that began here goes on there, and the other way round, as if it had stayed.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ARunGoesOnElsewhere(bool beginsThere)
    {
        using var folder = new TemporaryFolder();
        await using var server = await Serve();
        string[] elsewhere = ["--target", server.Target];
        string[] settings = ["train", "--seed", "2", "--hidden", "16", "--display-step", "5"];
        ProgramRun.Ok([.. settings, "--training-iters", "3000", "--save-dir", folder["whole"]]);
        ProgramRun.Ok([
            .. settings,
            "--training-iters",
            "1500",
            "--save-dir",
            folder["run"],
            .. beginsThere ? elsewhere : [],
        ]);
        ProgramRun.Ok([
            "train",
            "--save-dir",
            folder["run"],
            "--resume",
            "latest",
            "--training-iters",
            "3000",
            .. beginsThere ? [] : elsewhere,
        ]);
        Assert.Equal(
            await File.ReadAllBytesAsync(folder["whole/model.ckpt-23.data-00000-of-00001"], _stop),
            await File.ReadAllBytesAsync(folder["run/model.ckpt-23.data-00000-of-00001"], _stop)
        );
    }

    /// <summary>One process for all workers: what one machine computes, up to rounding; also where parts are not equal.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public async Task InOneProcessTheResultIsThatOfOneMachine(int workers)
    {
        using var folder = new TemporaryFolder();
        var cluster = Cluster("localhost:1", workers);
        await using var server = await Serve(cluster);
        var here = ProgramRun.Ok([.. _short, "--curve", folder["here.json"]]);
        var there = ProgramRun.Ok([
            .. _short,
            "--cluster",
            Cluster(Address(server), workers),
            "--sync",
            "--curve",
            folder["there.json"],
        ]);
        var (expected, actual) = (Losses(await Text(folder["here.json"])), Losses(await Text(folder["there.json"])));
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], 1e-4);
        Assert.Equal(here.Split('\n').Length, there.Split('\n').Length);
    }

    [Fact]
    public void EachWorkerComputesItsPartAndItsGradients()
    {
        var graph = Built(
            new()
            {
                Seed = 1,
                Cluster = Cluster("h:1", 2),
                Sync = true,
            }
        );
        var devices = graph
            .get_operations()
            .Where(op =>
                op.type is "MatMul" or "Tanh" or "SoftmaxCrossEntropyWithLogits" or "TanhGrad" or "SigmoidGrad"
            )
            .GroupBy(op => op.device, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
        Assert.Equal(["/job:worker/task:0", "/job:worker/task:1"], devices.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(devices["/job:worker/task:0"], devices["/job:worker/task:1"]);
        Assert.All(
            graph.get_operations().Where(op => op.type is "VariableV2" or "ApplyAdam" or "Assign"),
            op => Assert.Equal("/job:ps/task:0", op.device)
        );
        var one = Built(new() { Seed = 1 }).get_operations().Where(op => op.type == "VariableV2").Select(op => op.name);
        Assert.Equal(one, graph.get_operations().Where(op => op.type == "VariableV2").Select(op => op.name));
    }

    /// <summary>A process for each worker: they share what they learn, the chief alone saves.</summary>
    [Fact]
    public async Task WorkersOfAClusterTrainTogether()
    {
        using var folder = new TemporaryFolder();
        await using var server = await Serve();
        var cluster = Cluster(Address(server), 3);
        string[] settings =
        [
            "train",
            "--seed",
            "1",
            "--hidden",
            "32",
            "--training-iters",
            "2600",
            "--cluster",
            cluster,
            "--save-dir",
            folder["run"],
            "--logdir",
            folder["logs"],
        ];
        var runs = new[] { 2, 1, 0 }
            .Select(task =>
                Task.Factory.StartNew(
                    () => ProgramRun.Run([.. settings, "--task", $"{task}"]),
                    _stop,
                    TaskCreationOptions.LongRunning,
                    TaskScheduler.Default
                )
            )
            .ToArray();
        var results = await Task.WhenAll(runs);
        Assert.All(results, r => Assert.True(r.Code == 0, r.Error));
        Assert.All(results, r => Assert.Equal(4, r.Output.TrimEnd('\n').Split('\n').Length));
        Assert.Equal(3, results.Select(r => r.Output).Distinct(StringComparer.Ordinal).Count());
        Assert.Contains("the chief, task 0, saves", results[0].Error, StringComparison.Ordinal);
        Assert.Contains("worker 0 of", results[2].Error, StringComparison.Ordinal);
        var prefix = CheckpointStateFile.Latest(folder["run"])!;
        using (var reader = CheckpointReader.Open(prefix))
            Assert.DoesNotContain(reader.Entries, e => e.Name.Contains("chief", StringComparison.Ordinal));
        Assert.Single(Directory.GetFiles(folder["logs"], "events.out.tfevents.*", SearchOption.AllDirectories));

        // It goes on, here or there.
        string[] more = ["train", "--save-dir", folder["run"], "--resume", "latest", "--training-iters"];
        ProgramRun.Ok([.. more, "4000", "--cluster", cluster, "--task", "0"]);
        ProgramRun.Ok([.. more, "5300"]);
        Assert.EndsWith("model.ckpt-41", CheckpointStateFile.Latest(folder["run"]), StringComparison.Ordinal);
    }

    /// <summary>A server that goes away between two steps, or during one: one line, exit code 1, and how to go on.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AServerThatGoesAwayIsOneLine(bool duringAStep)
    {
        using var folder = new TemporaryFolder();
        var server = await Serve();
        var run = Task.Factory.StartNew(
            () =>
                ProgramRun.Run(
                    "train",
                    "--seed",
                    "1",
                    "--hidden",
                    duringAStep ? "512" : "16",
                    "--training-iters",
                    "2000000",
                    "--save-dir",
                    folder["run"],
                    "--save-every",
                    "1",
                    "--target",
                    server.Target
                ),
            _stop,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );
        while (CheckpointStateFile.Latest(folder["run"]) is null)
            await Task.Delay(10, _stop);
        if (duringAStep)
            while (server.Master.CallCount == 0)
                await Task.Yield();
        await server.DisposeAsync();
        var (code, _, error) = await run;
        Assert.Equal(1, code);
        Assert.Contains("\nGo on with: TfNetLstm train ", error, StringComparison.Ordinal);
        var last = error.TrimEnd('\n').Split('\n')[^1];
        Assert.StartsWith("TfNetLstm: ", last, StringComparison.Ordinal);
        using var reader = CheckpointReader.Open(CheckpointStateFile.Latest(folder["run"])!);
        reader.Verify();
    }

    [Theory]
    [InlineData("--target grpc://nowhere", "--target: 'grpc://nowhere' is no target of a session")]
    [InlineData("--target here", "--target 'here' is not allowed: give the address of a server")]
    [InlineData(
        "--target grpc://a:1 --cluster ps=a:1;worker=b:1 --sync",
        "--target and --cluster say different things"
    )]
    [InlineData("--task 1", "--task needs a cluster: give --cluster too")]
    [InlineData("--sync", "--sync needs a cluster: give --cluster too")]
    [InlineData("--cluster ps=a:1;worker=b:1", "--cluster needs to know who drives it: give --task N")]
    [InlineData("--cluster ps=a:1;worker=b:1 --task 0 --sync", "--task and --sync say different things")]
    [InlineData("--cluster ps=a:1;worker=b:1 --task 1", "--task 1 is not allowed: the cluster has 1 workers")]
    [InlineData("--cluster ps=a:1 --sync", "has no job 'worker'")]
    [InlineData("--cluster worker=b:1 --sync", "has no job 'ps'")]
    [InlineData("--cluster ps=a;worker=b:1 --sync", "--cluster: 'a' is no address of a task of job 'ps'")]
    [InlineData("--cluster nothing --sync", "--cluster 'nothing' is not allowed: give the addresses of a cluster")]
    [InlineData("--target grpc://a:1 --profile", "--trace and --profile see this process")]
    public void WrongArgumentsAreOneLine(string arguments, string message)
    {
        var (code, output, error) = ProgramRun.Run(["train", .. arguments.Split(' ')]);
        Assert.Equal((2, ""), (code, output));
        Assert.Contains(message, error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd('\n').Split('\n'));
    }

    [Fact]
    public void NobodyThereIsOneLine()
    {
        var (code, output, error) = ProgramRun.Run("train", "--target", "grpc://127.0.0.1:1", "--verbosity", "quiet");
        Assert.Equal((1, ""), (code, output));
        Assert.StartsWith("TfNetLstm: grpc://127.0.0.1:1 cannot be reached", error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd('\n').Split('\n'));
    }

    [Theory]
    [InlineData("--port 70000", "--port '70000' is not allowed")]
    [InlineData("--job --task", "--job '--task' is not allowed: give the name of a job")]
    [InlineData("--address nowhere", "--address 'nowhere' is not allowed")]
    [InlineData("--cluster ps=a:1;worker=b:1 --job x", "has no job 'x': --job names one that it has")]
    [InlineData("--cluster ps=a:1;worker=b:1 --task 3", "--task 3 is not allowed: job 'worker' has 1 tasks")]
    public void WrongArgumentsOfServeAreOneLine(string arguments, string message)
    {
        var (code, output, error) = ProgramRun.Run(["serve", .. arguments.Split(' ')]);
        Assert.Equal((2, ""), (code, output));
        Assert.Contains(message, error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd('\n').Split('\n'));
    }

    [Fact]
    public async Task APortThatIsTakenIsOneLine()
    {
        await using var server = await Serve();
        var (code, _, error) = ProgramRun.Run("serve", "--port", $"{server.EndPoint!.Port}");
        Assert.Equal(1, code);
        Assert.Contains("Cannot listen at 127.0.0.1:", error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd('\n').Split('\n'));
    }

    private static Graph Built(TrainSettings settings)
    {
        var graph = new Graph();
        using (graph.as_default())
            Engine.Build(1, settings.Model, Deployment.Of(settings));
        return graph;
    }

    private static string Cluster(string address, int workers) =>
        $"ps={address};worker={string.Join(',', Enumerable.Repeat(address, workers))}";

    private static string Address(MasterServer server) => server.Target["grpc://".Length..];

    private static double[] Losses(string json) => JsonSerializer.Deserialize<double[]>(json)!;

    private static Task<string> Text(string path) => File.ReadAllTextAsync(path, _stop);

    private static async Task<MasterServer> Serve(string? cluster = null)
    {
        var server = new MasterServer(
            new()
            {
                Port = 0,
                Cluster = cluster is null ? null : ClusterSpec.Parse(cluster).as_cluster_def(),
                JobName = cluster is null ? "localhost" : "worker",
                Grace = TimeSpan.FromSeconds(5),
            }
        );
        await server.StartAsync(_stop);
        return server;
    }
}
