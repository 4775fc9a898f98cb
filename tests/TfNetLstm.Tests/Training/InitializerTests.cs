using System.Text.Json;
using Tensorflow;
using TfNetLstm.Tests.Kernels;
using static Tensorflow.Binding;

namespace TfNetLstm.Tests.Training;

/// <summary>Every initializer of initializers.json: the nodes of two variables, and their values with graph seed 11.</summary>
public class InitializerTests
{
    private static readonly Dictionary<string, Func<IInitializer?>> _initializers = new(StringComparer.Ordinal)
    {
        ["zeros"] = () => tf.zeros_initializer,
        ["ones"] = () => tf.ones_initializer,
        ["constant"] = () => tf.constant_initializer(0.3f),
        ["random_normal"] = () => tf.random_normal_initializer(0.1f, 0.5f),
        ["random_uniform"] = () => tf.random_uniform_initializer(-0.2f, 0.4f),
        ["truncated_normal"] = () => tf.truncated_normal_initializer(0.0f, 0.1f),
        ["default"] = () => null,
        ["glorot_uniform"] = () => tf.glorot_uniform_initializer(),
        ["glorot_normal"] = () => tf.glorot_normal_initializer(),
        ["he_normal"] = () => tf.initializers.he_normal(),
        ["lecun_uniform"] = () => tf.initializers.lecun_uniform(),
        ["variance_scaling"] = () => tf.variance_scaling_initializer(2.0f, "fan_avg", "truncated_normal"),
        ["orthogonal"] = () => tf.orthogonal_initializer(),
        ["identity"] = () => tf.initializers.identity(),
    };

    private static readonly Lazy<Dictionary<string, JsonElement>> _cases = new(() =>
        Golden
            .Json("initializers.json")
            .EnumerateArray()
            .ToDictionary(c => c.GetProperty("name").GetString()!, StringComparer.Ordinal)
    );

    public static TheoryData<string> Names => new(_cases.Value.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public void NodesAndValuesAreTensorFlows(string name)
    {
        var graph = tf.Graph();
        using var current = graph.as_default();
        tf.set_random_seed(11);
        RefVariable v;
        RefVariable w;
        using (tf.variable_scope("scope"))
        {
            v = tf.get_variable("v", (12, 10), initializer: _initializers[name]());
            w = tf.get_variable("w", (12, 10), initializer: _initializers[name]());
        }
        var init = tf.global_variables_initializer();
        var nodes = graph.get_operations().Select(Line);
        Assert.Equal(_cases.Value[name].GetProperty("nodes").GetString(), string.Join('\n', nodes) + "\n");

        using var session = tf.Session(graph);
        session.run(init);
        Assert.Equal(
            0,
            Ulp.Greatest(Golden.Npz("initializers.npz")[$"{name}/v"].Floats, session.run(v.AsTensor()).ToArray<float>())
        );
        Assert.Equal(
            0,
            Ulp.Greatest(Golden.Npz("initializers.npz")[$"{name}/w"].Floats, session.run(w.AsTensor()).ToArray<float>())
        );
    }

    private static string Line(Operation op)
    {
        var inputs = op.inputs.Select(t => t.name).Concat(op.control_inputs.Select(c => "^" + c.name));
        var outputs = op.outputs.Select(t => t.dtype.as_numpy_name() + t.shape);
        return $"{op.name}\t{op.type}\t{string.Join(",", inputs)}\t{string.Join(";", outputs)}";
    }
}
