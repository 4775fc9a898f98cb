namespace Tensorflow;

/// <summary>A variable: state that lives in a session, read and assigned by nodes of the graph.</summary>
public interface IVariableV1 : ITensorOrOperation
{
    /// <summary>The name of the variable's tensor, <c>Variable:0</c>.</summary>
    string Name { get; }

    /// <summary>The node that holds the state.</summary>
    Operation Op { get; }

    /// <summary>The reference that assignments write through.</summary>
    Tensor Handle { get; }

    /// <summary>The node that assigns the initial value.</summary>
    Operation Initializer { get; }

    /// <summary>The graph that holds the variable.</summary>
    Graph Graph { get; }

    /// <summary>The element type.</summary>
    TF_DataType dtype { get; }

    /// <summary>The static shape.</summary>
    Shape shape { get; }

    /// <summary>Whether optimizers train it unless told otherwise.</summary>
    bool Trainable { get; }

    /// <summary>The variable's value as a tensor.</summary>
    Tensor AsTensor();
}
