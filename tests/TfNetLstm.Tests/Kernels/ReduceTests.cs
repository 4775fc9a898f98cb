using Tensorflow.Kernels;

namespace TfNetLstm.Tests.Kernels;

public class ReduceTests
{
    private delegate void Reduction(
        ReadOnlySpan<float> x,
        ReadOnlySpan<int> dims,
        ReadOnlySpan<int> axes,
        Span<float> y,
        WorkerPool? pool = null
    );

    private static readonly Dictionary<string, Reduction> Reductions = new(StringComparer.Ordinal)
    {
        ["sum"] = Reduce.Run<float, SumReducer>,
        ["mean"] = Reduce.Mean,
        ["max"] = Reduce.Run<float, MaxReducer>,
        ["min"] = Reduce.Run<float, MinReducer>,
        ["prod"] = Reduce.Run<float, ProdReducer>,
    };

    private static readonly Dictionary<string, int[]> Forms = new(StringComparer.Ordinal)
    {
        ["all"] = [0, 1],
        ["0"] = [0],
        ["last_keep"] = [-1],
        ["02"] = [0, 2],
    };

    [Fact]
    public void FloatsEqualTensorFlowBitForBit()
    {
        NpzFile golden = Golden.Npz("ops.npz");
        foreach ((string name, Reduction reduce) in Reductions)
        foreach ((string form, int[] axes) in Forms)
        {
            string key = $"reduce_{name}_{form}";
            NpyArray x = golden[key + "/in0"];
            float[] expected = golden[key + "/out0"].Floats;
            float[] actual = new float[expected.Length];
            int[] used = form == "all" ? [.. Enumerable.Range(0, x.Shape.Length)] : axes;
            reduce(x.Floats, x.Shape, used, actual);
            Assert.True(expected.AsSpan().SequenceEqual(actual), key);
        }
    }

    [Fact]
    public void ALargeMeanEqualsTensorFlow()
    {
        NpyArray x = Golden.Npz("ops.npz")["reduce_mean_large/in0"];
        float[] y = new float[1];
        Reduce.Mean<float>(x.Floats, x.Shape, [.. Enumerable.Range(0, x.Shape.Length)], y);
        Assert.Equal(Golden.Npz("ops.npz")["reduce_mean_large/out0"].Floats, y);
    }

    [Fact]
    public void IntegersAndTruthsEqualTensorFlow()
    {
        NpzFile golden = Golden.Npz("ops.npz");
        NpyArray x = golden["reduce_sum_int/in0"];
        int[] sums = new int[3];
        Reduce.Run<int, SumReducer>(x.As<int>(), x.Shape, [1], sums);
        Assert.Equal(golden["reduce_sum_int/out0"].As<int>(), sums);
        bool[] truths = new bool[3];
        NpyArray all = golden["reduce_all/in0"];
        Reduce.All(all.As<bool>(), all.Shape, [1], truths);
        Assert.Equal(golden["reduce_all/out0"].As<bool>(), truths);
        NpyArray any = golden["reduce_any/in0"];
        Reduce.Any(any.As<bool>(), any.Shape, [1], truths);
        Assert.Equal(golden["reduce_any/out0"].As<bool>(), truths);
    }

    [Theory]
    [InlineData(new[] { 3, 4, 5 }, new[] { 1 })]
    [InlineData(new[] { 2, 17, 20 }, new[] { 1 })]
    [InlineData(new[] { 2, 3, 4, 5, 6 }, new[] { 0, 2, 4 })]
    [InlineData(new[] { 2, 3, 4, 5, 6 }, new[] { 1, 3 })]
    [InlineData(new[] { 1, 9000 }, new[] { 0, 1 })]
    [InlineData(new[] { 20000 }, new[] { 0 })]
    [InlineData(new[] { 7, 1, 3 }, new[] { 1 })]
    [InlineData(new int[0], new int[0])]
    [InlineData(new[] { 1, 1 }, new[] { 0 })]
    public void EveryFormAgreesWithTheDefinition(int[] dims, int[] axes)
    {
        int count = dims.Aggregate(1, (product, size) => product * size);
        float[] x = new float[count];
        new PhiloxGenerator(5, 6).FillNormal(x);
        int kept = 1;
        for (int axis = 0; axis < dims.Length; axis++)
            kept *= axes.Contains(axis) ? 1 : dims[axis];
        double[] expected = new double[kept];
        for (int i = 0; i < count; i++)
        {
            int rest = i;
            int at = 0;
            int step = 1;
            for (int axis = dims.Length - 1; axis >= 0; axis--)
            {
                int place = rest % dims[axis];
                rest /= dims[axis];
                if (axes.Contains(axis))
                    continue;
                at += place * step;
                step *= dims[axis];
            }
            expected[at] += x[i];
        }
        float[] actual = new float[kept];
        Reduce.Run<float, SumReducer>(x, dims, axes, actual);
        double[] doubles = new double[kept];
        Reduce.Run<double, SumReducer>([.. x.Select(value => (double)value)], dims, axes, doubles);
        for (int i = 0; i < kept; i++)
        {
            Assert.Equal(expected[i], actual[i], 1e-3);
            Assert.Equal(expected[i], doubles[i], 1e-9);
        }
    }

    [Fact]
    public void NothingReducesToTheInitialValue()
    {
        float[] y = new float[2];
        Reduce.Run<float, SumReducer>([], [2, 0], [1], y);
        Assert.Equal([0, 0], y);
        Reduce.Run<float, MaxReducer>([], [2, 0], [1], y);
        Assert.Equal([float.NegativeInfinity, float.NegativeInfinity], y);
        Reduce.Mean<float>([], [2, 0], [1], y);
        Assert.Equal([float.NaN, float.NaN], y);
    }

    [Fact]
    public void NaNWinsAMaximum()
    {
        float[] x = new float[40];
        x[17] = float.NaN;
        float[] y = new float[1];
        Reduce.Run<float, MaxReducer>(x, [40], [0], y);
        Assert.Equal(float.NaN, y[0]);
    }

    [Theory]
    [InlineData(3584, 128)]
    [InlineData(700, 77)]
    [InlineData(9, 5003)]
    public void SumsHaveTheSameBitsOnAnyNumberOfThreads(int rows, int columns)
    {
        var x = new float[rows * columns];
        new PhiloxGenerator(5, 9).FillNormal(x);
        foreach (var axis in new[] { 0, 1 })
        {
            var expected = new float[axis == 0 ? columns : rows];
            Reduce.Run<float, SumReducer>(x, [rows, columns], [axis], expected);
            foreach (var threads in new[] { 2, 3 })
            {
                using var pool = new WorkerPool(threads);
                var actual = new float[expected.Length];
                Reduce.Run<float, SumReducer>(x, [rows, columns], [axis], actual, pool);
                Assert.Equal(expected, actual);
            }
        }
    }
}
