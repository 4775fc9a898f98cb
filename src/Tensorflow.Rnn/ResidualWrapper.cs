namespace Tensorflow;

/// <summary>A cell whose input is added to its output.</summary>
/// <param name="cell">The cell inside.</param>
/// <param name="residual_fn">Joins input and output; their sum where null.</param>
public sealed class ResidualWrapper(RNNCell cell, Func<Tensor, Tensor, Tensor>? residual_fn = null)
    : RNNCellWrapper(cell)
{
    /// <inheritdoc/>
    protected override (Tensor output, RnnState state) call(Tensor inputs, RnnState state)
    {
        var (output, new_state) = wrapped_cell.__call__(inputs, state);
        return ((residual_fn ?? Sum)(inputs, output), new_state);
    }

    private static Tensor Sum(Tensor input, Tensor output) => input + output;
}
