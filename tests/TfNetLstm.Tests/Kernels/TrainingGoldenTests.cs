using Tensorflow.Kernels;

namespace TfNetLstm.Tests.Kernels;

/// <summary>The kernels of a training step on the values of TensorFlow's first step.</summary>
public class TrainingGoldenTests
{
    private static readonly string[] Variables =
    [
        "Variable",
        "Variable_1",
        "Variable_2",
        "Variable_3",
        "rnn/basic_lstm_cell/kernel",
        "rnn/basic_lstm_cell/bias",
    ];

    private static NpzFile Model => Golden.Npz("model/values.npz");

    [Fact]
    public void TheFirstLossIsTensorFlows()
    {
        (float[] loss, float[] backprop) = CrossEntropy();
        float[] cost = new float[1];
        Reduce.Mean<float>(loss, [128], [0], cost);
        Assert.Equal(Model["batch1/cost"].Floats, cost);

        VectorMap.Binary<float, Mul>(backprop, [1.0f / 128], backprop);
        float[] gradient = new float[10];
        Reduce.Run<float, SumReducer>(backprop, [128, 10], [0], gradient);
        Assert.Equal(Model["batch1/gradient/Variable_3"].Floats, gradient);
    }

    [Fact]
    public void TheFirstAdamStepIsTensorFlows()
    {
        var step = Optimizing.AdamStep<float>.Of(
            Model["initial/beta1_power"].Floats[0],
            Model["initial/beta2_power"].Floats[0],
            0.001f,
            0.9f,
            0.999f,
            1e-8f,
            nesterov: false
        );
        using var pool = new WorkerPool(2);
        foreach (string name in Variables)
        {
            float[] variable = [.. Model["initial/" + name].Floats];
            float[] m = [.. Model[$"initial/{name}/Adam"].Floats];
            float[] v = [.. Model[$"initial/{name}/Adam_1"].Floats];
            Optimizing.Adam(variable, m, v, Model["batch1/gradient/" + name].Floats, step, pool);
            Assert.Equal(Model[$"step1/{name}/Adam"].Floats, m);
            Assert.Equal(Model[$"step1/{name}/Adam_1"].Floats, v);
            Assert.Equal(Model["step1/" + name].Floats, variable);
        }
    }

    [Fact]
    public void TheWeightsOfSeedOneAreTensorFlows()
    {
        // Op seeds are the numbers of nodes made before each op.
        foreach (string name in Variables.Take(4))
        {
            float[] expected = Model["initial/" + name].Floats;
            float[] actual = new float[expected.Length];
            bool found = false;
            for (int seed2 = 0; seed2 < 100 && !found; seed2++)
            {
                new PhiloxGenerator(1, seed2).FillNormal(actual);
                found = actual.AsSpan().SequenceEqual(expected);
            }
            Assert.True(found, name);
        }
    }

    private static (float[] Loss, float[] Backprop) CrossEntropy()
    {
        float[] labels = new float[1280];
        Casting.Cast<byte, float>(Model["batch1/y"].As<byte>(), labels);
        float[] loss = new float[128];
        float[] backprop = new float[1280];
        Softmaxing.CrossEntropy(Model["batch1/pred"].Floats, labels, 10, loss, backprop);
        return (loss, backprop);
    }
}
