using static Tensorflow.Binding;

namespace Tensorflow;

/// <summary>Unrolled recurrent networks (rnn.py), as the oldest tutorials call them.</summary>
public static partial class rnn
{
    /// <summary>Applies the cell to each input in turn, the state handed on.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="inputs">One tensor [batch, features] a step.</param>
    /// <param name="initial_state">The state before the first step; zeros where null, and then dtype is needed.</param>
    /// <param name="dtype">The element type of the initial zeros.</param>
    /// <param name="sequence_length">[batch], the steps of each row; all of them where null. Later outputs are zeros.</param>
    /// <param name="scope">The variable scope, <c>rnn</c> where null.</param>
    /// <returns>The output of each step, and the state after the last.</returns>
    /// <exception cref="ValueError">There are no inputs or no state, or the shapes do not go together.</exception>
    public static (Tensor[] outputs, RnnState state) static_rnn(
        RNNCell cell,
        Tensor[] inputs,
        RnnState? initial_state = null,
        TF_DataType dtype = TF_DataType.DtInvalid,
        Tensor? sequence_length = null,
        string? scope = null
    ) => Unroll(tf.variable_scope(scope ?? "rnn"), cell, inputs, initial_state, dtype, sequence_length);

    /// <summary>One cell reads the inputs forward, another backward; both outputs of a step are joined.</summary>
    /// <param name="cell_fw">The cell that reads forward.</param>
    /// <param name="cell_bw">The cell that reads backward.</param>
    /// <param name="inputs">One tensor [batch, features] a step.</param>
    /// <param name="initial_state_fw">The state before the first step forward; zeros where null.</param>
    /// <param name="initial_state_bw">The state before the first step backward; zeros where null.</param>
    /// <param name="dtype">The element type of initial zeros.</param>
    /// <param name="sequence_length">[batch], the steps of each row; all of them where null. Later outputs are zeros.</param>
    /// <param name="scope">The variable scope, <c>bidirectional_rnn</c> where null.</param>
    /// <returns>[batch, units forward + units backward] for each step, and both states after the last.</returns>
    /// <exception cref="ValueError">There are no inputs or no state, or the shapes do not go together.</exception>
    public static (Tensor[] outputs, RnnState state_fw, RnnState state_bw) static_bidirectional_rnn(
        RNNCell cell_fw,
        RNNCell cell_bw,
        Tensor[] inputs,
        RnnState? initial_state_fw = null,
        RnnState? initial_state_bw = null,
        TF_DataType dtype = TF_DataType.DtInvalid,
        Tensor? sequence_length = null,
        string? scope = null
    )
    {
        CheckInputs(inputs);
        var (fw, bw) = tf_with(
            tf.variable_scope(scope ?? "bidirectional_rnn"),
            _ =>
            {
                var forward = tf_with(
                    tf.variable_scope("fw"),
                    block =>
                        Unroll(
                            tf.variable_scope((VariableScope)block),
                            cell_fw,
                            inputs,
                            initial_state_fw,
                            dtype,
                            sequence_length
                        )
                );
                var reversed = Reversed(inputs, sequence_length);
                var backward = tf_with(
                    tf.variable_scope("bw"),
                    block =>
                        Unroll(
                            tf.variable_scope((VariableScope)block),
                            cell_bw,
                            reversed,
                            initial_state_bw,
                            dtype,
                            sequence_length
                        )
                );
                return (forward, backward);
            }
        );
        var back = Reversed(bw.outputs, sequence_length);
        var outputs = new Tensor[inputs.Length];
        for (var time = 0; time < outputs.Length; time++)
            outputs[time] = tf.concat([fw.outputs[time], back[time]], 1);
        return (outputs, fw.state, bw.state);
    }

    /// <summary>The steps from the last to the first; with lengths, of each row only as many as it has.</summary>
    private static Tensor[] Reversed(Tensor[] steps, Tensor? sequence_length)
    {
        if (sequence_length is null)
            return [.. steps.Reverse()];
        var reversed = RnnAdapter.ReverseSequence(tf.stack(steps), sequence_length, 0, 1);
        return tf.unstack(reversed);
    }

    private static (Tensor[] outputs, RnnState state) Unroll(
        variable_scope scope,
        RNNCell cell,
        Tensor[] inputs,
        RnnState? initial_state,
        TF_DataType dtype,
        Tensor? sequence_length
    )
    {
        ArgumentNullException.ThrowIfNull(cell);
        CheckInputs(inputs);
        return tf_with(
            scope,
            block =>
            {
                ScopeAdapter.CacheReads(block);
                // As in Python, the batch size is read even where nothing needs it.
                var batch = BatchSize.Of(inputs[0], 0);
                if (initial_state is null && dtype == TF_DataType.DtInvalid)
                    throw new ValueError("If no initial_state is provided, argument `dtype` must be specified");
                var state = initial_state ?? batch.ZeroState(cell, dtype);
                var lengths = Lengths(cell, batch, state, dtype, sequence_length);
                var outputs = new Tensor[inputs.Length];
                for (var time = 0; time < inputs.Length; time++)
                {
                    var (input, before) = (inputs[time], state);
                    Func<(Tensor, RnnState)> call = () => cell.__call__(input, before);
                    (outputs[time], state) = lengths is null ? call() : lengths.Step(time, before, call);
                }
                return (outputs, state);
            }
        );
    }

    private static SequenceLengths? Lengths(
        RNNCell cell,
        BatchSize batch,
        RnnState state,
        TF_DataType dtype,
        Tensor? sequence_length
    )
    {
        if (sequence_length is null)
            return null;
        var type = dtype == TF_DataType.DtInvalid ? state.Flatten()[0].dtype : dtype;
        var zero_output = batch.ZeroOutput(cell.output_size, type);
        return new(SequenceLengths.Checked(sequence_length), zero_output);
    }

    private static void CheckInputs(Tensor[] inputs)
    {
        if (inputs is not { Length: > 0 })
            throw new ValueError("Argument `inputs` must not be empty.");
        foreach (var input in inputs)
        {
            if (input is null)
                throw new ValueError("Argument `inputs` must not hold null.");
            if (input.shape.ndim < 2)
                throw new ValueError($"Shape {input.shape} must have rank at least 2");
            if (input.shape.dims.Skip(1).Any(d => d < 0))
                throw new ValueError(
                    $"Input size (dimensions of {input.shape} after the first) must be accessible via shape inference."
                );
            if (
                input.shape.dims[0] != inputs[0].shape.dims[0]
                && input.shape.dims[0] > 0
                && inputs[0].shape.dims[0] > 0
            )
                throw new ValueError(
                    $"Dimensions {inputs[0].shape.dims[0]} and {input.shape.dims[0]} are not compatible"
                );
        }
    }
}
