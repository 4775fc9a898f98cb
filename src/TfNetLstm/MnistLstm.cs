using Tensorflow;
using TfNetLstm.Settings;
using static Tensorflow.Binding;

namespace TfNetLstm;

/// <summary>
/// The graph of the MNIST LSTM, statement for statement beside <c>build</c> in scripts/mnist_lstm.py: each image is read
/// row by row by an LSTM, and the last output tells the digit.
/// </summary>
internal sealed class MnistLstm : IMnistGraph
{
    public const int N_INPUT = 28;
    public const int N_STEPS = 28;
    public const int N_HIDDEN = 128;
    public const int N_CLASSES = 10;

    /// <summary>The tutorial's graph, built into the default graph.</summary>
    public MnistLstm(int? seed = null, float learning_rate = 0.001f)
        : this(seed, new ModelSettings { LearningRate = learning_rate }) { }

    /// <summary>The same with other constants.</summary>
    public MnistLstm(int? seed, ModelSettings constants)
    {
        var (n_input, n_steps, n_hidden) = (constants.Input, constants.Steps, constants.Hidden);
        if (seed is not null)
            tf.set_random_seed(seed.Value);
        x = tf.placeholder(tf.float32, (-1, n_steps, n_input));
        istate = tf.placeholder(tf.float32, (-1, constants.State));
        y = tf.placeholder(tf.float32, (-1, N_CLASSES));
        var weights = new
        {
            hidden = tf.Variable(tf.random_normal((n_input, n_hidden))),
            @out = tf.Variable(tf.random_normal((n_hidden, N_CLASSES))),
        };
        var biases = new
        {
            hidden = tf.Variable(tf.random_normal(n_hidden)),
            @out = tf.Variable(tf.random_normal(N_CLASSES)),
        };

        var rows = tf.transpose(x, new[] { 1, 0, 2 });
        rows = tf.reshape(rows, (-1, n_input));
        rows = tf.matmul(rows, weights.hidden) + biases.hidden;
        var cell = Cell(constants);
        var steps = tf.split(rows, n_steps, 0);
        (outputs, state) = tf.nn.static_rnn(cell, steps, initial_state: istate);
        pred = tf.matmul(outputs[^1], weights.@out) + biases.@out;

        cost = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits_v2(logits: pred, labels: y));
        optimizer = Engine.Optimizer(constants.Optimizer, constants.LearningRate).minimize(cost);
        var correct = tf.equal(tf.argmax(pred, 1), tf.argmax(y, 1));
        accuracy = tf.reduce_mean(tf.cast(correct, tf.float32));
        init = tf.global_variables_initializer();
    }

    // The tutorial's is the first one.
    internal static RNNCell Cell(ModelSettings constants) =>
        constants.Cell switch
        {
            "basic_lstm" => tf.nn.rnn_cell.BasicLSTMCell(
                constants.Hidden,
                forget_bias: constants.ForgetBias,
                state_is_tuple: false
            ),
            "lstm" => tf.nn.rnn_cell.LSTMCell(
                constants.Hidden,
                forget_bias: constants.ForgetBias,
                state_is_tuple: false
            ),
            "gru" => tf.nn.rnn_cell.GRUCell(constants.Hidden),
            // TensorFlow.NET has a BasicRNNCell of its own under tf.nn, which cannot run.
            "rnn" => rnn_cell.BasicRNNCell(constants.Hidden),
            var cell => throw new ArgumentException($"There is no cell '{cell}'.", nameof(constants)),
        };

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
