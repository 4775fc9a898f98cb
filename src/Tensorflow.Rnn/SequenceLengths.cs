using static Tensorflow.Binding;

namespace Tensorflow;

/// <summary>
/// Steps of sequences of different lengths (rnn.py, <c>_rnn_step</c>): from a row's length on, its outputs are zeros and
/// its state stays what it was.
/// </summary>
internal sealed class SequenceLengths
{
    private readonly Tensor _lengths;
    private readonly Tensor _shortest;
    private readonly Tensor _zero_output;

    /// <param name="lengths">[batch], int32.</param>
    /// <param name="zero_output">What a row that has ended puts out, [batch, units].</param>
    public SequenceLengths(Tensor lengths, Tensor zero_output)
    {
        (_lengths, _zero_output) = (lengths, zero_output);
        _shortest = tf.reduce_min(lengths);
        Longest = tf.reduce_max(lengths);
    }

    /// <summary>The length of the longest sequence.</summary>
    public Tensor Longest { get; }

    /// <summary>The lengths as the vector of int32 that the steps compare with.</summary>
    /// <exception cref="ValueError">They are no vector.</exception>
    public static Tensor Checked(Tensor lengths) =>
        lengths.shape.ndim is -1 or 1
            ? tf.cast(lengths, tf.int32)
            : throw new ValueError(
                $"sequence_length must be a vector of length batch_size, but saw shape: {lengths.shape}"
            );

    /// <summary>A step that is computed for the rows that go on, and not at all where none does.</summary>
    public (Tensor output, RnnState state) Step(int time, RnnState state, Func<(Tensor, RnnState)> call)
    {
        var ended = _lengths <= time;
        return Unpack(
            RnnAdapter.Cond(
                Longest <= time,
                () => [_zero_output, .. state.Flatten()],
                () =>
                {
                    var step = call();
                    return RnnAdapter.Cond(
                        _shortest > time,
                        () => [step.Item1, .. step.Item2.Flatten()],
                        () => Keep(ended, state, step)
                    );
                }
            ),
            state
        );
    }

    /// <summary>A step of a loop, which no row is spared.</summary>
    public (Tensor output, RnnState state) Step(Tensor time, RnnState state, Func<(Tensor, RnnState)> call)
    {
        var ended = time >= _lengths;
        return Unpack(Keep(ended, state, call()), state);
    }

    /// <summary>Zeros and the old state for rows that have ended, the step's for the others.</summary>
    private Tensor[] Keep(Tensor ended, RnnState state, (Tensor output, RnnState state) step)
    {
        Tensor[] old = [_zero_output, .. state.Flatten()];
        Tensor[] made = [step.output, .. step.state.Flatten()];
        if (old.Length != made.Length)
            throw new ValueError($"The cell turned a state of {old.Length - 1} tensors into one of {made.Length - 1}.");
        return [.. old.Zip(made, (before, after) => Select(ended, before, after))];
    }

    private static Tensor Select(Tensor ended, Tensor before, Tensor after) =>
        before.shape.ndim == 0 ? after : RnnAdapter.SelectBeside(ended, before, after);

    private (Tensor, RnnState) Unpack(Tensor[] results, RnnState state)
    {
        Tensor[] old = [_zero_output, .. state.Flatten()];
        for (var i = 0; i < old.Length; i++)
            RnnAdapter.SetShape(results[i], old[i].shape);
        return (results[0], state.Packed(results.AsSpan(1)));
    }
}
