using Tensorflow;
using TfNetLstm.Settings;
using static Tensorflow.Binding;

namespace TfNetLstm;

/// <content>The graph for several workers.</content>
internal static partial class Engine
{
    /// <summary>
    /// The graph of <see cref="MnistLstm"/> with its batch split over workers: they share the variables, each computes its part of the
    /// losses and of their gradients, and what is optimized is the mean over all. Variables have the names, the order and so the
    /// initial values of the one graph.
    /// </summary>
    private sealed class ReplicatedLstm : IMnistGraph
    {
        /// <param name="seed">The graph's seed.</param>
        /// <param name="constants">The constants.</param>
        /// <param name="workers">How many workers there are.</param>
        /// <param name="on">Opens the block in which nodes go to a worker, and variables to the parameter servers.</param>
        public ReplicatedLstm(int? seed, ModelSettings constants, int workers, Func<int, IDisposable> on)
        {
            var (n_input, n_steps, n_hidden) = (constants.Input, constants.Steps, constants.Hidden);
            if (seed is not null)
                tf.set_random_seed(seed.Value);
            using var first = on(0);
            x = tf.placeholder(tf.float32, (-1, n_steps, n_input));
            istate = tf.placeholder(tf.float32, (-1, constants.State));
            y = tf.placeholder(tf.float32, (-1, MnistLstm.N_CLASSES));
            var hidden = tf.Variable(tf.random_normal((n_input, n_hidden)));
            var @out = tf.Variable(tf.random_normal((n_hidden, MnistLstm.N_CLASSES)));
            var hidden_bias = tf.Variable(tf.random_normal(n_hidden));
            var out_bias = tf.Variable(tf.random_normal(MnistLstm.N_CLASSES));
            var cell = MnistLstm.Cell(constants);

            var sizes = Sizes(workers);
            var parts = ((Tensor[])[x, istate, y]).Select(whole => tf.split(whole, sizes, 0, workers)).ToArray();
            var (logits, losses) = (new Tensor[workers], new Tensor[workers]);
            for (var worker = 0; worker < workers; worker++)
            {
                using var place = on(worker);
                using var scope = tf.name_scope(FormattableString.Invariant($"worker_{worker}"));
                var rows = tf.transpose(parts[0][worker], new[] { 1, 0, 2 });
                rows = tf.reshape(rows, (-1, n_input));
                rows = tf.matmul(rows, hidden) + hidden_bias;
                var steps = tf.split(rows, n_steps, 0);
                var (outputs, _) = tf.nn.static_rnn(cell, steps, initial_state: parts[1][worker]);
                logits[worker] = tf.matmul(outputs[^1], @out) + out_bias;
                losses[worker] = tf.nn.softmax_cross_entropy_with_logits_v2(
                    logits: logits[worker],
                    labels: parts[2][worker]
                );
            }
            pred = tf.concat(logits, 0);
            cost = tf.reduce_mean(tf.concat(losses, 0));
            // The gradients of a part are computed where the part is.
            optimizer = Engine
                .Optimizer(constants.Optimizer, constants.LearningRate)
                .minimize(cost, colocate_gradients_with_ops: true);
            var correct = tf.equal(tf.argmax(pred, 1), tf.argmax(y, 1));
            accuracy = tf.reduce_mean(tf.cast(correct, tf.float32));
            init = tf.global_variables_initializer();
        }

        /// <inheritdoc/>
        public Tensor x { get; }

        /// <inheritdoc/>
        public Tensor istate { get; }

        /// <inheritdoc/>
        public Tensor y { get; }

        /// <inheritdoc/>
        public Tensor pred { get; }

        /// <inheritdoc/>
        public Tensor cost { get; }

        /// <inheritdoc/>
        public Operation optimizer { get; }

        /// <inheritdoc/>
        public Tensor accuracy { get; }

        /// <inheritdoc/>
        public Operation init { get; }

        /// <summary>How many examples each worker gets, int32 [workers]: as equal as the batch allows.</summary>
        private Tensor Sizes(int workers)
        {
            var batch = tf.shape(x)[0];
            return Ends(1) - Ends(0);

            Tensor Ends(int from) =>
                tf.floordiv(batch * tf.constant(Enumerable.Range(from, workers).ToArray()), tf.constant(workers));
        }
    }
}
