using Tensorflow.Kernels;

namespace TfNetLstm.Tests.Kernels;

/// <summary>Elementwise kernels on TensorFlow's own inputs and outputs.</summary>
public class ElementwiseGoldenTests
{
    private delegate void UnaryKernel(ReadOnlySpan<float> x, Span<float> y);

    private delegate void BinaryKernel(NpyArray a, NpyArray b, Span<float> y);

    private static readonly Dictionary<string, UnaryKernel> Unaries = new(StringComparer.Ordinal)
    {
        ["negative"] = (x, y) => VectorMap.Unary<float, Neg>(x, y),
        ["abs"] = (x, y) => VectorMap.Unary<float, Abs>(x, y),
        ["sign"] = (x, y) => VectorMap.Unary<float, Sign>(x, y),
        ["square"] = (x, y) => VectorMap.Unary<float, Square>(x, y),
        ["exp"] = (x, y) => VectorMap.Unary<float, Exp>(x, y),
        ["tanh"] = (x, y) => VectorMap.Unary<float, Tanh>(x, y),
        ["sigmoid"] = (x, y) => VectorMap.Unary<float, Sigmoid>(x, y),
        ["floor"] = (x, y) => VectorMap.Unary<float, Floor>(x, y),
        ["ceil"] = (x, y) => VectorMap.Unary<float, Ceil>(x, y),
        ["expm1"] = (x, y) => VectorMap.Unary<float, Expm1>(x, y),
        ["reciprocal"] = (x, y) => VectorMap.Unary<float, Reciprocal>(x, y),
        ["sqrt"] = (x, y) => VectorMap.Unary<float, Sqrt>(x, y),
        ["rsqrt"] = (x, y) => VectorMap.Unary<float, Rsqrt>(x, y),
        ["log"] = (x, y) => VectorMap.Unary<float, Log>(x, y),
        ["log1p"] = (x, y) => VectorMap.Unary<float, Log1p>(x, y),
        ["nn_relu"] = (x, y) => VectorMap.Unary<float, Relu>(x, y),
        ["nn_relu6"] = (x, y) => VectorMap.Unary<float, Relu6>(x, y),
        ["nn_elu"] = (x, y) => VectorMap.Unary<float, Elu>(x, y),
        ["nn_softplus"] = (x, y) => VectorMap.Unary<float, Softplus>(x, y),
        ["nn_softsign"] = (x, y) => VectorMap.Unary<float, Softsign>(x, y),
    };

    private static readonly Dictionary<string, BinaryKernel> Binaries = new(StringComparer.Ordinal)
    {
        ["add"] = Run<Add>,
        ["subtract"] = Run<Sub>,
        ["multiply"] = Run<Mul>,
        ["divide"] = Run<RealDiv>,
        ["maximum"] = Run<Maximum>,
        ["minimum"] = Run<Minimum>,
        ["squared_difference"] = Run<SquaredDifference>,
    };

    // (input, output or gradient) pairs of the gradient operators: name, first operand, second operand.
    private static readonly Dictionary<string, (BinaryKernel Kernel, string First, string Second)> Gradients = new(
        StringComparer.Ordinal
    )
    {
        ["tanh"] = (Run<TanhGrad>, "out0", "gy0"),
        ["sigmoid"] = (Run<SigmoidGrad>, "out0", "gy0"),
        ["sqrt"] = (Run<SqrtGrad>, "out0", "gy0"),
        ["rsqrt"] = (Run<RsqrtGrad>, "out0", "gy0"),
        ["reciprocal"] = (Run<ReciprocalGrad>, "out0", "gy0"),
        ["nn_relu"] = (Run<ReluGrad>, "gy0", "out0"),
        ["nn_relu6"] = (Run<Relu6Grad>, "gy0", "out0"),
        ["nn_elu"] = (Run<EluGrad>, "gy0", "out0"),
        ["nn_softsign"] = (Run<SoftsignGrad>, "gy0", "in0"),
    };

    // Reciprocals: TensorFlow refines the processor's own estimate, which differs between makers; ours are exact.
    // Expm1 and Softplus: the last few values go through libm's expm1f and log1pf.
    private static readonly Dictionary<string, long> Allowed = new(StringComparer.Ordinal)
    {
        ["reciprocal"] = 1,
        ["reciprocal_special"] = 1,
        ["rsqrt"] = 2,
        ["expm1"] = 1,
        ["nn_softplus"] = 1,
    };

    [Fact]
    public void UnaryOperatorsEqualTensorFlow()
    {
        NpzFile golden = Golden.Npz("ops.npz");
        var failures = new List<string>();
        foreach ((string name, UnaryKernel kernel) in Unaries)
        {
            foreach (string key in new[] { name, name + "_special" })
            {
                if (!golden.Contains(key + "/in0"))
                    continue;
                float[] expected = golden[key + "/out0"].Floats;
                float[] actual = new float[expected.Length];
                kernel(golden[key + "/in0"].Floats, actual);
                Check(key, golden[key + "/in0"].Floats, expected, actual, failures);
            }
        }
        Assert.True(failures.Count == 0, string.Join('\n', failures));
    }

    [Fact]
    public void BinaryOperatorsEqualTensorFlowWithBroadcasting()
    {
        NpzFile golden = Golden.Npz("ops.npz");
        var failures = new List<string>();
        foreach ((string name, BinaryKernel kernel) in Binaries)
        {
            foreach (string form in new[] { "same", "row", "cross", "scalar", "3d" })
            {
                string key = $"{name}_{form}";
                float[] expected = golden[key + "/out0"].Floats;
                float[] actual = new float[expected.Length];
                kernel(golden[key + "/in0"], golden[key + "/in1"], actual);
                Check(key, expected, expected, actual, failures);
            }
        }
        Assert.True(failures.Count == 0, string.Join('\n', failures));
    }

    [Fact]
    public void GradientOperatorsEqualTensorFlow()
    {
        NpzFile golden = Golden.Npz("ops.npz");
        var failures = new List<string>();
        foreach ((string name, (BinaryKernel kernel, string first, string second)) in Gradients)
        {
            float[] expected = golden[name + "/grad0"].Floats;
            float[] actual = new float[expected.Length];
            kernel(golden[$"{name}/{first}"], golden[$"{name}/{second}"], actual);
            Check(name + "/grad0", golden[$"{name}/{first}"].Floats, expected, actual, failures);
        }
        Assert.True(failures.Count == 0, string.Join('\n', failures));
    }

    private static void Run<TOp>(NpyArray a, NpyArray b, Span<float> y)
        where TOp : struct, IBinaryOperator<TOp> =>
        VectorMap.Binary<float, TOp>(a.Floats, a.Shape, b.Floats, b.Shape, y);

    private static void Check(string key, float[] input, float[] expected, float[] actual, List<string> failures)
    {
        long allowed = Allowed.GetValueOrDefault(key);
        for (int i = 0; i < expected.Length; i++)
        {
            long distance = Ulp.Distance(expected[i], actual[i]);
            // TensorFlow's threads take subnormal inputs for zero.
            if (distance > allowed && !float.IsSubnormal(input[i]))
                failures.Add(
                    FormattableString.Invariant(
                        $"{key}[{i}] of {input[i]:R}: {actual[i]:R} instead of {expected[i]:R}, {distance} ulp"
                    )
                );
        }
    }
}
