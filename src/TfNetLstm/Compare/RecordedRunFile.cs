using System.IO.Compression;
using System.Text.Json;
using Google.Protobuf;
using NumSharp;
using Tensorflow.Formats.Proto;
using TfNetLstm.Data;

namespace TfNetLstm.Compare;

/// <summary>Reads what <c>mnist_lstm.py --record</c> wrote: <c>run.json</c> and what lies beside it.</summary>
internal static class RecordedRunFile
{
    private const string Remedy = "mnist_lstm.py --record FOLDER writes a whole one";

    /// <summary>The run that comes with the program.</summary>
    public static string ShippedFolder { get; } = Path.Combine(AppContext.BaseDirectory, "reference");

    /// <summary>Reads a folder, or the file <c>run.json</c> of one; of the other files any may be missing.</summary>
    public static RecordedRun Read(string path)
    {
        var file = Directory.Exists(path) ? Path.Combine(path, "run.json") : path;
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(file));
            return Read(json.RootElement, file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DataFileException(file, "the recorded run cannot be read", Remedy);
        }
        catch (Exception e)
            when (e
                    is JsonException
                        or KeyNotFoundException
                        or InvalidOperationException
                        or FormatException
                        or InvalidProtocolBufferException
                        or InvalidDataException
            )
        {
            throw new DataFileException(file, $"not a recorded run: {e.Message.Split('\n')[0]}", Remedy);
        }
    }

    private static RecordedRun Read(JsonElement json, string file)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        var defaults = new RunArguments();
        return new RecordedRun
        {
            Origin = "TensorFlow " + json.GetProperty("tensorflow").GetString(),
            Arguments = new()
            {
                Seed = Whole(json, "seed", defaults.Seed),
                TrainingIters = Whole(json, "training_iters", defaults.TrainingIters),
                BatchSize = Whole(json, "batch_size", defaults.BatchSize),
                DisplayStep = Whole(json, "display_step", defaults.DisplayStep),
                LearningRate = (float)(Number(json, "learning_rate") ?? defaults.LearningRate),
                TestExamples = Whole(json, "test_examples", defaults.TestExamples),
            },
            Losses = [.. json.GetProperty("losses").EnumerateArray().Select(l => l.GetDouble())],
            Lines = json.TryGetProperty("lines", out var lines)
                ? [.. lines.EnumerateArray().Select(l => l.GetString() ?? "")]
                : [],
            TestAccuracy = Number(json, "test_accuracy"),
            StepMilliseconds = Number(json, "step_ms"),
            PeakMegabytes = Number(json, "peak_memory_mb"),
            Machine = json.TryGetProperty("machine", out var machine) ? machine.GetString() : null,
            Graph = ReadGraph(folder),
            Initial = ReadArrays(Path.Combine(folder, "initial.npz")),
            Labels = ReadLabels(Path.Combine(folder, "batches.npz")),
        };
    }

    private static GraphDef? ReadGraph(string folder)
    {
        var path = Path.Combine(folder, "graph.pb");
        if (File.Exists(path))
            return GraphDef.Parser.ParseFrom(File.ReadAllBytes(path));
        path += ".gz";
        if (!File.Exists(path))
            return null;
        using var gzip = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        return GraphDef.Parser.ParseFrom(gzip);
    }

    private static Dictionary<string, float[]>? ReadArrays(string path)
    {
        if (!File.Exists(path))
            return null;
        using var npz = np.load_npz(path);
        return npz.Keys.ToDictionary(
            name => name,
            name =>
            {
                using var array = npz[name];
                return array.ToArray<float>();
            },
            StringComparer.Ordinal
        );
    }

    private static byte[]? ReadLabels(string path)
    {
        if (!File.Exists(path))
            return null;
        using var npz = np.load_npz(path);
        using var labels = npz["labels"];
        return labels.ToArray<byte>();
    }

    private static int Whole(JsonElement json, string name, int @default) =>
        json.TryGetProperty(name, out var value) ? value.GetInt32() : @default;

    private static double? Number(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;
}
