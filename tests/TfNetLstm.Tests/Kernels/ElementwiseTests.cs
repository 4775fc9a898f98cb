using Tensorflow.Kernels;

namespace TfNetLstm.Tests.Kernels;

public class ElementwiseTests
{
    public static TheoryData<int> Lengths => [.. Enumerable.Range(0, 71), 127, 128, 129, 1023, 1025];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void PacketsAndSinglesGiveTheSameBits(int length)
    {
        float[] x = Numbers(length, 1);
        float[] y = new float[length + 1];
        y[length] = 77;
        VectorMap.Unary<float, Tanh>(x, y.AsSpan(0, length));
        for (int i = 0; i < length; i++)
            Assert.Equal(EigenMath.Tanh(new Packet1(x[i])).Value, y[i]);
        Assert.Equal(77, y[length]);
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void BinaryHandlesEveryLengthAndSingleOperands(int length)
    {
        float[] a = Numbers(length, 2);
        float[] b = Numbers(length, 3);
        float[] both = new float[length];
        float[] left = new float[length];
        float[] right = new float[length];
        VectorMap.Binary<float, Sub>(a, b, both);
        VectorMap.Binary<float, Sub>([2.5f], b, left);
        VectorMap.Binary<float, Sub>(a, [2.5f], right);
        for (int i = 0; i < length; i++)
        {
            Assert.Equal(a[i] - b[i], both[i]);
            Assert.Equal(2.5f - b[i], left[i]);
            Assert.Equal(a[i] - 2.5f, right[i]);
        }
    }

    [Fact]
    public void SigmoidAndExpOfEveryWidthAgree()
    {
        float[] x = new float[4096];
        for (int i = 0; i < x.Length; i++)
            x[i] = (i - 2048) * 0.05f;
        Every<Exp>(x);
        Every<Sigmoid>(x);
        Every<Log>(x);
        Every<Tanh>(x);
    }

    [Fact]
    public void SeveralThreadsGiveTheBitsOfOne()
    {
        using var pool = new WorkerPool(3);
        float[] x = Numbers(200_003, 4);
        float[] one = new float[x.Length];
        float[] several = new float[x.Length];
        VectorMap.Unary<float, Exp>(x, one);
        VectorMap.Unary<float, Exp>(x, several, pool);
        Assert.Equal(one, several);
        VectorMap.Binary<float, SigmoidGrad>(x, one, one);
        VectorMap.Binary<float, SigmoidGrad>(x, several, several, pool);
        Assert.Equal(one, several);
    }

    [Theory]
    [InlineData(new[] { 2, 1, 3 }, new[] { 4, 1 }, new[] { 2, 4, 3 })]
    [InlineData(new[] { 5, 1, 7, 1 }, new[] { 1, 6, 1, 9 }, new[] { 5, 6, 7, 9 })]
    [InlineData(new[] { 3, 4 }, new[] { 4 }, new[] { 3, 4 })]
    [InlineData(new int[0], new[] { 2, 2 }, new[] { 2, 2 })]
    [InlineData(new[] { 1, 1 }, new[] { 1 }, new[] { 1, 1 })]
    [InlineData(new[] { 2, 3, 2, 2, 1, 2, 1, 2 }, new[] { 1, 3, 1, 2, 2, 1, 2, 2 }, new[] { 2, 3, 2, 2, 2, 2, 2, 2 })]
    [InlineData(new[] { 0, 3 }, new[] { 1, 3 }, new[] { 0, 3 })]
    public void BroadcastingFollowsNumPy(int[] aDims, int[] bDims, int[] dims)
    {
        int[] a = [.. Enumerable.Range(1, Count(aDims))];
        int[] b = [.. Enumerable.Range(100, Count(bDims))];
        int[] y = new int[Count(dims)];
        VectorMap.Binary<int, Mul>(a, aDims, b, bDims, y);
        for (int i = 0; i < y.Length; i++)
            Assert.Equal(a[At(i, dims, aDims)] * b[At(i, dims, bDims)], y[i]);
    }

    [Fact]
    public void DimensionsThatDoNotBroadcastAreRefused() =>
        Assert.Throws<ArgumentException>(() =>
            VectorMap.Binary<int, Mul>(new int[2], [2], new int[3], [3], new int[3])
        );

    [Theory]
    [InlineData(7, 2, 3, 1, 3, 1)]
    [InlineData(-7, 2, -4, 1, -3, -1)]
    [InlineData(7, -2, -4, -1, -3, 1)]
    [InlineData(-7, -2, 3, -1, 3, -1)]
    [InlineData(6, 3, 2, 0, 2, 0)]
    [InlineData(int.MinValue, -1, int.MinValue, 0, int.MinValue, 0)]
    public void IntegerDivisions(int a, int b, int floorDiv, int floorMod, int truncateDiv, int truncateMod)
    {
        Assert.Equal(floorDiv, FloorDiv.Compute(a, b));
        Assert.Equal(floorMod, FloorMod.Compute(a, b));
        Assert.Equal(truncateDiv, TruncateDiv.Compute(a, b));
        Assert.Equal(truncateMod, TruncateMod.Compute(a, b));
    }

    [Fact]
    public void CastsAreThoseOfCOnX86()
    {
        float[] x = [1.9f, -1.9f, 3e9f, float.NaN, 0, -0.5f];
        int[] whole = new int[6];
        Casting.Cast<float, int>(x, whole);
        Assert.Equal([1, -1, int.MinValue, int.MinValue, 0, 0], whole);
        bool[] truth = new bool[6];
        Casting.Cast<float, bool>(x, truth);
        Assert.Equal([true, true, true, true, false, true], truth);
        byte[] small = new byte[3];
        Casting.Cast<int, byte>([257, -1, 5], small);
        Assert.Equal([1, 255, 5], small);
        float[] back = new float[2];
        Casting.Cast<bool, float>([true, false], back);
        Assert.Equal([1, 0], back);
    }

    [Fact]
    public void SelectTakesValuesRowsAndBroadcasts()
    {
        int[] y = new int[4];
        Selecting.Select([true, false, true, false], [1, 2, 3, 4], [5, 6, 7, 8], y);
        Assert.Equal([1, 6, 3, 8], y);
        Selecting.SelectRows([true, false], [1, 2, 3, 4], [5, 6, 7, 8], y);
        Assert.Equal([1, 2, 7, 8], y);
        Selecting.Broadcast([true, false], [2, 1], [1, 2], [2], [9], [], y, [2, 2]);
        Assert.Equal([1, 2, 9, 9], y);
    }

    private static void Every<TOp>(float[] x)
        where TOp : struct, IUnaryOperator<TOp>
    {
        float[] y = new float[x.Length];
        VectorMap.Unary<float, TOp>(x, y);
        for (int i = 0; i < x.Length; i += 8)
        {
            Packet8.Store(TOp.Invoke(Packet8.Load(ref x[i], 0)), ref y[i], 0);
            for (int j = i; j < i + 8; j++)
                Assert.Equal(TOp.Invoke(new Packet1(x[j])).Value, y[j]);
        }
        float[] wide = new float[x.Length];
        VectorMap.Unary<float, TOp>(x, wide);
        Assert.Equal(y, wide);
    }

    private static float[] Numbers(int length, int seed)
    {
        float[] numbers = new float[length];
        new PhiloxGenerator(seed, 1).FillNormal(numbers);
        return numbers;
    }

    private static int Count(int[] dims) => dims.Aggregate(1, (count, size) => count * size);

    private static int At(int index, int[] dims, int[] own)
    {
        int at = 0;
        int step = 1;
        for (int axis = dims.Length - 1; axis >= 0; axis--)
        {
            int place = index % dims[axis];
            index /= dims[axis];
            int ownAxis = axis - (dims.Length - own.Length);
            if (ownAxis < 0)
                continue;
            at += own[ownAxis] == 1 ? 0 : place * step;
            step *= own[ownAxis];
        }
        return at;
    }
}
