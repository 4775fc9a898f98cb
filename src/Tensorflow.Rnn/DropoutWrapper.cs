using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using static Tensorflow.Binding;

namespace Tensorflow;

/// <summary>
/// A cell that drops part of its inputs, outputs and states in training; all that stays is scaled up in turn. The memory
/// of an LSTM is never dropped.
/// </summary>
public sealed class DropoutWrapper : RNNCellWrapper
{
    private readonly KeepProbability _input;
    private readonly KeepProbability _output;
    private readonly KeepProbability _state;
    private readonly int? _seed;

    /// <param name="cell">The cell inside.</param>
    /// <param name="input_keep_prob">The share of the inputs that is kept, in (0, 1], or a scalar tensor.</param>
    /// <param name="output_keep_prob">The share of the outputs that is kept.</param>
    /// <param name="state_keep_prob">The share of the new states that is kept.</param>
    /// <param name="seed">The seed from which those of all the dropouts are made.</param>
    /// <exception cref="ValueError">A share is not between 0 and 1.</exception>
    public DropoutWrapper(
        RNNCell cell,
        KeepProbability? input_keep_prob = null,
        KeepProbability? output_keep_prob = null,
        KeepProbability? state_keep_prob = null,
        int? seed = null
    )
        : base(cell)
    {
        _input = input_keep_prob ?? 1.0f;
        _state = state_keep_prob ?? 1.0f;
        _output = output_keep_prob ?? 1.0f;
        _seed = seed;
        tf_with(
            tf.name_scope("DropoutWrapperInit"),
            _ =>
            {
                _input.Check(nameof(input_keep_prob));
                _state.Check(nameof(state_keep_prob));
                _output.Check(nameof(output_keep_prob));
            }
        );
    }

    /// <inheritdoc/>
    protected override (Tensor output, RnnState state) call(Tensor inputs, RnnState state)
    {
        var (output, new_state) = wrapped_cell.__call__(_input.Drop(inputs, Seed("input", 0)), state);
        if (_state.MayDrop)
        {
            var index = 0;
            new_state = Drop(new_state, ref index);
        }
        return (_output.Drop(output, Seed("output", 0)), new_state);
    }

    private RnnState Drop(RnnState state, ref int index)
    {
        switch (state)
        {
            case LSTMStateTuple lstm:
                index += 2;
                return new LSTMStateTuple(lstm.c, _state.Drop(lstm.h, Seed("state", index - 1)));
            case { Parts.Length: > 0 }:
                var parts = new RnnState[state.Parts.Length];
                for (var i = 0; i < parts.Length; i++)
                    parts[i] = Drop(state.Parts[i], ref index);
                return new(parts);
            default:
                return _state.Drop(state, Seed("state", index++));
        }
    }

    /// <summary>Python's <c>_gen_seed</c>: the first 31 bits of a digest of the seed and what it is for.</summary>
    private int? Seed(string salt, int index)
    {
        if (_seed is not { } seed)
            return null;
        var text = string.Create(CultureInfo.InvariantCulture, $"{seed}{salt}_{index}");
        var digest = Convert.ToHexString(MD5.HashData(Encoding.UTF8.GetBytes(text)));
        var number = uint.Parse(digest.AsSpan(0, 8), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return (int)(number & int.MaxValue);
    }
}
