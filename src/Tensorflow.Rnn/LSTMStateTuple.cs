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

    /// <summary>The two tensors of a state that has two parts.</summary>
    internal static (Tensor c, Tensor h) Of(RnnState state) =>
        state.Parts.Length == 2
            ? ((Tensor)state.Parts[0], (Tensor)state.Parts[1])
            : throw new ValueError(
                $"Expected the state of an LSTM, a tuple of c and h, but received {state.Flatten().Length} tensors."
            );

    private protected override RnnState Join(RnnState[] parts) =>
        new LSTMStateTuple((Tensor)parts[0], (Tensor)parts[1]);
}
