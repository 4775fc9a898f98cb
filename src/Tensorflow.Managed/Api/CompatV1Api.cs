namespace Tensorflow;

/// <summary>TensorFlow 1's names that version 2 moved here.</summary>
public sealed class CompatV1Api
{
    /// <summary>Does nothing: this engine builds graphs and never ran anything else.</summary>
    public void disable_eager_execution() { }

    /// <summary>The variable of this name in the current variable scope; made on first use.</summary>
    /// <param name="name">The name below the scope's.</param>
    /// <param name="shape">The shape, known in full, where the variable is new.</param>
    /// <param name="dtype">The element type; float32 where not given.</param>
    /// <param name="initializer">The initializer; the scope's, or Glorot's uniform numbers, where null.</param>
    /// <param name="trainable">Whether optimizers train it; yes where null.</param>
    /// <exception cref="ValueError">It exists and is not shared, or is shared and does not exist or fit.</exception>
    public IVariableV1 get_variable(
        string name,
        Shape? shape = null,
        TF_DataType dtype = TF_DataType.DtInvalid,
        IInitializer? initializer = null,
        bool? trainable = null
    ) =>
        Graphs
            .VariableStore.Of(Graph.Default)
            .Current.GetVariable(
                name,
                shape,
                dtype == TF_DataType.DtInvalid ? null : dtype,
                initializer,
                trainable ?? true
            );

    /// <summary>A node that initializes all variables.</summary>
    public Operation global_variables_initializer() => Binding.tf.global_variables_initializer();

    /// <summary>A session for the default graph.</summary>
    public Session Session() => new();
}
