using System.Text.Json;
using Tensorflow.Formats.Proto;
using Tensorflow.Operations;
using Tensorflow.Values;

namespace TfNetLstm.Tests.Operations;

/// <summary>One case of ops.json: an expression's graph, its inputs, its output and its gradients.</summary>
internal sealed class GoldenOpCase
{
    private static readonly Lazy<Dictionary<string, JsonElement>> _cases = new(() =>
        Golden
            .Json("ops.json")
            .GetProperty("cases")
            .EnumerateArray()
            .ToDictionary(c => c.GetProperty("name").GetString()!, StringComparer.Ordinal)
    );

    private readonly JsonElement _json;

    /// <summary>The case of this name.</summary>
    public GoldenOpCase(string name)
    {
        Name = name;
        _json = _cases.Value[name];
        Def = GraphDef.Parser.ParseFrom(Golden.Bytes($"ops/{name}.pb"));
        Run = new(Def, Feed);
    }

    /// <summary>The names of all cases.</summary>
    public static IEnumerable<string> Names => _cases.Value.Keys;

    /// <summary>The case's name.</summary>
    public string Name { get; }

    /// <summary>The graph that Python made.</summary>
    public GraphDef Def { get; }

    /// <summary>The values of the inputs.</summary>
    public IEnumerable<Value> Inputs =>
        Enumerable.Range(0, _json.GetProperty("inputs").GetArrayLength()).Select(i => Feed($"in{i}"));

    /// <summary>The incoming gradient; null where the case has no gradients.</summary>
    public Value? IncomingGradient => Golden.Npz("ops.npz").Contains($"{Name}/gy0") ? Feed("gy0") : null;

    /// <summary>The computation of the case.</summary>
    public NodeByNode Run { get; }

    /// <summary>The output's name, and the array it equals.</summary>
    public (string Tensor, NpyArray Expected) Output =>
        (_json.GetProperty("output").GetString()!, Golden.Npz("ops.npz")[$"{Name}/out0"]);

    /// <summary>The output's static shape, -1 where a dimension is unknown; null where all of it is.</summary>
    public long[]? StaticShape =>
        _json.GetProperty("static_shape") is { ValueKind: JsonValueKind.Array } shape
            ? [.. shape.EnumerateArray().Select(d => d.ValueKind == JsonValueKind.Number ? d.GetInt64() : -1)]
            : null;

    /// <summary>The gradients' names, and the arrays they equal.</summary>
    public IEnumerable<(string Tensor, NpyArray Expected)> Gradients =>
        _json
            .GetProperty("gradients")
            .EnumerateArray()
            .Where(g => g.GetProperty("tensor").ValueKind == JsonValueKind.String)
            .Select(g =>
                (g.GetProperty("tensor").GetString()!, Golden.Npz("ops.npz")[g.GetProperty("array").GetString()!])
            );

    /// <summary>The types of the ops that make the output and the gradients.</summary>
    public IReadOnlySet<string> Types => Run.TypesNeededFor(Gradients.Append(Output).Select(t => t.Tensor));

    /// <summary>
    /// Whether every op of the case has a kernel, and each node runs once: branches and loops are for a session.
    /// </summary>
    public bool IsCovered =>
        Types.All(type => OpRegistry.Get(type).Rule?.Kernel is not null) && !Types.Contains("Switch");

    /// <summary>What a placeholder is fed.</summary>
    public Value Fed(string placeholder) => Feed(placeholder);

    private Value Feed(string placeholder)
    {
        var array = Golden.Npz("ops.npz")[$"{Name}/{placeholder}"];
        var dims = Array.ConvertAll(array.Shape, d => (long)d);
        return array.Data switch
        {
            // TensorFlow's threads take subnormal numbers for zero.
            float[] numbers => Value.Of<float>(Array.ConvertAll(numbers, f => float.IsSubnormal(f) ? 0 : f), dims),
            double[] numbers => Value.Of<double>(numbers, dims),
            int[] numbers => Value.Of<int>(numbers, dims),
            long[] numbers => Value.Of<long>(numbers, dims),
            bool[] truths => Value.Of<bool>(truths, dims),
            byte[] numbers => Value.Of<byte>(numbers, dims),
            var other => throw new InvalidDataException($"{placeholder} is of type {other.GetType()}"),
        };
    }
}
