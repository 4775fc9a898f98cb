namespace Tensorflow;

/// <content>Variable scopes, and initializers with a value of their own.</content>
public sealed partial class tensorflow
{
    /// <summary>The variable scope that is open.</summary>
    public VariableScope get_variable_scope() => Graphs.VariableStore.Of(Tensorflow.Graph.Default).Current;

    /// <summary>A number, or an array of the variable's shape, as the initial value of a variable.</summary>
    public IInitializer constant_initializer<T>(
        T value,
        TF_DataType dtype = TF_DataType.TF_FLOAT,
        bool verify_shape = false
    )
        where T : notnull => Initializers.Constant(value);
}
