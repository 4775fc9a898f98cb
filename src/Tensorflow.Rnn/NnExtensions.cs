using Tensorflow.Operations;

namespace Tensorflow;

/// <summary>Recurrent networks under the names of later tutorials: <c>tf.nn.static_rnn</c>, <c>tf.nn.rnn_cell</c>.</summary>
public static class NnExtensions
{
    extension(tensorflow.nn_internal nn)
    {
        /// <inheritdoc cref="rnn.static_rnn"/>
        public (Tensor[] outputs, RnnState state) static_rnn(
            LayerRNNCell cell,
            Tensor[] inputs,
            RnnState initial_state,
            string? scope = null
        ) => rnn.static_rnn(cell, inputs, initial_state, scope);
    }

    extension(rnn_cell_impl cells)
    {
        /// <inheritdoc cref="BasicLSTMCell"/>
        public BasicLSTMCell BasicLSTMCell(
            int num_units,
            float forget_bias = 1.0f,
            bool state_is_tuple = true,
            Func<Tensor, Tensor>? activation = null,
            bool? reuse = null,
            string? name = null
        ) => new(num_units, forget_bias, state_is_tuple, activation, reuse, name);
    }
}
