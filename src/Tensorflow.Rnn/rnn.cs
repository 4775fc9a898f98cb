using static Tensorflow.Binding;

namespace Tensorflow;

/// <summary>Unrolled recurrent networks (rnn.py), as the oldest tutorials call them.</summary>
public static class rnn
{
    /// <summary>Applies the cell to each input in turn, the state handed on.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="inputs">One tensor [batch, features] a step.</param>
    /// <param name="initial_state">The state before the first step.</param>
    /// <param name="scope">The variable scope, <c>rnn</c> where null.</param>
    /// <returns>The output of each step, and the state after the last.</returns>
    /// <exception cref="ArgumentException">There are no inputs, or their shapes do not go together.</exception>
    public static (Tensor[] outputs, RnnState state) static_rnn(
        LayerRNNCell cell,
        Tensor[] inputs,
        RnnState initial_state,
        string? scope = null
    )
    {
        ArgumentNullException.ThrowIfNull(cell);
        ArgumentNullException.ThrowIfNull(initial_state);
        if (inputs is not { Length: > 0 })
            throw new ArgumentException("inputs must not be empty", nameof(inputs));
        return tf_with(
            tf.variable_scope(scope ?? "rnn"),
            varscope =>
            {
                ScopeAdapter.CacheReads(varscope);
                CheckInputs(inputs);
                // Python reads the batch size here, for the zero state and the sequence lengths that this call has not.
                if (inputs[0].shape.dims[0] < 0)
                    _ = tf.shape(inputs[0])[0];
                var state = initial_state;
                var outputs = new Tensor[inputs.Length];
                for (var time = 0; time < inputs.Length; time++)
                    (outputs[time], state) = cell.__call__(inputs[time], state);
                return (outputs, state);
            }
        );
    }

    private static void CheckInputs(Tensor[] inputs)
    {
        foreach (var input in inputs)
        {
            if (input.shape.ndim < 2)
                throw new ArgumentException($"Shape {input.shape} must have rank at least 2");
            if (input.shape.dims.Skip(1).Any(d => d < 0))
                throw new ArgumentException(
                    $"Input size (dimensions of {input.shape} after the first) must be accessible via shape inference."
                );
        }
    }
}
