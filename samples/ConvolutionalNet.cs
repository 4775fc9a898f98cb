using NumSharp;
using Tensorflow;
using TfNetLstm.Data;
using static Tensorflow.Binding;

namespace Samples;

/// <summary>A small convolutional net on MNIST: two convolutions with pooling, one hidden layer.</summary>
public static class ConvolutionalNet
{
    private const int BatchSize = 64;
    private const int Steps = 60;

    /// <summary>Trains, printing the loss of the batch as it goes, and the accuracy on 1,000 test images.</summary>
    public static void Run(TextWriter output)
    {
        var mnist = MnistData.Load(MnistFiles.DefaultFolder, np.random.RandomState(4));
        using var graph = tf.Graph().as_default();
        tf.set_random_seed(4);
        var X = tf.placeholder(tf.float32, (-1, 784));
        var Y = tf.placeholder(tf.float32, (-1, 10));

        var x = tf.reshape(X, (-1, 28, 28, 1));
        var conv1 = MaxPool(Convolve(x, Weights((5, 5, 1, 8)), 8));
        var conv2 = MaxPool(Convolve(conv1, Weights((5, 5, 8, 16)), 16));
        var flat = tf.reshape(conv2, (-1, 7 * 7 * 16));
        var fc1 = tf.nn.relu(tf.matmul(flat, Weights((7 * 7 * 16, 64))) + tf.Variable(tf.zeros(64)));
        var logits = tf.matmul(fc1, Weights((64, 10))) + tf.Variable(tf.zeros(10));

        var loss = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits_v2(labels: Y, logits: logits));
        var train = tf.train.AdamOptimizer(0.002f).minimize(loss);
        var correct = tf.equal(tf.argmax(logits, 1), tf.argmax(Y, 1));
        var accuracy = tf.reduce_mean(tf.cast(correct, tf.float32));

        using var sess = tf.Session();
        sess.run(tf.global_variables_initializer());
        for (var step = 1; step <= Steps; step++)
        {
            using var batch = mnist.Train.NextBatch(BatchSize);
            var (l, _) = sess.run((loss, train), (X, batch.Images), (Y, batch.Labels));
            if (step % 20 == 0)
                output.WriteLine($"Step {step}, Minibatch Loss= {(float)l:F4}");
        }
        using var test = mnist.Test.Head(1_000);
        output.WriteLine($"Testing Accuracy: {(float)sess.run(accuracy, (X, test.Images), (Y, test.Labels)):F3}");
    }

    private static Tensor Weights(Tensorflow.Shape shape) => tf.Variable(tf.truncated_normal(shape, stddev: 0.1f));

    private static Tensor Convolve(Tensor x, Tensor weights, int channels) =>
        tf.nn.relu(tf.nn.bias_add(tf.nn.conv2d(x, weights, [1, 1, 1, 1], "SAME"), tf.Variable(tf.zeros(channels))));

    private static Tensor MaxPool(Tensor x) => tf.nn.max_pool(x, [1, 2, 2, 1], [1, 2, 2, 1], "SAME");
}
