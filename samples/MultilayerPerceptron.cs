using NumSharp;
using Tensorflow;
using TfNetLstm.Data;
using static Tensorflow.Binding;

namespace Samples;

/// <summary>Two hidden layers with dropout on MNIST, trained by Adam.</summary>
public static class MultilayerPerceptron
{
    private const int BatchSize = 100;
    private const int Steps = 300;
    private const int Hidden = 128;

    /// <summary>Trains, printing cost and accuracy as it goes, and the accuracy on the test images.</summary>
    public static void Run(TextWriter output)
    {
        var mnist = MnistData.Load(MnistFiles.DefaultFolder, np.random.RandomState(2));
        using var graph = tf.Graph().as_default();
        tf.set_random_seed(2);
        var x = tf.placeholder(tf.float32, (-1, 784));
        var y = tf.placeholder(tf.float32, (-1, 10));
        var keep_prob = tf.placeholder(tf.float32);

        var layer_1 = tf.nn.dropout(Layer(x, 784, Hidden), keep_prob);
        var layer_2 = tf.nn.dropout(Layer(layer_1, Hidden, Hidden), keep_prob);
        var logits = tf.matmul(layer_2, Weights(Hidden, 10)) + tf.Variable(tf.zeros(10));

        var cost = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits_v2(labels: y, logits: logits));
        var optimizer = tf.train.AdamOptimizer(0.001f).minimize(cost);
        var correct = tf.equal(tf.argmax(logits, 1), tf.argmax(y, 1));
        var accuracy = tf.reduce_mean(tf.cast(correct, tf.float32));

        using var sess = tf.Session();
        sess.run(tf.global_variables_initializer());
        for (var step = 1; step <= Steps; step++)
        {
            using var batch = mnist.Train.NextBatch(BatchSize);
            var (c, _) = sess.run((cost, optimizer), (x, batch.Images), (y, batch.Labels), (keep_prob, 0.8f));
            if (step % 100 == 0)
                output.WriteLine($"Step {step}, Minibatch Loss= {(float)c:F4}");
        }
        using var test = mnist.Test.Head(10_000);
        var share = (float)sess.run(accuracy, (x, test.Images), (y, test.Labels), (keep_prob, 1f));
        output.WriteLine($"Testing Accuracy: {share:F4}");
    }

    private static Tensor Layer(Tensor x, int inputs, int outputs) =>
        tf.nn.relu(tf.matmul(x, Weights(inputs, outputs)) + tf.Variable(tf.zeros(outputs)));

    private static RefVariable Weights(int inputs, int outputs) =>
        tf.Variable(tf.truncated_normal((inputs, outputs), stddev: 0.1f));
}
