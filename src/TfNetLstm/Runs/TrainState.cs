using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using NumSharp;
using Tensorflow.Formats;
using TfNetLstm.Data;
using TfNetLstm.Reports;
using TfNetLstm.Training;

namespace TfNetLstm.Runs;

/// <summary>
/// What a training needs to go on exactly, beside the variables: a small JSON file next to each checkpoint. It knows the hash
/// of the variables, so that parts of two saves are never taken for one.
/// </summary>
internal sealed record TrainState
{
    private const string Ending = ".train.json";
    private const int Format = 1;

    /// <summary>The loop's place.</summary>
    public required LoopPosition Position { get; init; }

    /// <summary>The data's place.</summary>
    public required DataSetState Data { get; init; }

    /// <summary>NumPy's generator, which shuffles.</summary>
    public required NativeRandomState Random { get; init; }

    /// <summary>The graph's own generators, by node.</summary>
    public required IReadOnlyList<RandomNode> RandomNodes { get; init; }

    /// <summary>SHA-256 of all variables; empty where others changed them meanwhile.</summary>
    public required string VariablesHash { get; init; }

    /// <summary>The settings of the run, as <c>--config</c> has them.</summary>
    public required IReadOnlyDictionary<string, string> Settings { get; init; }

    /// <summary>The file beside a checkpoint.</summary>
    public static string PathOf(string prefix) => prefix + Ending;

    /// <summary>Deletes the files whose checkpoint is gone.</summary>
    public static void RemoveOrphans(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*" + Ending))
        {
            if (!CheckpointPath.Exists(file[..^Ending.Length]))
                File.Delete(file);
        }
    }

    /// <summary>Writes the file, whole or not at all.</summary>
    public void Write(string prefix)
    {
        var text = JsonText.Of(json =>
        {
            json.WriteStartObject();
            json.WriteNumber("format", Format);
            json.WriteNumber("step", Position.Step);
            json.WriteString("variables_sha256", VariablesHash);
            if (Position.Best is { } best)
            {
                json.WriteStartObject("best");
                json.WriteNumber("step", best.Step);
                json.Number("loss", best.Loss);
                json.Number("accuracy", best.Accuracy);
                json.WriteEndObject();
            }
            json.WriteNumber("stale", Position.Stale);
            json.WriteStartObject("data");
            json.WriteNumber("index", Data.Index);
            if (Data.Order is { } order)
                json.WriteBase64String("order", MemoryMarshal.AsBytes(order.AsSpan()));
            json.WriteEndObject();
            json.WriteStartObject("random");
            json.WriteBase64String("key", MemoryMarshal.AsBytes(Random.Key.AsSpan()));
            json.WriteNumber("pos", Random.Pos);
            json.WriteNumber("has_gauss", Random.HasGauss);
            json.Number("cached_gaussian", Random.CachedGaussian);
            json.WriteEndObject();
            json.WriteStartArray("random_nodes");
            foreach (var node in RandomNodes)
            {
                json.WriteStartObject();
                json.WriteString("node", node.Name);
                json.WriteNumber("key", node.Key);
                json.WriteNumber("counter_low", node.CounterLow);
                json.WriteNumber("counter_high", node.CounterHigh);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteStartObject("settings");
            foreach (var (key, value) in Settings)
                json.WriteString(key, value);
            json.WriteEndObject();
            json.WriteEndObject();
        });
        AtomicFile.Write(DiskFileLayer.Instance, PathOf(prefix), System.Text.Encoding.UTF8.GetBytes(text));
    }

    /// <summary>Reads the file of a checkpoint; null where it has none, as one that Python wrote.</summary>
    /// <exception cref="DataFileException">The file is damaged.</exception>
    public static TrainState? Read(string prefix)
    {
        var path = PathOf(prefix);
        if (!File.Exists(path))
            return null;
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            return Read(document.RootElement);
        }
        catch (Exception e)
            when (e
                    is JsonException
                        or IOException
                        or UnauthorizedAccessException
                        or KeyNotFoundException
                        or InvalidOperationException
                        or FormatException
                        or ArgumentException
            )
        {
            throw new DataFileException(path, $"damaged: {e.Message.Split('\n')[0]}", "go on from another checkpoint");
        }
    }

    private static TrainState Read(JsonElement json)
    {
        if (json.GetProperty("format").GetInt32() is var format && format != Format)
            throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"its format {format} is not known"));
        var (data, random) = (json.GetProperty("data"), json.GetProperty("random"));
        return new TrainState
        {
            Position = new()
            {
                Step = json.GetProperty("step").GetInt64(),
                Stale = json.GetProperty("stale").GetInt32(),
                Best = json.TryGetProperty("best", out var best)
                    ? new(
                        best.GetProperty("step").GetInt64(),
                        best.GetProperty("loss").GetDouble(),
                        best.GetProperty("accuracy").GetDouble()
                    )
                    : null,
            },
            Data = new(
                data.TryGetProperty("order", out var order) ? Words<int>(order) : null,
                data.GetProperty("index").GetInt32()
            ),
            Random = new(
                Words<uint>(random.GetProperty("key")),
                random.GetProperty("pos").GetInt32(),
                random.GetProperty("has_gauss").GetInt32(),
                random.GetProperty("cached_gaussian").GetDouble()
            ),
            RandomNodes =
            [
                .. json.GetProperty("random_nodes")
                    .EnumerateArray()
                    .Select(n => new RandomNode(
                        n.GetProperty("node").GetString()!,
                        n.GetProperty("key").GetUInt64(),
                        n.GetProperty("counter_low").GetUInt64(),
                        n.GetProperty("counter_high").GetUInt64()
                    )),
            ],
            VariablesHash = json.GetProperty("variables_sha256").GetString()!,
            Settings = json.GetProperty("settings")
                .EnumerateObject()
                .ToDictionary(p => p.Name, p => p.Value.GetString()!, StringComparer.Ordinal),
        };
    }

    private static T[] Words<T>(JsonElement text)
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(text.GetBytesFromBase64()).ToArray();
}
