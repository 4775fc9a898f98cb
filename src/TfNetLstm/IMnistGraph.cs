using Tensorflow;

namespace TfNetLstm;

/// <summary>The ends of a graph that reads images and tells digits.</summary>
internal interface IMnistGraph
{
    /// <summary>The images, float32 [batch, steps, input].</summary>
    Tensor x { get; }

    /// <summary>The cell's state before the first row, float32 [batch, state].</summary>
    Tensor istate { get; }

    /// <summary>The labels, one-hot, float32 [batch, 10].</summary>
    Tensor y { get; }

    /// <summary>The logits, float32 [batch, 10].</summary>
    Tensor pred { get; }

    /// <summary>The mean cross entropy, a scalar.</summary>
    Tensor cost { get; }

    /// <summary>One step of the optimizer.</summary>
    Operation optimizer { get; }

    /// <summary>The share of images told right, a scalar.</summary>
    Tensor accuracy { get; }

    /// <summary>Sets all variables to their initial values.</summary>
    Operation init { get; }
}
