using NumSharp;
using Tensorflow;
using TfNetLstm.Data;
using static Tensorflow.Binding;

namespace Samples;

/// <summary>Logistic regression on MNIST: one layer, softmax, gradient descent.</summary>
public static class LogisticRegression
{
    private const int BatchSize = 100;
    private const int Epochs = 2;

    /// <summary>Trains, printing the mean cost of each epoch and the accuracy on the test images.</summary>
    public static void Run(TextWriter output)
    {
        var mnist = MnistData.Load(MnistFiles.DefaultFolder, np.random.RandomState(1));
        using var graph = tf.Graph().as_default();
        var x = tf.placeholder(tf.float32, (-1, 784));
        var y = tf.placeholder(tf.float32, (-1, 10));

        var W = tf.Variable(tf.zeros((784, 10)));
        var b = tf.Variable(tf.zeros(10));

        var logits = tf.matmul(x, W) + b;
        var cost = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits_v2(labels: y, logits: logits));
        var optimizer = tf.train.GradientDescentOptimizer(0.01f).minimize(cost);
        var correct = tf.equal(tf.argmax(logits, 1), tf.argmax(y, 1));
        var accuracy = tf.reduce_mean(tf.cast(correct, tf.float32));
        var init = tf.global_variables_initializer();

        using var sess = tf.Session();
        sess.run(init);
        var batches = 55_000 / BatchSize;
        for (var epoch = 1; epoch <= Epochs; epoch++)
        {
            var total = 0.0;
            for (var i = 0; i < batches; i++)
            {
                using var batch = mnist.Train.NextBatch(BatchSize);
                var (c, _) = sess.run((cost, optimizer), (x, batch.Images), (y, batch.Labels));
                total += (float)c;
            }
            output.WriteLine($"Epoch: {epoch:D4} cost={total / batches:F6}");
        }
        using var test = mnist.Test.Head(10_000);
        output.WriteLine($"Accuracy: {(float)sess.run(accuracy, (x, test.Images), (y, test.Labels)):F4}");
    }
}
