using Tensorflow.Operations;

namespace Tensorflow;

/// <content>Products of matrices by Python's signature: TensorFlow.NET's <c>matmul</c> takes no name.</content>
public sealed partial class tensorflow
{
    /// <summary>The product of matrices, under a name (<c>MatMul</c>, <c>BatchMatMulV2</c> above rank 2).</summary>
    public Tensor matmul(Tensor a, Tensor b, string? name, bool transpose_a = false, bool transpose_b = false) =>
        MatrixOps.MatMul(a, b, transpose_a, transpose_b, name);
}
