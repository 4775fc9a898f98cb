using static Tensorflow.Binding;

namespace Tensorflow;

/// <summary>Cells one upon the other: each one's output is the next one's input, in scopes cell_0, cell_1, ...</summary>
public sealed class MultiRNNCell : RNNCell
{
    private readonly RNNCell[] _cells;
    private readonly bool _state_is_tuple;

    /// <param name="cells">The cells, the lowest first.</param>
    /// <param name="state_is_tuple">Whether the state has a part for each cell, or all in one tensor.</param>
    /// <exception cref="ValueError">There are no cells, or one's state cannot be part of one tensor.</exception>
    public MultiRNNCell(RNNCell[] cells, bool state_is_tuple = true)
        : base("multi_rnn_cell")
    {
        if (cells is not { Length: > 0 } || Array.IndexOf(cells, null) >= 0)
            throw new ValueError("Must specify at least one cell for MultiRNNCell.");
        if (!state_is_tuple && Array.Exists(cells, cell => cell.state_size.IsNested))
            throw new ValueError(
                "Some cells return tuples of states, but the flag state_is_tuple is not set. State sizes are: "
                    + string.Join(", ", cells.Select(cell => cell.state_size))
            );
        (_cells, _state_is_tuple) = (cells, state_is_tuple);
    }

    /// <inheritdoc/>
    public override int output_size => _cells[^1].output_size;

    /// <inheritdoc/>
    public override RnnStateSize state_size =>
        _state_is_tuple
            ? new RnnStateSize(Array.ConvertAll(_cells, cell => cell.state_size))
            : _cells.Sum(c => c.state_size.Total);

    /// <inheritdoc/>
    public override RnnState zero_state(Tensor batch_size, TF_DataType dtype) =>
        ZeroState(cell => cell.zero_state(batch_size, dtype), () => base.zero_state(batch_size, dtype));

    /// <inheritdoc/>
    public override RnnState zero_state(int batch_size, TF_DataType dtype) =>
        ZeroState(cell => cell.zero_state(batch_size, dtype), () => base.zero_state(batch_size, dtype));

    /// <inheritdoc/>
    protected override (Tensor output, RnnState state) call(Tensor inputs, RnnState state)
    {
        if (_state_is_tuple && state.Parts.Length != _cells.Length)
            throw new ValueError($"Expected state to be a tuple of length {_cells.Length}, but received: {state}");
        var output = inputs;
        var states = new RnnState[_cells.Length];
        var column = 0;
        for (var i = 0; i < _cells.Length; i++)
        {
            var (cell, index, first) = (_cells[i], i, column);
            (output, states[i]) = tf_with(
                tf.variable_scope($"cell_{i}"),
                _ =>
                    cell.__call__(
                        output,
                        _state_is_tuple
                            ? state.Parts[index]
                            : new RnnState(tf.slice((Tensor)state, [0, first], [-1, cell.state_size.Total]))
                    )
            );
            column += cell.state_size.Total;
        }
        return (
            output,
            _state_is_tuple ? new RnnState(states) : new RnnState(tf.concat(states.Select(s => (Tensor)s), 1))
        );
    }

    private RnnState ZeroState(Func<RNNCell, RnnState> part, Func<RnnState> whole) =>
        tf_with(
            tf.name_scope(nameof(MultiRNNCell) + "ZeroState"),
            _ => _state_is_tuple ? new RnnState(Array.ConvertAll(_cells, cell => part(cell))) : whole()
        );
}
