namespace Tensorflow;

/// <content>Variable scopes, and initializers with a value of their own.</content>
public sealed partial class tensorflow
{
    /// <summary>The variable scope that is open.</summary>
    public VariableScope get_variable_scope() => Graphs.VariableStore.Of(Tensorflow.Graph.Default).Current;

    /// <summary>As <c>reuse</c> of a scope or layer: variables are shared where they exist and made where not.</summary>
    public Reuse AUTO_REUSE => Reuse.Auto;

    /// <summary>Opens a variable scope whose variables are shared as told; dispose it to end the block.</summary>
    /// <param name="name">The scope's name below the current one.</param>
    /// <param name="reuse">Whether variables are shared; <see cref="AUTO_REUSE"/>, true or false.</param>
    /// <param name="initializer">The initializer of variables that name none.</param>
    public variable_scope variable_scope(string name, Reuse reuse, IInitializer? initializer = null) =>
        new(name.Given(), reuse: reuse, initializer: initializer);

    /// <summary>Opens a variable scope again, with its variables shared as told; dispose it to end the block.</summary>
    public variable_scope variable_scope(VariableScope scope, Reuse reuse) => new(scope.Given(), reuse);

    /// <summary>A number, or an array of the variable's shape, as the initial value of a variable.</summary>
    public IInitializer constant_initializer<T>(
        T value,
        TF_DataType dtype = TF_DataType.TF_FLOAT,
        bool verify_shape = false
    )
        where T : notnull => Initializers.Constant(value);
}
