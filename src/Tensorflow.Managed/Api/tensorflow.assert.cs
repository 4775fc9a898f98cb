using Tensorflow.Operations;

namespace Tensorflow;

/// <content>Checks that are made when the graph runs.</content>
public sealed partial class tensorflow
{
    /// <summary>A node that fails with the data where the condition does not hold (<c>Assert</c>).</summary>
    /// <param name="condition">A scalar truth value.</param>
    /// <param name="data">Texts and tensors that the message shows.</param>
    /// <param name="summarize">How many elements of each tensor it shows; 3 where null.</param>
    /// <param name="name">The name scope.</param>
    public Operation Assert(Tensor condition, object[] data, int? summarize = null, string? name = null) =>
        AssertOps.Assert(condition, data, summarize, name);
}
