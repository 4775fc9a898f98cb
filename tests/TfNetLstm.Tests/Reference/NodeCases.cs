using Tensorflow;
using Tensorflow.Operations;
using static TfNetLstm.Tests.Reference.NodeCase;

namespace TfNetLstm.Tests.Reference;

/// <summary>Cases of single nodes, for the ops that no golden graph holds and for the element types that none has.</summary>
internal static class NodeCases
{
    private static readonly double[] _numbers = [3, -2, 5, 1, 4, -6, 2, 7, -1, 8, 6, -3];
    private static readonly double[] _others = [2, 4, -3, 1, 5, -1, 7, 6, -2, 3, 9, 5];
    private static readonly double[] _fractions = [0.5, -0.25, 0.75, 0.1, -0.9, 0.3, 0.6, -0.4, 0.2, 0.8, -0.7, 0.45];

    private static readonly string[] _unary =
    [
        "Neg",
        "Abs",
        "Sign",
        "Square",
        "Exp",
        "Sigmoid",
        "Tanh",
        "Relu",
        "Relu6",
        "Elu",
        "Selu",
        "Softplus",
        "Softsign",
        "Sin",
        "Cos",
        "Tan",
        "Atan",
        "Sinh",
        "Cosh",
        "Asinh",
        "Expm1",
        "Erf",
        "Digamma",
        "Lgamma",
        "Floor",
        "Ceil",
        "Round",
        "Reciprocal",
        "IsNan",
        "IsInf",
        "IsFinite",
        "LogicalNot",
        "Identity",
        "Snapshot",
        "StopGradient",
        "PreventGradient",
        "PlaceholderWithDefault",
        "ZerosLike",
        "OnesLike",
        "Rank",
        "Size",
        "Shape",
        "L2Loss",
        "Softmax",
        "LogSoftmax",
        "LeakyRelu",
        "BiasAddGrad",
        "Squeeze",
        "Where",
    ];

    private static readonly string[] _positive = ["Log", "Sqrt", "Rsqrt", "Log1p"];

    private static readonly string[] _binary =
    [
        "Add",
        "AddV2",
        "Sub",
        "Mul",
        "RealDiv",
        "DivNoNan",
        "FloorDiv",
        "FloorMod",
        "TruncateDiv",
        "TruncateMod",
        "Maximum",
        "Minimum",
        "SquaredDifference",
        "Equal",
        "NotEqual",
        "Less",
        "LessEqual",
        "Greater",
        "GreaterEqual",
        "LogicalAnd",
        "LogicalOr",
    ];

    private static readonly string[] _paired =
    [
        "SqrtGrad",
        "RsqrtGrad",
        "ReciprocalGrad",
        "SigmoidGrad",
        "TanhGrad",
        "ReluGrad",
        "Relu6Grad",
        "EluGrad",
        "SeluGrad",
        "SoftsignGrad",
        "LeakyReluGrad",
    ];

    /// <summary>All cases, of which an op may have several.</summary>
    public static IEnumerable<NodeCase> All =>
        [
            .. _unary.Select(op => new NodeCase(
                op,
                [X(1, 3, 4)],
                op == "PlaceholderWithDefault" ? [("shape", new Shape(1, 3, 4))] : []
            )),
            .. _positive.Select(op => new NodeCase(op, [X([4, 9, 0.5, 2, 7, 1], 2, 3)])),
            .. _binary.Select(op => new NodeCase(op, [X(2, 3, 2), Y(3, 1)])),
            .. _paired.Select(op => new NodeCase(op, [X(_fractions, 3, 4), Y(3, 4)])),
            .. Others,
            .. Arrangements,
            .. Updates,
            .. Rows,
            .. Texts,
        ];

    private static NodeCase[] Others =>
        [
            new("Pow", [X([2, 3, 1, 5], 2, 2), X([3, 0, 2], 3, 1, 1)]),
            new("AddN", [new[] { X(3, 2), Y(3, 2), X(3, 2) }]),
            new("Cast", [X(3, 4)], ("DstT", TF_DataType.TF_FLOAT)) { Types = TypeSet.NumbersAndBytes },
            new("Cast", [X(3, 4)], ("DstT", TF_DataType.TF_INT32)) { Types = TypeSet.NumbersAndBytes },
            new("Cast", [X(3, 4)], ("DstT", TF_DataType.TF_BOOL)) { Types = TypeSet.NumbersAndBytes },
            new("CheckNumerics", [X(3, 4)], ("message", "m")),
            new("Select", [Truths(3), X(3, 2), Y(3, 2)]),
            new("SelectV2", [Truths(3, 1), X(3, 2), Y(2)]),
            new("Sum", [X(2, 3, 2), Ints(0, -1)]),
            new("Sum", [X(2, 3, 2), Ints(1)], ("keep_dims", true)),
            new("Mean", [X(2, 3, 2), Ints(1)]),
            new("Prod", [X(2, 3, 2), Ints(0)]),
            new("Max", [X(2, 3, 2), Ints(1, 2)]),
            new("Min", [X(2, 3, 2), Ints(1)]),
            new("All", [Truths(2, 3), Ints(1)]),
            new("Any", [Truths(2, 3), Ints(0)]),
            new("ArgMax", [X(3, 4), Int(1)]),
            new("ArgMin", [X(3, 4), Int(0)]),
            new("Cumsum", [X(3, 4), Int(1)], ("exclusive", true)),
            new("Cumsum", [X(3, 4), Int(0)], ("reverse", true)),
            new("Cumprod", [X(3, 4), Int(0)]),
            new("TopKV2", [X(3, 4), Int(2)]),
            new("InTopKV2", [Floats(3, 4), Ints(0, 2, 1), Int(2)]),
            new("Unique", [X(12)]),
            new("ListDiff", [X(12), Y(5)]),
            new("MatMul", [X(3, 4), Y(2, 4)], ("transpose_b", true)),
            new("BatchMatMulV2", [X(2, 1, 2, 3), Y(2, 3, 2)]),
            new("BiasAdd", [X(2, 3), Y(3)]),
            new("SoftmaxCrossEntropyWithLogits", [X(3, 4), X([0.1, 0.2, 0.3, 0.4], 3, 4)]),
            new("SparseSoftmaxCrossEntropyWithLogits", [X(3, 4), Ints(0, 3, 1)]),
            new("Conv2D", [X(1, 4, 5, 2), Y(2, 3, 2, 3)], ("strides", new[] { 1, 2, 1, 1 }), ("padding", "SAME")),
            new(
                "Conv2DBackpropInput",
                [Ints(1, 4, 5, 2), Y(2, 3, 2, 3), X(1, 3, 3, 3)],
                ("strides", new[] { 1, 1, 1, 1 }),
                ("padding", "VALID")
            ),
            new(
                "Conv2DBackpropFilter",
                [X(1, 4, 5, 2), Ints(2, 3, 2, 3), Y(1, 3, 3, 3)],
                ("strides", new[] { 1, 1, 1, 1 }),
                ("padding", "VALID")
            ),
            new("MaxPool", [X(1, 4, 5, 2)], Pool("SAME")),
            new("AvgPool", [X(1, 4, 5, 2)], Pool("VALID")),
            new("MaxPoolGrad", [Spread(1, 4, 4, 1), X([8, 9, 14, 15], 1, 2, 2, 1), Y(1, 2, 2, 1)], Pool("VALID")),
            new("AvgPoolGrad", [Ints(1, 4, 5, 2), Y(1, 2, 3, 2)], Pool("SAME")),
            new("Qr", [X(2, 4, 3)]),
            new("Qr", [X(3, 4)], ("full_matrices", true)),
            new("DiagPart", [X(2, 3, 2, 3)]),
            new("RandomUniform", [Ints(3, 5)], ("dtype", CaseType), ("seed", 3), ("seed2", 4)),
            new("RandomStandardNormal", [Ints(3, 5)], ("dtype", CaseType), ("seed", 3), ("seed2", 4)),
            new("TruncatedNormal", [Ints(7, 5)], ("dtype", CaseType), ("seed", 3), ("seed2", 4)),
            new("RandomUniformInt", [Ints(4, 5), X([-5], []), X([8], [])], ("seed", 3), ("seed2", 4)),
            new("RandomShuffle", [X(6, 2)], ("seed", 3), ("seed2", 4)),
            new("Multinomial", [X(3, 4), Int(5)], ("seed", 3), ("seed2", 4)),
        ];

    private static NodeCase[] Arrangements =>
        [
            new(
                "Const",
                [],
                ("value", new NodeInput(_numbers, [2, 2], TF_DataType.TF_INT64).Of(default)),
                ("dtype", TF_DataType.TF_INT64)
            ),
            new("Fill", [Ints(2, 3), X([7], [])]),
            new("Range", [X([1], []), X([9], []), X([2], [])]),
            new("ShapeN", [new[] { X(3, 4), Y(2) }]),
            new("Reshape", [X(3, 4), Ints(2, -1)]),
            new("ExpandDims", [X(3, 4), Int(-1)]),
            new("BroadcastArgs", [Ints(3, 1), Ints(2, 1, 4)]),
            new("BroadcastTo", [X(3, 1), Ints(2, 3, 2)]),
            new("BroadcastGradientArgs", [Ints(3, 1), Ints(2, 1, 4)]),
            new("Transpose", [X(2, 3, 2), Ints(2, 0, 1)]),
            new("InvertPermutation", [X([2, 0, 3, 1], 4)]),
            new("ConcatV2", [new[] { X(2, 3), Y(2, 1) }, Int(1)]),
            new("ConcatOffset", [Int(1), new[] { Ints(2, 3), Ints(2, 1) }]),
            new("Split", [Int(1), X(2, 6)], ("num_split", 3)),
            new("SplitV", [X(2, 6), Ints(1, -1, 2), Int(1)], ("num_split", 3)),
            new("Pack", [new[] { X(2, 3), Y(2, 3) }], ("axis", -1)),
            new("Unpack", [X(2, 3)], ("num", 3), ("axis", 1)),
            new("Tile", [X(2, 3), Ints(2, 1)]),
            new("GatherV2", [X(2, 3), Ints(2, 0), Int(1)]),
            new("GatherV2", [X(2, 3), Of([1, 0, 2, 2], 2, 2), Int(1)], ("batch_dims", 1)),
            new("DynamicStitch", [new[] { Ints(0, 3), Ints(2, 1) }, new[] { X(2, 2), Y(2, 2) }]),
            new("ParallelDynamicStitch", [new[] { Ints(0, 3), Ints(2, 1) }, new[] { X(2, 2), Y(2, 2) }]),
            new("DynamicPartition", [X(4, 2), Ints(1, 0, 1, 2)], ("num_partitions", 3)),
            new("Slice", [X(3, 4), Ints(1, 0), Ints(-1, 3)]),
            new("StridedSlice", [X(3, 4), Ints(0, 3), Ints(2, 0), Ints(1, -2)]),
            new("StridedSliceGrad", [Ints(3, 4), Ints(0, 3), Ints(2, 0), Ints(1, -2), X(2, 2)])
            {
                Types = TypeSet.NumbersAndBytes,
            },
            new("Pad", [X(2, 3), Of([1, 0, 0, 2], 2, 2)]),
            new("MirrorPad", [X(2, 3), Of([1, 0, 0, 2], 2, 2)], ("mode", "REFLECT")),
            new("MirrorPadGrad", [X(3, 5), Of([1, 0, 0, 2], 2, 2)], ("mode", "SYMMETRIC")),
            new("ReverseV2", [X(2, 3), Ints(1)]),
            new("ReverseSequence", [X(2, 3), Ints(2, 3)], ("seq_dim", 1)),
            new("MatrixBandPart", [X(3, 4), Int(1), Int(0)]),
            new("MatrixDiagV3", [X(2, 3), Ints(0, 1), Int(-1), Int(-1), X([9], [])]),
            new("MatrixDiagPartV3", [X(2, 3, 2), Ints(-1, 0), X([9], [])]),
            new("MatrixSetDiagV3", [X(2, 3, 4), Y(2, 2, 3), Ints(0, 1)]),
            new("GatherNd", [X(3, 4), Of([2, 1, 0, 3], 2, 2)]),
            new("ScatterNd", [Of([2, 0, 2], 3, 1), X(3, 2), Ints(4, 2)]),
            new("OneHot", [Ints(2, 0, -1), Int(3), X([5], []), Y([])]),
            new("UnsortedSegmentSum", [X(4, 2), Ints(1, -1, 1, 0), Int(3)]),
        ];

    private static NodeCase[] Texts =>
        [
            new("StringJoin", [new[] { X(2, 3), X([7], []), Y(2, 3) }], ("separator", "+")),
            new("StaticRegexFullMatch", [X(2, 3)], ("pattern", "-?[1-3]")),
            new("ShardedFilename", [X([7], []), Int(3), Int(12)]),
            new("ShardedFilespec", [X([7], []), Int(12)]),
        ];

    private static NodeCase[] Updates =>
        [
            new("RefIdentity", [Variable(3)]),
            new("IsVariableInitialized", [Variable(3)]),
            new("Assign", [Variable(3), Y(3)]),
            new("AssignAdd", [Variable(3), Y(3)]),
            new("AssignSub", [Variable(3), Y(3)]),
            new("ApplyGradientDescent", [Variable(4), Rate(2), Y(4)]),
            new(
                "ApplyMomentum",
                [Variable(4), Slot(4), Rate(0.1), X(_fractions, 4), Rate(0.9)],
                ("use_nesterov", true)
            ),
            new(
                "ApplyAdam",
                [
                    Variable(4),
                    Variable(4),
                    Slot(4),
                    Rate(0.9),
                    Rate(0.99),
                    Rate(0.1),
                    Rate(0.9),
                    Rate(0.99),
                    Rate(1e-6),
                    X(_fractions, 4),
                ]
            ),
            new("ApplyAdagrad", [Variable(4), Slot(4), Rate(0.1), X(_fractions, 4)]),
            new("ApplyAdadelta", [Variable(4), Slot(4), Slot(4), Rate(0.1), Rate(0.9), Rate(1e-6), X(_fractions, 4)]),
            new(
                "ApplyRMSProp",
                [Variable(4), Slot(4), Slot(4), Rate(0.1), Rate(0.9), Rate(0.5), Rate(1e-6), X(_fractions, 4)]
            ),
            new(
                "ApplyCenteredRMSProp",
                [
                    Variable(4),
                    Slot(4, 0.1),
                    Slot(4),
                    Slot(4),
                    Rate(0.1),
                    Rate(0.9),
                    Rate(0.5),
                    Rate(1e-6),
                    X(_fractions, 4),
                ]
            ),
            new(
                "ApplyFtrl",
                [Variable(4), Slot(4), Slot(4), X(_fractions, 4), Rate(0.1), Rate(0.01), Rate(0.02), Rate(-0.5)]
            ),
            new(
                "ApplyFtrlV2",
                [
                    Variable(4),
                    Slot(4),
                    Slot(4),
                    X(_fractions, 4),
                    Rate(0.1),
                    Rate(0.01),
                    Rate(0.02),
                    Rate(0.03),
                    Rate(-0.7),
                ]
            ),
            new("ApplyProximalGradientDescent", [Variable(4), Rate(0.1), Rate(0.01), Rate(0.02), X(_fractions, 4)]),
            new("ApplyProximalAdagrad", [Variable(4), Slot(4), Rate(0.1), Rate(0.01), Rate(0.02), X(_fractions, 4)]),
            new(
                "ApplyAdagradDA",
                [
                    Variable(4),
                    Slot(4),
                    Slot(4),
                    X(_fractions, 4),
                    Rate(0.1),
                    Rate(0.01),
                    Rate(0.02),
                    new NodeInput([3], [], TF_DataType.TF_INT64),
                ]
            ),
        ];

    private static NodeCase[] Rows =>
        [
            .. new[] { "Update", "Add", "Sub", "Mul", "Div", "Min", "Max" }.SelectMany(f =>
                new NodeCase[]
                {
                    new("Scatter" + f, [Variable(4, 3), Ints(2, 0), Y(2, 3)]),
                    new("Scatter" + f, [Variable(4, 3), Ints(2, 3, 2), X([5], [])]),
                }
            ),
            Rowwise("Momentum", 1, [0.1], 0.9),
            Rowwise("Adagrad", 1, [0.1]),
            Rowwise("Adadelta", 2, [0.1, 0.9, 1e-6]),
            Rowwise("RMSProp", 2, [0.1, 0.9, 0.5, 1e-6]),
            Rowwise("CenteredRMSProp", 3, [0.1, 0.9, 0.5, 1e-6]),
            Rowwise("Ftrl", 2, [], 0.1, 0.01, 0.02, -0.5),
            Rowwise("FtrlV2", 2, [], 0.1, 0.01, 0.02, 0.03, -0.5),
            Rowwise("ProximalGradientDescent", 0, [0.1, 0.01, 0.02]),
            Rowwise("ProximalAdagrad", 1, [0.1, 0.01, 0.02]),
            new(
                "SparseApplyAdagradDA",
                [
                    .. Slots(2),
                    Gradient,
                    Ints(2, 0),
                    Rate(0.1),
                    Rate(0.01),
                    Rate(0.02),
                    new NodeInput([3], [], TF_DataType.TF_INT64),
                ]
            ),
        ];

    private static NodeInput Gradient => X(_fractions, 2, 3);

    /// <summary>An update of rows, with some of its numbers before the gradient and some behind the indices.</summary>
    private static NodeCase Rowwise(string name, int slots, double[] before, params double[] behind) =>
        new(
            "SparseApply" + name,
            [.. Slots(slots), .. before.Select(Rate), Gradient, Ints(2, 0), .. behind.Select(Rate)]
        );

    private static IEnumerable<NodeInput> Slots(int count) =>
        Enumerable
            .Range(0, count)
            .Select(i => new NodeInput([0.5 - 0.2 * i], [4, 3], IsVariable: true))
            .Prepend(Variable(4, 3));

    private static (string, object?)[] Pool(string padding) =>
        [("ksize", new[] { 1, 2, 2, 1 }), ("strides", new[] { 1, 2, 2, 1 }), ("padding", padding)];

    private static NodeInput X(params int[] dims) => new(_numbers, dims);

    private static NodeInput X(double[] data, params int[] dims) => new(data, dims);

    private static NodeInput Y(params int[] dims) => new(_others, dims);

    private static NodeInput Spread(params int[] dims) =>
        new([.. Enumerable.Range(0, 16).Select(i => i % 4 < 2 ? i + 4.0 : i)], dims);

    private static NodeInput Floats(params int[] dims) => new(_numbers, dims, TF_DataType.TF_FLOAT);

    private static NodeInput Truths(params int[] dims) => new([5, 0, 7], dims, TF_DataType.TF_BOOL);

    private static NodeInput Int(int number) => new([number], [], TF_DataType.TF_INT32);

    private static NodeInput Ints(params int[] numbers) =>
        Of(Array.ConvertAll(numbers, n => (double)n), numbers.Length);

    private static NodeInput Of(double[] numbers, params int[] dims) => new(numbers, dims, TF_DataType.TF_INT32);

    private static NodeInput Rate(double rate) => new([rate], []);

    private static NodeInput Variable(params int[] dims) => new(_numbers, dims, IsVariable: true);

    private static NodeInput Slot(int length, double value = 0.5) => new([value], [length], IsVariable: true);
}
