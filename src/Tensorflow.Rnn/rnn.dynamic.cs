using static Tensorflow.Binding;

namespace Tensorflow;

/// <content>Recurrent networks as a loop of the graph, for any number of steps.</content>
public static partial class rnn
{
    private const int DefaultParallelIterations = 32;

    /// <summary>Applies the cell to one step after the other, in a loop of the graph.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="inputs">[batch, time, features], or [time, batch, features] where time_major is set.</param>
    /// <param name="sequence_length">[batch], the steps of each row; all of them where null. Later outputs are zeros.</param>
    /// <param name="initial_state">The state before the first step; zeros where null, and then dtype is needed.</param>
    /// <param name="dtype">The element type of the initial zeros.</param>
    /// <param name="parallel_iterations">How many steps may run at the same time.</param>
    /// <param name="swap_memory">Whether what the gradient needs may leave a device's memory meanwhile.</param>
    /// <param name="time_major">Whether inputs and outputs have time before batch, which saves two transpositions.</param>
    /// <param name="scope">The variable scope, <c>rnn</c> where null.</param>
    /// <returns>The outputs, laid out as the inputs, and the state of each row after its last step.</returns>
    /// <exception cref="ValueError">No state is given, or the shapes do not go together.</exception>
    public static (Tensor outputs, RnnState state) dynamic_rnn(
        RNNCell cell,
        Tensor inputs,
        Tensor? sequence_length = null,
        RnnState? initial_state = null,
        TF_DataType dtype = TF_DataType.DtInvalid,
        int? parallel_iterations = null,
        bool swap_memory = false,
        bool time_major = false,
        string? scope = null
    )
    {
        ArgumentNullException.ThrowIfNull(cell);
        CheckSequences(inputs);
        var options = new LoopOptions(parallel_iterations ?? DefaultParallelIterations, swap_memory, time_major);
        return Loop(tf.variable_scope(scope ?? "rnn"), cell, inputs, sequence_length, initial_state, dtype, options);
    }

    /// <summary>One cell reads the sequences forward, another backward, each in a loop of the graph.</summary>
    /// <param name="cell_fw">The cell that reads forward.</param>
    /// <param name="cell_bw">The cell that reads backward.</param>
    /// <param name="inputs">[batch, time, features], or [time, batch, features] where time_major is set.</param>
    /// <param name="sequence_length">[batch], the steps of each row; all of them where null. Later outputs are zeros.</param>
    /// <param name="initial_state_fw">The state before the first step forward; zeros where null.</param>
    /// <param name="initial_state_bw">The state before the first step backward; zeros where null.</param>
    /// <param name="dtype">The element type of initial zeros.</param>
    /// <param name="parallel_iterations">How many steps may run at the same time.</param>
    /// <param name="swap_memory">Whether what the gradient needs may leave a device's memory meanwhile.</param>
    /// <param name="time_major">Whether inputs and outputs have time before batch.</param>
    /// <param name="scope">The variable scope, <c>bidirectional_rnn</c> where null.</param>
    /// <returns>The outputs of both directions, laid out as the inputs and not joined, and both last states.</returns>
    /// <exception cref="ValueError">No state is given, or the shapes do not go together.</exception>
    public static ((Tensor fw, Tensor bw) outputs, (RnnState fw, RnnState bw) states) bidirectional_dynamic_rnn(
        RNNCell cell_fw,
        RNNCell cell_bw,
        Tensor inputs,
        Tensor? sequence_length = null,
        RnnState? initial_state_fw = null,
        RnnState? initial_state_bw = null,
        TF_DataType dtype = TF_DataType.DtInvalid,
        int? parallel_iterations = null,
        bool swap_memory = false,
        bool time_major = false,
        string? scope = null
    )
    {
        ArgumentNullException.ThrowIfNull(cell_fw);
        ArgumentNullException.ThrowIfNull(cell_bw);
        CheckSequences(inputs);
        var options = new LoopOptions(parallel_iterations ?? DefaultParallelIterations, swap_memory, time_major);
        var (fw, bw) = tf_with(
            tf.variable_scope(scope ?? "bidirectional_rnn"),
            _ =>
            {
                var forward = tf_with(tf.variable_scope("fw"), block => Run(block, cell_fw, inputs, initial_state_fw));
                var backward = tf_with(
                    tf.variable_scope("bw"),
                    block => Run(block, cell_bw, Reverse(inputs), initial_state_bw)
                );
                return (forward, backward);
            }
        );
        return ((fw.outputs, Reverse(bw.outputs)), (fw.state, bw.state));

        (Tensor outputs, RnnState state) Run(VariableScope block, RNNCell cell, Tensor sequences, RnnState? initial) =>
            Loop(tf.variable_scope(block), cell, sequences, sequence_length, initial, dtype, options);

        Tensor Reverse(Tensor sequences)
        {
            var (time, rows) = time_major ? (0, 1) : (1, 0);
            return sequence_length is null
                ? tf.reverse(sequences, new[] { time })
                : RnnAdapter.ReverseSequence(sequences, sequence_length, time, rows);
        }
    }

    private static (Tensor outputs, RnnState state) Loop(
        variable_scope scope,
        RNNCell cell,
        Tensor inputs,
        Tensor? sequence_length,
        RnnState? initial_state,
        TF_DataType dtype,
        LoopOptions options
    ) =>
        tf_with(
            scope,
            block =>
            {
                ScopeAdapter.CacheReads(block);
                var steps = options.time_major ? inputs : TransposeBatchAndTime(inputs);
                if (sequence_length is not null)
                    sequence_length = tf.identity(SequenceLengths.Checked(sequence_length), name: "sequence_length");
                var batch = BatchSize.Of(steps, 1);
                var state = initial_state ?? InitialZeros(cell, batch, dtype);
                if (sequence_length is not null)
                    sequence_length = CheckLengths(sequence_length, batch);
                var type = dtype == TF_DataType.DtInvalid ? state.Flatten()[0].dtype : dtype;
                var (outputs, last) = new RnnLoop(cell, steps, type, options).Run(state, sequence_length);
                return (options.time_major ? outputs : TransposeBatchAndTime(outputs), last);
            }
        );

    private static RnnState InitialZeros(RNNCell cell, BatchSize batch, TF_DataType dtype) =>
        dtype == TF_DataType.DtInvalid
            ? throw new ValueError("If there is no initial_state, you must give a dtype.")
            : batch.ZeroState(cell, dtype);

    /// <summary>The lengths once more, read only if there is one for each row.</summary>
    private static Tensor CheckLengths(Tensor lengths, BatchSize batch)
    {
        var shape = tf.shape(lengths);
        var expected = tf.stack([batch.Scalar()]);
        var check = RnnAdapter.Assert(
            tf.reduce_all(tf.equal(shape, expected)),
            [$"Expected shape for Tensor {lengths.name} is ", expected, " but saw shape: ", shape]
        );
        return tf_with(tf.control_dependencies([check]), _ => tf.identity(lengths, name: "CheckSeqLen"));
    }

    /// <summary>[a, b, ...] -> [b, a, ...]</summary>
    private static Tensor TransposeBatchAndTime(Tensor x)
    {
        var rest = tf.range(2, tf.rank(x));
        var perm = tf_with(
            tf.name_scope("concat"),
            concat =>
            {
                var first = tf.constant(new[] { 1, 0 }, name: "values_0");
                return tf.concat([first, rest], 0, name: concat);
            }
        );
        var transposed = RnnAdapter.Transpose(x, perm);
        RnnAdapter.SetShape(transposed, new Shape([x.shape.dims[1], x.shape.dims[0], .. x.shape.dims.Skip(2)]));
        return transposed;
    }

    private static void CheckSequences(Tensor inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        if (inputs.shape.ndim < 3)
            throw new ValueError($"Shape {inputs.shape} must have rank at least 3");
        if (inputs.shape.dims.Skip(2).Any(d => d < 0))
            throw new ValueError(
                "Input size (depth of inputs) must be accessible via shape inference, but saw value None."
            );
    }
}
