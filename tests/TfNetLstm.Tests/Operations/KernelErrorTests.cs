using Tensorflow;
using Tensorflow.Values;
using static TfNetLstm.Tests.Operations.OneNode;

namespace TfNetLstm.Tests.Operations;

/// <summary>What kernels answer to inputs that they cannot use, in TensorFlow's words.</summary>
public class KernelErrorTests
{
    private static readonly Dictionary<string, (string Type, object[] Inputs, (string, object?)[] Attrs)> _cases = new(
        StringComparer.Ordinal
    )
    {
        ["Incompatible shapes: [2,3] vs. [4]"] = ("AddV2", [Floats(2, 3), Floats(4)], []),
        ["Incompatible shapes: [3] vs. [4]"] = ("Less", [Floats(3), Floats(4)], []),
        ["Incompatible shapes: [2] vs. [3]"] = ("TanhGrad", [Floats(2), Floats(3)], []),
        ["Incompatible shapes: [5,2] vs. [3]"] = ("BroadcastGradientArgs", [Ints(5, 2), Ints(3)], []),
        ["Matrix size-incompatible: In[0]: [2,3], In[1]: [4,5]"] = ("MatMul", [Floats(2, 3), Floats(4, 5)], []),
        ["In[1] is not a matrix. Instead it has shape [3]"] = ("MatMul", [Floats(2, 3), Floats(3)], []),
        ["Matrix size-incompatible: In[0]: [1,2,3], In[1]: [4,5]"] = (
            "BatchMatMulV2",
            [Floats(1, 2, 3), Floats(4, 5)],
            []
        ),
        ["Integer division by zero"] = ("FloorDiv", [Ints(1, 2), Ints(1, 0)], []),
        ["Integers to negative integer powers are not allowed"] = ("Pow", [Ints(1, 2), Ints(1, -1)], []),
        ["Input to reshape is a tensor with 6 values, but the requested shape has 8"] = (
            "Reshape",
            [Floats(2, 3), Ints(4, 2)],
            []
        ),
        ["Input to reshape is a tensor with 6 values, but the requested shape requires a multiple of 4"] = (
            "Reshape",
            [Floats(2, 3), Ints(4, -1)],
            []
        ),
        ["Only one input size may be -1, not both 0 and 1"] = ("Reshape", [Floats(2, 3), Ints(-1, -1)], []),
        ["Size 1 must be non-negative, not -2"] = ("Reshape", [Floats(2, 3), Ints(4, -2)], []),
        ["Tried to expand dim index 3 for tensor with 2 dimensions."] = ("ExpandDims", [Floats(2, 3), Value.Of(3)], []),
        ["Can not squeeze dim[0], expected a dimension of 1, got 2"] = (
            "Squeeze",
            [Floats(2, 1)],
            [("squeeze_dims", new[] { 0 })]
        ),
        ["ConcatOp : Ranks of all input tensors should match: shape[0] = [2,3] vs. shape[1] = [2]"] = (
            "ConcatV2",
            [new[] { Floats(2, 3), Floats(2) }, Value.Of(0)],
            []
        ),
        ["ConcatOp : Dimension 1 in both shapes must be equal: shape[0] = [2,3] vs. shape[1] = [2,4]"] = (
            "ConcatV2",
            [new[] { Floats(2, 3), Floats(2, 4) }, Value.Of(0)],
            []
        ),
        ["ConcatOp : Expected concatenating dimensions in the range [-2, 2), but got 2"] = (
            "ConcatV2",
            [new[] { Floats(2, 3), Floats(2, 3) }, Value.Of(2)],
            []
        ),
        [
            "Number of ways to split should evenly divide the split dimension, but got split_dim 0 (size = 5) and num_split 2"
        ] = ("Split", [Value.Of(0), Floats(5)], [("num_split", 2)]),
        ["-input rank(-1) <= split_dim < input rank (1), but got 3"] = (
            "Split",
            [Value.Of(3), Floats(5)],
            [("num_split", 2)]
        ),
        ["Split size at index 1 must be >= 0. Got: -2"] = (
            "SplitV",
            [Floats(5), Ints(1, -2), Value.Of(0)],
            [("num_split", 2)]
        ),
        ["Shapes of all inputs must match: values[0].shape = [2] != values[1].shape = [3]"] = (
            "Pack",
            [new[] { Floats(2), Floats(3) }],
            []
        ),
        ["Input shape axis 0 must equal 3, got shape [2,2]"] = ("Unpack", [Floats(2, 2)], [("num", 3)]),
        ["Expected begin[0] in [0, 2], but got 3"] = ("Slice", [Floats(2), Ints(3), Ints(1)], []),
        ["Expected size[0] in [0, 1], but got 2"] = ("Slice", [Floats(2), Ints(1), Ints(2)], []),
        ["slice index 7 of dimension 0 out of bounds."] = (
            "StridedSlice",
            [Floats(3), Ints(7), Ints(8), Ints(1)],
            [("shrink_axis_mask", 1)]
        ),
        ["strides[0] must be non-zero"] = ("StridedSlice", [Floats(3), Ints(0), Ints(1), Ints(0)], []),
        ["Index out of range using input dim 1; input has only 1 dims"] = (
            "StridedSlice",
            [Floats(3), Ints(0, 0), Ints(1, 1), Ints(1, 1)],
            []
        ),
        ["shape of dy was [2] instead of [1]"] = (
            "StridedSliceGrad",
            [Ints(3), Ints(0), Ints(1), Ints(1), Floats(2)],
            []
        ),
        ["Paddings must be non-negative: -1 0"] = ("Pad", [Floats(2), Value.Of<int>([-1, 0], [1, 2])], []),
        ["indices[1] = 7 is not in [0, 5)"] = ("GatherV2", [Floats(5), Ints(0, 7), Value.Of(0)], []),
        ["indices = -1 is not in [0, 5)"] = ("GatherV2", [Floats(5), Value.Of(-1), Value.Of(0)], []),
        ["indices[0,1] = 9 is not in [0, 5)"] = (
            "GatherV2",
            [Floats(5), Value.Of<int>([0, 9], [1, 2]), Value.Of(0)],
            []
        ),
        ["Expected multiples[0] >= 0, but got -1"] = ("Tile", [Floats(2), Ints(-1)], []),
        ["Expected multiples argument to be a vector of length 1 but got length 2"] = (
            "Tile",
            [Floats(2), Ints(1, 1)],
            []
        ),
        ["transpose expects a vector of size 2. But input(1) is a vector of size 1"] = (
            "Transpose",
            [Floats(2, 3), Ints(0)],
            []
        ),
        ["1 is missing from {0,0}."] = ("Transpose", [Floats(2, 3), Ints(0, 0)], []),
        ["5 is out of range [0 .. 2)"] = ("Transpose", [Floats(2, 3), Ints(0, 5)], []),
        ["4 is not between 0 and 2"] = ("InvertPermutation", [Ints(0, 4)], []),
        ["0 is duplicated in the input."] = ("InvertPermutation", [Ints(0, 0)], []),
        ["indices[0] is out of range"] = ("DynamicStitch", [new[] { Ints(-1) }, new[] { Floats(1) }], []),
        ["Inputs to operation n of type AddN must have the same size and shape.  Input 0: [2] != input 1: [3]"] = (
            "AddN",
            [new[] { Floats(2), Floats(3) }],
            []
        ),
        ["Dimension -2 must be >= 0"] = ("Fill", [Ints(-2), Value.Of(1f)], []),
        ["Requires delta != 0: 0"] = ("Range", [Value.Of(0), Value.Of(5), Value.Of(0)], []),
        ["Requires start <= limit when delta > 0: 5/3"] = ("Range", [Value.Of(5), Value.Of(3), Value.Of(1)], []),
        ["Invalid reduction dimension (5 for input with 2 dimension(s)"] = ("Sum", [Floats(2, 3), Ints(5)], []),
        ["Invalid reduction arguments: Axes contains duplicate dimension: 0"] = (
            "Max",
            [Floats(2, 3), Ints(0, -2)],
            []
        ),
        ["Expected dimension in the range [-2, 2), but got 5"] = ("ArgMax", [Floats(2, 3), Value.Of(5)], []),
        ["Reduction axis 0 is empty in shape [0,3]"] = ("ArgMin", [Floats(0, 3), Value.Of(0)], []),
        ["Must provide as many biases as the last dimension of the input tensor: [2] vs. [2,3]"] = (
            "BiasAdd",
            [Floats(2, 3), Floats(2)],
            []
        ),
        ["logits must have >= 1 dimension, got []"] = ("Softmax", [Floats()], []),
        ["logits and labels must be broadcastable: logits_size=[2,3] labels_size=[2,4]"] = (
            "SoftmaxCrossEntropyWithLogits",
            [Floats(2, 3), Floats(2, 4)],
            []
        ),
        ["condition [3], then [2], and else [2] must be broadcastable"] = (
            "SelectV2",
            [Value.Of<bool>([true, true, true], [3]), Floats(2), Floats(2)],
            []
        ),
        ["Need minval < maxval, got 3 >= 3"] = ("RandomUniformInt", [Ints(2), Value.Of(3), Value.Of(3)], []),
        ["You must feed a value for placeholder tensor 'n' with dtype float and shape [?,28,28]"] = (
            "Placeholder",
            [],
            [("dtype", TF_DataType.TF_FLOAT), ("shape", new Shape(-1, 28, 28))]
        ),
        ["You must feed a value for placeholder tensor 'n' with dtype double"] = (
            "Placeholder",
            [],
            [("dtype", TF_DataType.TF_DOUBLE)]
        ),
    };

    public static TheoryData<string> Messages => new(_cases.Keys);

    [Theory]
    [MemberData(nameof(Messages))]
    public void TheMessageIsTensorFlows(string message)
    {
        var (type, inputs, attrs) = _cases[message];
        var error = Assert.Throws<InvalidArgumentError>(() => Run(type, inputs, attrs));
        Assert.Equal($"{message}\n\t [[node n]]", error.Message);
        Assert.Equal("n", error.op!.name);
    }

    [Fact]
    public void ElementTypesWithoutKernelAreNamed()
    {
        var half = Value.Create(TF_DataType.TF_HALF, [2]);
        var error = Assert.Throws<UnimplementedError>(() => Run("Tanh", [half]));
        Assert.Contains("Tanh", error.Message, StringComparison.Ordinal);
        Assert.Contains("float16", error.Message, StringComparison.Ordinal);
    }
}
