namespace Tensorflow.Operations;

/// <summary>Recurrent cells (<c>tf.nn.rnn_cell</c>); the library Tensorflow.Rnn adds them as extension members.</summary>
public sealed class rnn_cell_impl
{
    internal rnn_cell_impl() { }
}
