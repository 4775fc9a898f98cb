using Tensorflow.Kernels;

namespace TfNetLstm.Tests.Kernels;

public class SoftmaxTests
{
    private static NpzFile Ops => Golden.Npz("ops.npz");

    [Theory]
    [InlineData("softmax_xent")]
    [InlineData("softmax_xent_soft")]
    [InlineData("softmax_xent_v1")]
    [InlineData("softmax_xent_large")]
    public void CrossEntropyEqualsTensorFlow(string key)
    {
        NpyArray logits = Ops[key + "/in0"];
        float[] loss = new float[logits.Shape[0]];
        float[] backprop = new float[logits.Floats.Length];
        Softmaxing.CrossEntropy(logits.Floats, Ops[key + "/in1"].Floats, logits.Shape[1], loss, backprop);
        Assert.Equal(0, Ulp.Greatest(Ops[key + "/out0"].Floats, loss));
        for (int i = 0; i < backprop.Length; i++)
            backprop[i] *= Ops[key + "/gy0"].Floats[i / logits.Shape[1]];
        Assert.Equal(0, Ulp.Greatest(Ops[key + "/grad0"].Floats, backprop));
    }

    [Fact]
    public void SparseCrossEntropyEqualsTensorFlow()
    {
        NpyArray logits = Ops["sparse_softmax_xent/in0"];
        float[] loss = new float[4];
        float[] backprop = new float[logits.Floats.Length];
        int[] labels = Ops["sparse_softmax_xent/in1"].As<int>();
        Assert.True(Softmaxing.SparseCrossEntropy(logits.Floats, labels, logits.Shape[1], loss, backprop));
        Assert.Equal(0, Ulp.Greatest(Ops["sparse_softmax_xent/out0"].Floats, loss));
        labels = [.. labels];
        labels[2] = logits.Shape[1];
        Assert.False(Softmaxing.SparseCrossEntropy(logits.Floats, labels, logits.Shape[1], loss, backprop));
        Assert.Equal(float.NaN, loss[2]);
    }

    // Softmax divides by way of a reciprocal that TensorFlow estimates with the processor's own table: 2 ulp.
    [Theory]
    [InlineData("nn_softmax", 2)]
    [InlineData("softmax_large", 2)]
    public void SoftmaxEqualsTensorFlow(string key, long allowed)
    {
        NpyArray x = Ops[key + "/in0"];
        float[] y = new float[x.Floats.Length];
        Softmaxing.Softmax(x.Floats, x.Shape[^1], y);
        Assert.InRange(Ulp.Greatest(Ops[key + "/out0"].Floats, y), 0, allowed);
    }

    [Fact]
    public void LogSoftmaxEqualsTensorFlow()
    {
        NpyArray x = Ops["nn_log_softmax/in0"];
        float[] y = new float[x.Floats.Length];
        Softmaxing.LogSoftmax(x.Floats, x.Shape[^1], y);
        Assert.Equal(0, Ulp.Greatest(Ops["nn_log_softmax/out0"].Floats, y));
    }
}
