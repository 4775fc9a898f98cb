using static Tensorflow.Binding;

namespace Tensorflow;

/// <summary>How a loop runs, and how its data lie.</summary>
/// <param name="parallel_iterations">How many steps may run at the same time.</param>
/// <param name="swap_memory">Whether what the gradient needs may leave a device's memory meanwhile.</param>
/// <param name="time_major">Whether inputs and outputs have time before batch.</param>
internal readonly record struct LoopOptions(int parallel_iterations, bool swap_memory, bool time_major);

/// <summary>The loop of <c>dynamic_rnn</c> (rnn.py, <c>_dynamic_rnn_loop</c>).</summary>
/// <param name="cell">The cell.</param>
/// <param name="inputs">[time, batch, features].</param>
/// <param name="dtype">The element type of the outputs.</param>
/// <param name="options">How the loop runs.</param>
internal sealed class RnnLoop(RNNCell cell, Tensor inputs, TF_DataType dtype, LoopOptions options)
{
    /// <summary>The outputs [time, batch, units] and the state of each row after its last step.</summary>
    public (Tensor outputs, RnnState state) Run(RnnState initial_state, Tensor? sequence_length)
    {
        var time_steps = tf.shape(inputs)[0];
        var batch = BatchSize.Of(inputs, 1);
        var zero_output = batch.Zeros(cell.output_size, dtype);
        var lengths = sequence_length is null ? null : new SequenceLengths(sequence_length, zero_output);
        var time = tf.constant(0, name: "time");
        var name = tf_with(tf.name_scope("dynamic_rnn"), scope => (string)scope);
        var written = RnnAdapter.Array(dtype, time_steps, OutputShape(batch), name + "output_0");
        var read = RnnAdapter.Array(inputs.dtype, time_steps, InputShape(), name + "input_0").unstack(inputs);

        // At least one step, so that the array of outputs learns their shape.
        var bound = tf.minimum(time_steps, AtLeastOne(lengths?.Longest ?? time_steps));
        var results = RnnAdapter.Loop(
            vars => vars[0] < bound,
            vars =>
            {
                var (step, flow) = (vars[0], vars[1]);
                var state = initial_state.Packed(vars.AsSpan(2));
                var input = read.read(step);
                RnnAdapter.SetShape(input, InputShape());
                Func<(Tensor, RnnState)> call = () => cell.__call__(input, state);
                var (output, new_state) = lengths is null ? call() : lengths.Step(step, state, call);
                var after = RnnAdapter.WithFlow(written, flow).write(step, output);
                return [step + 1, after.flow, .. new_state.Flatten()];
            },
            [time, written.flow, .. initial_state.Flatten()],
            time_steps,
            options.parallel_iterations,
            options.swap_memory
        );
        var outputs = RnnAdapter.WithFlow(written, results[1]).stack();
        RnnAdapter.SetShape(outputs, StaticShape(batch));
        return (outputs, initial_state.Packed(results.AsSpan(2)));
    }

    /// <summary>max(1, steps), the number in the scope of the node as in Python.</summary>
    private static Tensor AtLeastOne(Tensor steps) =>
        tf_with(tf.name_scope("Maximum"), scope => tf.maximum(tf.constant(1, name: "x"), steps, name: scope));

    private Shape InputShape() => new([.. inputs.shape.dims.Skip(1)]);

    private Shape OutputShape(BatchSize batch) => new([batch.Static, cell.output_size]);

    /// <summary>[time, batch, units], as far as it is known; Python makes constants of the parts.</summary>
    private Shape StaticShape(BatchSize batch)
    {
        var (time, rows) = (inputs.shape.dims[0], batch.Static);
        if (time >= 0 && rows >= 0)
            _ = tf.constant(new[] { (int)time, rows });
        _ = tf.constant(new[] { cell.output_size });
        return new([time, rows, cell.output_size]);
    }
}
