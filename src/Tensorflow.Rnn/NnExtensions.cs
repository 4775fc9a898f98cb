using Tensorflow.Operations;

namespace Tensorflow;

/// <summary>Recurrent networks under the names of later tutorials: <c>tf.nn.static_rnn</c>, <c>tf.nn.rnn_cell</c>.</summary>
public static class NnExtensions
{
    extension(tensorflow.nn_internal nn)
    {
        /// <inheritdoc cref="rnn.static_rnn"/>
        public (Tensor[] outputs, RnnState state) static_rnn(
            RNNCell cell,
            Tensor[] inputs,
            RnnState? initial_state = null,
            TF_DataType dtype = TF_DataType.DtInvalid,
            Tensor? sequence_length = null,
            string? scope = null
        ) => rnn.static_rnn(cell, inputs, initial_state, dtype, sequence_length, scope);

        /// <inheritdoc cref="rnn.static_bidirectional_rnn"/>
        public (Tensor[] outputs, RnnState state_fw, RnnState state_bw) static_bidirectional_rnn(
            RNNCell cell_fw,
            RNNCell cell_bw,
            Tensor[] inputs,
            RnnState? initial_state_fw = null,
            RnnState? initial_state_bw = null,
            TF_DataType dtype = TF_DataType.DtInvalid,
            Tensor? sequence_length = null,
            string? scope = null
        ) =>
            rnn.static_bidirectional_rnn(
                cell_fw,
                cell_bw,
                inputs,
                initial_state_fw,
                initial_state_bw,
                dtype,
                sequence_length,
                scope
            );

        /// <inheritdoc cref="rnn.dynamic_rnn"/>
        public (Tensor outputs, RnnState state) dynamic_rnn(
            RNNCell cell,
            Tensor inputs,
            Tensor? sequence_length = null,
            RnnState? initial_state = null,
            TF_DataType dtype = TF_DataType.DtInvalid,
            int? parallel_iterations = null,
            bool swap_memory = false,
            bool time_major = false,
            string? scope = null
        ) =>
            rnn.dynamic_rnn(
                cell,
                inputs,
                sequence_length,
                initial_state,
                dtype,
                parallel_iterations,
                swap_memory,
                time_major,
                scope
            );

        /// <inheritdoc cref="rnn.bidirectional_dynamic_rnn"/>
        public ((Tensor fw, Tensor bw) outputs, (RnnState fw, RnnState bw) states) bidirectional_dynamic_rnn(
            RNNCell cell_fw,
            RNNCell cell_bw,
            Tensor inputs,
            Tensor? sequence_length = null,
            RnnState? initial_state_fw = null,
            RnnState? initial_state_bw = null,
            TF_DataType dtype = TF_DataType.DtInvalid,
            int? parallel_iterations = null,
            bool swap_memory = false,
            bool time_major = false,
            string? scope = null
        ) =>
            rnn.bidirectional_dynamic_rnn(
                cell_fw,
                cell_bw,
                inputs,
                sequence_length,
                initial_state_fw,
                initial_state_bw,
                dtype,
                parallel_iterations,
                swap_memory,
                time_major,
                scope
            );
    }

    extension(rnn_cell_impl rnn_cells)
    {
        /// <inheritdoc cref="Tensorflow.BasicLSTMCell"/>
        public BasicLSTMCell BasicLSTMCell(
            int num_units,
            float forget_bias = 1.0f,
            bool state_is_tuple = true,
            Func<Tensor, Tensor>? activation = null,
            bool? reuse = null,
            string? name = null
        ) => new(num_units, forget_bias, state_is_tuple, activation, reuse, name);

        /// <inheritdoc cref="Tensorflow.LSTMCell"/>
        public LSTMCell LSTMCell(
            int num_units,
            bool use_peepholes = false,
            float? cell_clip = null,
            IInitializer? initializer = null,
            int? num_proj = null,
            float? proj_clip = null,
            float forget_bias = 1.0f,
            bool state_is_tuple = true,
            Func<Tensor, Tensor>? activation = null,
            bool? reuse = null,
            string? name = null
        ) =>
            new(
                num_units,
                use_peepholes,
                cell_clip,
                initializer,
                num_proj,
                proj_clip,
                forget_bias,
                state_is_tuple,
                activation,
                reuse,
                name
            );

        /// <inheritdoc cref="Tensorflow.GRUCell"/>
        public GRUCell GRUCell(
            int num_units,
            Func<Tensor, Tensor>? activation = null,
            bool? reuse = null,
            IInitializer? kernel_initializer = null,
            IInitializer? bias_initializer = null,
            string? name = null
        ) => new(num_units, activation, reuse, kernel_initializer, bias_initializer, name);

        /// <inheritdoc cref="Tensorflow.BasicRNNCell"/>
        public BasicRNNCell BasicRNNCell(
            int num_units,
            Func<Tensor, Tensor>? activation = null,
            bool? reuse = null,
            string? name = null
        ) => new(num_units, activation, reuse, name);

        /// <inheritdoc cref="Tensorflow.MultiRNNCell"/>
        public MultiRNNCell MultiRNNCell(RNNCell[] cells, bool state_is_tuple = true) => new(cells, state_is_tuple);

        /// <inheritdoc cref="Tensorflow.DropoutWrapper"/>
        public DropoutWrapper DropoutWrapper(
            RNNCell cell,
            KeepProbability? input_keep_prob = null,
            KeepProbability? output_keep_prob = null,
            KeepProbability? state_keep_prob = null,
            int? seed = null
        ) => new(cell, input_keep_prob, output_keep_prob, state_keep_prob, seed);

        /// <inheritdoc cref="Tensorflow.ResidualWrapper"/>
        public ResidualWrapper ResidualWrapper(RNNCell cell, Func<Tensor, Tensor, Tensor>? residual_fn = null) =>
            new(cell, residual_fn);

        /// <inheritdoc cref="Tensorflow.LSTMStateTuple"/>
        public LSTMStateTuple LSTMStateTuple(Tensor c, Tensor h) => new(c, h);
    }
}
