using Tensorflow;
using static Tensorflow.Binding;

namespace Samples;

/// <summary>
/// A GRU over sequences of different lengths, by <c>dynamic_rnn</c>: it tells lines that rise by one from random numbers,
/// the classic example for sequence lengths.
/// </summary>
public static class DynamicRnn
{
    private const int MaxLength = 20;
    private const int Hidden = 32;
    private const int BatchSize = 64;
    private const int Steps = 200;

    /// <summary>Trains, printing loss and accuracy of the batch as it goes.</summary>
    public static void Run(TextWriter output)
    {
        using var graph = tf.Graph().as_default();
        tf.set_random_seed(5);
        var x = tf.placeholder(tf.float32, (-1, MaxLength, 1));
        var y = tf.placeholder(tf.float32, (-1, 2));
        var lengths = tf.placeholder(tf.int32, -1);

        var cell = tf.nn.rnn_cell.GRUCell(Hidden);
        var (_, state) = tf.nn.dynamic_rnn(cell, x, sequence_length: lengths, dtype: tf.float32);
        var logits = tf.matmul((Tensor)state, tf.Variable(tf.random_normal((Hidden, 2)))) + tf.Variable(tf.zeros(2));

        var loss = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits_v2(labels: y, logits: logits));
        var train = tf.train.AdamOptimizer(0.01f).minimize(loss);
        var correct = tf.equal(tf.argmax(logits, 1), tf.argmax(y, 1));
        var accuracy = tf.reduce_mean(tf.cast(correct, tf.float32));

        using var sess = tf.Session();
        sess.run(tf.global_variables_initializer());
        var random = new Random(5);
        for (var step = 1; step <= Steps; step++)
        {
            var (numbers, classes, counts) = Sequences(random);
            FeedItem[] feeds = [(x, numbers), (y, classes), (lengths, counts)];
            sess.run(train, feeds);
            if (step % 50 == 0)
            {
                var (l, a) = sess.run((loss, accuracy), feeds);
                output.WriteLine($"Step {step}, Minibatch Loss= {(float)l:F4}, Training Accuracy= {(float)a:F3}");
            }
        }
    }

    /// <summary>Sequences [batch, length, 1] padded with zeros, one-hot classes [batch, 2], and the lengths [batch].</summary>
    private static (float[,,] Numbers, float[,] Classes, int[] Counts) Sequences(Random random)
    {
        var (numbers, classes, counts) = (
            new float[BatchSize, MaxLength, 1],
            new float[BatchSize, 2],
            new int[BatchSize]
        );
        for (var row = 0; row < BatchSize; row++)
        {
            counts[row] = random.Next(3, MaxLength + 1);
            var rises = random.Next(2);
            classes[row, rises] = 1;
            var start = random.Next(0, 1000 - counts[row]);
            for (var i = 0; i < counts[row]; i++)
                numbers[row, i, 0] = (rises == 1 ? start + i : random.Next(0, 1000)) / 1000f;
        }
        return (numbers, classes, counts);
    }
}
