using Tensorflow;
using static Tensorflow.Binding;

namespace TfNetLstm.Tests.Operations;

/// <summary>What the golden case of confusion_matrix leaves out: open numbers of classes, weights, wrong classes.</summary>
public class ConfusionMatrixTests
{
    private static readonly int[] _labels = [0, 1, 2, 2];
    private static readonly int[] _found = [0, 2, 2, 1];

    [Fact]
    public void WithoutANumberThereIsOneClassMoreThanTheGreatest()
    {
        using var scope = tf.Graph().as_default();
        var matrix = tf.math.confusion_matrix(tf.constant(_labels), tf.constant(_found));
        using var session = tf.Session();
        Assert.Equal([1, 0, 0, 0, 0, 1, 0, 1, 1], session.run(matrix).ToArray<int>());
    }

    [Fact]
    public void AColumnOfPredictionsIsTakenForARow()
    {
        using var scope = tf.Graph().as_default();
        var column = tf.reshape(tf.constant(_found), (4, 1));
        var weights = tf.constant(new[] { 0.5f, 1, 2, 4 });
        var matrix = tf.math.confusion_matrix(tf.constant(_labels), column, 3, weights, tf.float32);
        using var session = tf.Session();
        Assert.Equal([0.5f, 0, 0, 0, 0, 1, 0, 4, 2], session.run(matrix).ToArray<float>());
    }

    [Theory]
    [InlineData(-1, "`labels` contains negative values")]
    [InlineData(3, "`labels` out of bound")]
    public void AWrongClassEndsTheRun(int wrong, string message)
    {
        using var scope = tf.Graph().as_default();
        var labels = tf.placeholder(tf.int32, 4);
        var matrix = tf.math.confusion_matrix(labels, tf.constant(_found), 3);
        using var session = tf.Session();
        var error = Assert.Throws<InvalidArgumentError>(() => session.run(matrix, (labels, new[] { 0, 1, 2, wrong })));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }
}
