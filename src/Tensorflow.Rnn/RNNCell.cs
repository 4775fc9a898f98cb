using static Tensorflow.Binding;

namespace Tensorflow;

/// <summary>
/// A recurrent cell: one step from input and state to output and new state. Its variables are made at the first call,
/// in a variable scope that the cell keeps, and all its steps put their nodes into that scope's name scope.
/// </summary>
/// <param name="base_name">The scope's name where the cell is given none, <c>basic_lstm_cell</c> for instance.</param>
/// <param name="name">The scope's name, or null.</param>
/// <param name="reuse">Whether the variables exist already.</param>
public abstract class RNNCell(string base_name, string? name = null, bool? reuse = null)
{
    private VariableScope? _surrounding;
    private VariableScope? _scope;
    private bool _built;

    /// <summary>The units of the output.</summary>
    public abstract int output_size { get; }

    /// <summary>The units of the state.</summary>
    public abstract RnnStateSize state_size { get; }

    /// <summary>The element type of the cell's variables: that of its first input.</summary>
    protected TF_DataType dtype { get; private set; } = TF_DataType.DtInvalid;

    /// <summary>One step.</summary>
    /// <param name="inputs">[batch, features]; the features must be known.</param>
    /// <param name="state">The state before the step.</param>
    /// <returns>The output [batch, output_size] and the state after the step.</returns>
    /// <exception cref="ValueError">Input or state are no floating-point numbers, or the features are not known.</exception>
    public virtual (Tensor output, RnnState state) __call__(Tensor inputs, RnnState state)
    {
        // Cells that may make variables in their steps do so below the scope of their first call, opened once more.
        _surrounding ??= tf.get_variable_scope();
        return tf_with(tf.variable_scope(_surrounding), _ => CallInScope(inputs, state));
    }

    /// <summary>The state before the first step, all zeros.</summary>
    /// <param name="batch_size">The number of rows, a scalar.</param>
    /// <param name="dtype">The element type.</param>
    public virtual RnnState zero_state(Tensor batch_size, TF_DataType dtype) =>
        tf_with(
            tf.name_scope(GetType().Name + "ZeroState"),
            _ => state_size.Map(units => new BatchSize(batch_size).ZeroState(units, dtype))
        );

    /// <summary>The state before the first step, all zeros.</summary>
    /// <param name="batch_size">The number of rows.</param>
    /// <param name="dtype">The element type.</param>
    public virtual RnnState zero_state(int batch_size, TF_DataType dtype) =>
        tf_with(
            tf.name_scope(GetType().Name + "ZeroState"),
            _ => state_size.Map(units => new BatchSize(batch_size).ZeroState(units, dtype))
        );

    /// <summary>The state before the first step for inputs like these, all zeros.</summary>
    /// <param name="inputs">[batch, ...], which gives number of rows and element type.</param>
    public RnnState get_initial_state(Tensor inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return BatchSize.Of(inputs, 0).ZeroState(this, inputs.dtype);
    }

    /// <summary>Makes the cell's variables.</summary>
    protected virtual void build(Shape inputs_shape) { }

    /// <summary>Adds the nodes of one step.</summary>
    protected abstract (Tensor output, RnnState state) call(Tensor inputs, RnnState state);

    /// <summary>One step in the cell's own scope, which the first makes.</summary>
    private protected (Tensor output, RnnState state) CallInScope(Tensor inputs, RnnState state)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(state);
        CheckTypes([inputs, .. state.Flatten()]);
        _scope ??= tf_with(
            reuse == true
                ? tf.variable_scope(name ?? base_name)
                : tf.variable_scope((string)null!, default_name: name ?? base_name),
            block => (VariableScope)block
        );
        return tf_with(
            tf.variable_scope(_scope, reuse: _built ? true : reuse, auxiliary_name_scope: false),
            _ =>
                tf_with(
                    tf.name_scope(_scope.original_name_scope),
                    _ =>
                    {
                        if (!_built)
                        {
                            dtype = inputs.dtype;
                            build(inputs.shape);
                        }
                        _built = true;
                        return call(inputs, state);
                    }
                )
        );
    }

    private static void CheckTypes(Tensor[] tensors)
    {
        foreach (var tensor in tensors)
            if (tensor.dtype is not (TF_DataType.TF_FLOAT or TF_DataType.TF_DOUBLE or TF_DataType.TF_HALF))
                throw new ValueError($"RNN cell only supports floating point inputs, but saw dtype: {tensor.dtype}");
    }
}
