using Tensorflow;
using static Tensorflow.Binding;

namespace TfNetLstm;

/// <summary>
/// The graph of the MNIST LSTM, statement for statement beside <c>build</c> in scripts/mnist_lstm.py: each image is read
/// row by row by an LSTM, and the last output tells the digit.
/// </summary>
internal sealed class MnistLstm
{
    public const int N_INPUT = 28;
    public const int N_STEPS = 28;
    public const int N_HIDDEN = 128;
    public const int N_CLASSES = 10;

    /// <summary>Builds into the default graph.</summary>
    public MnistLstm(int? seed = null, float learning_rate = 0.001f)
    {
        if (seed is not null)
            tf.set_random_seed(seed.Value);
        x = tf.placeholder(tf.float32, (-1, N_STEPS, N_INPUT));
        istate = tf.placeholder(tf.float32, (-1, 2 * N_HIDDEN));
        y = tf.placeholder(tf.float32, (-1, N_CLASSES));
        var weights = new
        {
            hidden = tf.Variable(tf.random_normal((N_INPUT, N_HIDDEN))),
            @out = tf.Variable(tf.random_normal((N_HIDDEN, N_CLASSES))),
        };
        var biases = new
        {
            hidden = tf.Variable(tf.random_normal(N_HIDDEN)),
            @out = tf.Variable(tf.random_normal(N_CLASSES)),
        };

        var rows = tf.transpose(x, new[] { 1, 0, 2 });
        rows = tf.reshape(rows, (-1, N_INPUT));
        rows = tf.matmul(rows, weights.hidden) + biases.hidden;
        var cell = tf.nn.rnn_cell.BasicLSTMCell(N_HIDDEN, forget_bias: 1.0f, state_is_tuple: false);
        var steps = tf.split(rows, N_STEPS, 0);
        (outputs, state) = tf.nn.static_rnn(cell, steps, initial_state: istate);
        pred = tf.matmul(outputs[^1], weights.@out) + biases.@out;

        cost = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits_v2(logits: pred, labels: y));
        optimizer = tf.train.AdamOptimizer(learning_rate).minimize(cost);
        var correct = tf.equal(tf.argmax(pred, 1), tf.argmax(y, 1));
        accuracy = tf.reduce_mean(tf.cast(correct, tf.float32));
        init = tf.global_variables_initializer();
    }

    /// <summary>The images, float32 [batch, 28, 28].</summary>
    public Tensor x { get; }

    /// <summary>The LSTM's state before the first row, c then h, float32 [batch, 256].</summary>
    public Tensor istate { get; }

    /// <summary>The labels, one-hot, float32 [batch, 10].</summary>
    public Tensor y { get; }

    /// <summary>The logits, float32 [batch, 10].</summary>
    public Tensor pred { get; }

    /// <summary>The mean cross entropy, a scalar.</summary>
    public Tensor cost { get; }

    /// <summary>One step of Adam.</summary>
    public Operation optimizer { get; }

    /// <summary>The share of images told right, a scalar.</summary>
    public Tensor accuracy { get; }

    /// <summary>Sets all variables to their initial values.</summary>
    public Operation init { get; }

    /// <summary>The LSTM's state after the last row, c then h, float32 [batch, 256].</summary>
    public Tensor state { get; }

    /// <summary>The LSTM's output after each row, float32 [batch, 128].</summary>
    public Tensor[] outputs { get; }
}
