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
}
