using Tensorflow.Kernels;

namespace TfNetLstm.Tests.Kernels;

/// <summary>Integer operators, comparisons and casts on TensorFlow's own cases.</summary>
public class IntegerGoldenTests
{
    private static NpzFile Ops => Golden.Npz("ops.npz");

    [Fact]
    public void ScalarOperators()
    {
        Scalar<int, Pow>("pow_int");
        Scalar<int, FloorDiv>("floordiv_int");
        Scalar<int, FloorMod>("floormod_int");
        Scalar<int, TruncateDiv>("truncatediv_int");
        Scalar<int, TruncateMod>("truncatemod_int");
        Scalar<float, FloorDiv>("floordiv_float");
        Scalar<float, FloorMod>("floormod_float");
    }

    // Eigen's packet form of the power differs from the rounded one by at most one unit.
    [Fact]
    public void PowersOfFloats()
    {
        NpyArray a = Ops["pow/in0"];
        float[] y = new float[12];
        VectorMap.Scalar<float, Pow>(a.Floats, a.Shape, Ops["pow/in1"].Floats, Ops["pow/in1"].Shape, y);
        Assert.InRange(Ulp.Greatest(Ops["pow/out0"].Floats, y), 0, 1);
    }

    [Fact]
    public void Comparisons()
    {
        Compare<Equal>("equal");
        Compare<NotEqual>("not_equal");
        Compare<Less>("less");
        Compare<LessEqual>("less_equal");
        Compare<Greater>("greater");
        Compare<GreaterEqual>("greater_equal");
    }

    [Fact]
    public void Truths()
    {
        Logic<LogicalAnd>("logical_and");
        Logic<LogicalOr>("logical_or");
        Logic<LogicalXor>("logical_xor");
    }

    [Fact]
    public void Casts()
    {
        Cast<float, int>("cast_float32_int32");
        Cast<float, long>("cast_float32_int64");
        Cast<int, float>("cast_int32_float32");
        Cast<float, double>("cast_float32_float64");
        Cast<double, float>("cast_float64_float32");
        Cast<float, bool>("cast_float32_bool");
        Cast<byte, float>("cast_uint8_float32");
        Cast<long, int>("cast_int64_int32");
        Cast<bool, float>("cast_bool_float");
    }

    [Fact]
    public void CumulativeSums()
    {
        NpyArray x = Ops["cumsum/in0"];
        float[] y = new float[12];
        Scanning.Cumsum<float>(x.Floats, 4, 1, exclusive: false, reverse: false, y);
        Assert.Equal(Ops["cumsum/out0"].Floats, y);
        Scanning.Cumsum<float>(Ops["cumsum_exclusive_reverse/in0"].Floats, 3, 4, exclusive: true, reverse: true, y);
        Assert.Equal(Ops["cumsum_exclusive_reverse/out0"].Floats, y);
    }

    private static void Scalar<T, TOp>(string key)
        where T : unmanaged, System.Numerics.INumber<T>
        where TOp : struct, IScalarOperator
    {
        NpyArray a = Ops[key + "/in0"];
        NpyArray b = Ops[key + "/in1"];
        T[] expected = Ops[key + "/out0"].As<T>();
        T[] y = new T[expected.Length];
        VectorMap.Scalar<T, TOp>(a.As<T>(), a.Shape, b.As<T>(), b.Shape, y);
        Assert.Equal(expected, y);
    }

    private static void Compare<TOp>(string key)
        where TOp : struct, IComparison
    {
        NpyArray a = Ops[key + "/in0"];
        NpyArray b = Ops[key + "/in1"];
        bool[] y = new bool[12];
        VectorMap.Compare<int, TOp>(a.As<int>(), a.Shape, b.As<int>(), b.Shape, y);
        Assert.Equal(Ops[key + "/out0"].As<bool>(), y);
        NpyArray special = Ops[key + "_nan/in0"];
        y = new bool[special.Floats.Length];
        VectorMap.Compare<float, TOp>(special.Floats, special.Shape, special.Floats, special.Shape, y);
        Assert.Equal(Ops[key + "_nan/out0"].As<bool>(), y);
    }

    private static void Logic<TOp>(string key)
        where TOp : struct, ILogicalOperator
    {
        NpyArray a = Ops[key + "/in0"];
        NpyArray b = Ops[key + "/in1"];
        bool[] y = new bool[12];
        VectorMap.Logic<TOp>(a.As<bool>(), a.Shape, b.As<bool>(), b.Shape, y);
        Assert.Equal(Ops[key + "/out0"].As<bool>(), y);
    }

    private static void Cast<TFrom, TTo>(string key)
        where TFrom : unmanaged
        where TTo : unmanaged
    {
        TTo[] expected = Ops[key + "/out0"].As<TTo>();
        TTo[] y = new TTo[expected.Length];
        Casting.Cast<TFrom, TTo>(Ops[key + "/in0"].As<TFrom>(), y);
        Assert.Equal(expected, y);
    }
}
