using NumSharp;
using Tensorflow;
using TfNetLstm.Data;
using static Tensorflow.Binding;

namespace Samples;

/// <summary>A bidirectional LSTM that reads each digit row by row, from above and from below.</summary>
public static class BidirectionalRnn
{
    private const int Rows = 28;
    private const int Columns = 28;
    private const int Hidden = 64;
    private const int BatchSize = 128;
    private const int Steps = 100;

    /// <summary>Trains, printing loss and accuracy of the batch as it goes.</summary>
    public static void Run(TextWriter output)
    {
        var mnist = MnistData.Load(MnistFiles.DefaultFolder, np.random.RandomState(3));
        using var graph = tf.Graph().as_default();
        tf.set_random_seed(3);
        var X = tf.placeholder(tf.float32, (-1, Rows, Columns));
        var Y = tf.placeholder(tf.float32, (-1, 10));
        var weights = tf.Variable(tf.random_normal((2 * Hidden, 10)));
        var biases = tf.Variable(tf.random_normal(10));

        var x = tf.unstack(X, Rows, 1);
        var forward = tf.nn.rnn_cell.BasicLSTMCell(Hidden, forget_bias: 1.0f);
        var backward = tf.nn.rnn_cell.BasicLSTMCell(Hidden, forget_bias: 1.0f);
        var (outputs, _, _) = tf.nn.static_bidirectional_rnn(forward, backward, x, dtype: tf.float32);
        var logits = tf.matmul(outputs[^1], weights) + biases;

        var loss = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits_v2(labels: Y, logits: logits));
        var train = tf.train.AdamOptimizer(0.005f).minimize(loss);
        var correct = tf.equal(tf.argmax(logits, 1), tf.argmax(Y, 1));
        var accuracy = tf.reduce_mean(tf.cast(correct, tf.float32));

        using var sess = tf.Session();
        sess.run(tf.global_variables_initializer());
        for (var step = 1; step <= Steps; step++)
        {
            using var batch = mnist.Train.NextBatch(BatchSize);
            using var images = batch.Images.reshape(-1, Rows, Columns);
            sess.run(train, (X, images), (Y, batch.Labels));
            if (step % 50 == 0)
            {
                var (l, a) = sess.run((loss, accuracy), (X, images), (Y, batch.Labels));
                output.WriteLine($"Step {step}, Minibatch Loss= {(float)l:F4}, Training Accuracy= {(float)a:F3}");
            }
        }
        output.WriteLine("Optimization Finished!");
    }
}
