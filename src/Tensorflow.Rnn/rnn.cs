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
    /// <param name="scope">The variable scope, <c>rnn</c> where null.</param>
    /// <returns>The output of each step, and the state after the last.</returns>
    /// <exception cref="ValueError">There are no inputs or no state, or the shapes do not go together.</exception>
    public static (Tensor[] outputs, RnnState state) static_rnn(
        RNNCell cell,
        Tensor[] inputs,
        RnnState? initial_state = null,
        TF_DataType dtype = TF_DataType.DtInvalid,
        string? scope = null
    ) => Unroll(tf.variable_scope(scope ?? "rnn"), cell, inputs, initial_state, dtype);

    /// <summary>One cell reads the inputs forward, another backward; both outputs of a step are joined.</summary>
    /// <param name="cell_fw">The cell that reads forward.</param>
    /// <param name="cell_bw">The cell that reads backward.</param>
    /// <param name="inputs">One tensor [batch, features] a step.</param>
    /// <param name="initial_state_fw">The state before the first step forward; zeros where null.</param>
    /// <param name="initial_state_bw">The state before the first step backward; zeros where null.</param>
    /// <param name="dtype">The element type of initial zeros.</param>
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
                    block => Unroll(tf.variable_scope((VariableScope)block), cell_fw, inputs, initial_state_fw, dtype)
                );
                Tensor[] reversed = [.. inputs.Reverse()];
                var backward = tf_with(
                    tf.variable_scope("bw"),
                    block => Unroll(tf.variable_scope((VariableScope)block), cell_bw, reversed, initial_state_bw, dtype)
                );
                return (forward, backward);
            }
        );
        Tensor[] back = [.. bw.outputs.Reverse()];
        var outputs = new Tensor[inputs.Length];
        for (var time = 0; time < outputs.Length; time++)
            outputs[time] = tf.concat([fw.outputs[time], back[time]], 1);
        return (outputs, fw.state, bw.state);
    }

    private static (Tensor[] outputs, RnnState state) Unroll(
        variable_scope scope,
        RNNCell cell,
        Tensor[] inputs,
        RnnState? initial_state,
        TF_DataType dtype
    )
    {
        ArgumentNullException.ThrowIfNull(cell);
        CheckInputs(inputs);
        return tf_with(
            scope,
            block =>
            {
                ScopeAdapter.CacheReads(block);
                var state = InitialState(cell, inputs[0], initial_state, dtype);
                var outputs = new Tensor[inputs.Length];
                for (var time = 0; time < inputs.Length; time++)
                    (outputs[time], state) = cell.__call__(inputs[time], state);
                return (outputs, state);
            }
        );
    }

    /// <summary>The state given, or zeros. As in Python, the batch size is read for either where it is not known.</summary>
    private static RnnState InitialState(RNNCell cell, Tensor input, RnnState? given, TF_DataType dtype)
    {
        var rows = input.shape.dims[0];
        var batch_size = rows > 0 ? null : tf.shape(input)[0];
        if (given is not null)
            return given;
        if (dtype == TF_DataType.DtInvalid)
            throw new ValueError("If no initial_state is provided, argument `dtype` must be specified");
        return batch_size is null ? cell.zero_state((int)rows, dtype) : cell.zero_state(batch_size, dtype);
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
