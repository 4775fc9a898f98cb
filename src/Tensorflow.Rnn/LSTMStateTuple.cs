namespace Tensorflow;

/// <summary>The state of an LSTM as two tensors (Python's <c>LSTMStateTuple</c>).</summary>
/// <param name="c">The cell's memory [batch, units].</param>
/// <param name="h">The cell's output [batch, units].</param>
public sealed class LSTMStateTuple(Tensor c, Tensor h) : RnnState(new RnnState(c), new RnnState(h))
{
    /// <summary>The cell's memory [batch, units].</summary>
    public Tensor c { get; } = c;

    /// <summary>The cell's output [batch, units].</summary>
    public Tensor h { get; } = h;
}
