using System.Text.Json;
using Tensorflow;
using Tensorflow.Formats.Proto;
using static Tensorflow.Binding;

namespace TfNetLstm.Tests.Rnn;

/// <summary>
/// One program of cells.json, built as golden_model.py built it (<c>capture</c>): the loss that weighs all its ends, the
/// gradients by variables and inputs, and the node that initializes.
/// </summary>
internal sealed class CellCase
{
    private readonly JsonElement _json;
    private readonly CellProgram _program;

    /// <summary>Builds the program of this name.</summary>
    public CellCase(string name)
    {
        Name = name;
        _json = Golden.Json("cells.json").EnumerateArray().Single(c => c.GetProperty("name").GetString() == name);
        Graph = tf.Graph();
        using var scope = Graph.as_default();
        tf.set_random_seed(7);
        _program = CellProgram.All[name]();
        Loss = tf.add_n([.. _program.Ends.Select(end => tf.reduce_sum(tf.sin(end.Tensor)))], name: "loss");
        Variables = tf.trainable_variables();
        Tensor[] wanted = [.. Variables.Select(v => v.Handle), .. _program.Feeds.Where(f => f.dtype == tf.float32)];
        Gradients = [.. wanted.Zip(tf.gradients(Loss, wanted)).Select(g => (g.First.op.name, g.Second))];
        Initializer = tf.global_variables_initializer();
    }

    /// <summary>The names of all programs that TensorFlow ran.</summary>
    public static IEnumerable<string> Names =>
        Golden.Json("cells.json").EnumerateArray().Select(c => c.GetProperty("name").GetString()!);

    public string Name { get; }

    public Graph Graph { get; }

    public RefVariable[] Variables { get; }

    public Tensor Loss { get; }

    public Operation Initializer { get; }

    public (string Name, Tensor Tensor)[] Ends => _program.Ends;

    /// <summary>The gradient of the loss by each variable and input.</summary>
    public (string Name, Tensor? Tensor)[] Gradients { get; }

    /// <summary>The graph that Python built.</summary>
    public GraphDef Expected => GraphDef.Parser.ParseFrom(Golden.Bytes($"cells/{Name}.pb"));

    /// <summary>What Python was fed.</summary>
    public FeedItem[] Feeds => [.. _program.Feeds.Select(f => new FeedItem(f, HostArray($"{Name}/in/{f.op.name}")))];

    /// <summary>The names of inputs, outputs, variables, loss and gradients that Python told.</summary>
    public string ExpectedNames => JsonSerializer.Serialize(_json);

    /// <summary>The same names of this program.</summary>
    public string ActualNames =>
        JsonSerializer.Serialize(
            new
            {
                name = Name,
                inputs = _program.Feeds.Select(f => f.name),
                outputs = Ends.ToDictionary(e => e.Name, e => e.Tensor.name, StringComparer.Ordinal),
                variables = Variables.Select(v => v.op.name),
                loss = Loss.name,
                gradients = Gradients.ToDictionary(g => g.Name, g => g.Tensor?.name, StringComparer.Ordinal),
            }
        );

    /// <summary>An array that TensorFlow had or made.</summary>
    public float[] Array(string kind, string name) => Golden.Npz("cells.npz")[$"{Name}/{kind}/{name}"].Floats;

    private static NumSharp.NDArray HostArray(string key)
    {
        var array = Golden.Npz("cells.npz")[key];
        return new NumSharp.NDArray(array.Data).reshape(array.Shape);
    }
}
