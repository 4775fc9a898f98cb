namespace Tensorflow;

/// <summary>Recurrent cells, as the oldest tutorials call them: <c>rnn_cell.BasicLSTMCell(...)</c>.</summary>
public static class rnn_cell
{
    /// <inheritdoc cref="Tensorflow.BasicLSTMCell"/>
    public static BasicLSTMCell BasicLSTMCell(
        int num_units,
        float forget_bias = 1.0f,
        bool state_is_tuple = true,
        Func<Tensor, Tensor>? activation = null,
        bool? reuse = null,
        string? name = null
    ) => new(num_units, forget_bias, state_is_tuple, activation, reuse, name);

    /// <inheritdoc cref="Tensorflow.LSTMCell"/>
    public static LSTMCell LSTMCell(
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
    public static GRUCell GRUCell(
        int num_units,
        Func<Tensor, Tensor>? activation = null,
        bool? reuse = null,
        IInitializer? kernel_initializer = null,
        IInitializer? bias_initializer = null,
        string? name = null
    ) => new(num_units, activation, reuse, kernel_initializer, bias_initializer, name);

    /// <inheritdoc cref="Tensorflow.BasicRNNCell"/>
    public static BasicRNNCell BasicRNNCell(
        int num_units,
        Func<Tensor, Tensor>? activation = null,
        bool? reuse = null,
        string? name = null
    ) => new(num_units, activation, reuse, name);

    /// <inheritdoc cref="Tensorflow.MultiRNNCell"/>
    public static MultiRNNCell MultiRNNCell(RNNCell[] cells, bool state_is_tuple = true) => new(cells, state_is_tuple);

    /// <inheritdoc cref="Tensorflow.DropoutWrapper"/>
    public static DropoutWrapper DropoutWrapper(
        RNNCell cell,
        KeepProbability? input_keep_prob = null,
        KeepProbability? output_keep_prob = null,
        KeepProbability? state_keep_prob = null,
        int? seed = null
    ) => new(cell, input_keep_prob, output_keep_prob, state_keep_prob, seed);

    /// <inheritdoc cref="Tensorflow.ResidualWrapper"/>
    public static ResidualWrapper ResidualWrapper(RNNCell cell, Func<Tensor, Tensor, Tensor>? residual_fn = null) =>
        new(cell, residual_fn);

    /// <inheritdoc cref="Tensorflow.LSTMStateTuple"/>
    public static LSTMStateTuple LSTMStateTuple(Tensor c, Tensor h) => new(c, h);
}
