using Tensorflow;
using Tensorflow.Sessions;
using Tensorflow.Values;

namespace TfNetLstm.Tests.Operations;

/// <summary>
/// Convolutions of many strides, dilations and paddings beside plain loops; their gradients by the identity that
/// &lt;dy, conv(x, w)&gt; is &lt;dx, x&gt; and &lt;dw, w&gt;, and pooling beside plain loops too.
/// </summary>
public class ConvolutionTests
{
    private const double Tolerance = 1e-12;

    // Height, width, channels, filter height and width, results, strides, dilations, padding before and after.
    private static readonly int[][] _layouts =
    [
        [5, 6, 2, 3, 3, 4, 1, 1, 1, 1, 0, 0],
        [5, 6, 2, 3, 2, 4, 2, 1, 1, 1, 1, 2],
        [9, 8, 3, 3, 3, 2, 1, 2, 2, 1, 2, 0],
        [7, 7, 1, 2, 5, 3, 3, 2, 1, 1, 0, 3],
        [4, 5, 3, 1, 1, 2, 1, 1, 1, 1, 0, 0],
        [6, 6, 2, 1, 1, 3, 2, 2, 1, 1, 0, 0],
        [3, 3, 1, 3, 3, 1, 1, 1, 1, 1, 0, 0],
        [8, 5, 2, 4, 2, 2, 3, 2, 2, 3, 4, 1],
    ];

    public static TheoryData<int[]> Layouts => new(_layouts);

    [Theory]
    [MemberData(nameof(Layouts))]
    public void AConvolutionIsWhatLoopsSay(int[] layout)
    {
        var (x, w) = (
            Random(1, 2, layout[0], layout[1], layout[2]),
            Random(2, layout[3], layout[4], layout[2], layout[5])
        );
        var attrs = Attrs(layout);
        var y = OneNode.Run("Conv2D", [x, w], attrs)[0];
        AssertClose(Loops(x, w, y.Sizes.ToArray(), layout), y.Span<double>().ToArray());
        var dy = Random(3, y.Sizes.ToArray());
        var dx = OneNode.Run("Conv2DBackpropInput", [OneNode.Ints(x.Sizes.ToArray()), w, dy], attrs)[0];
        var dw = OneNode.Run("Conv2DBackpropFilter", [x, OneNode.Ints(w.Sizes.ToArray()), dy], attrs)[0];
        Assert.Equal(x.Sizes.ToArray(), dx.Sizes.ToArray());
        Assert.Equal(w.Sizes.ToArray(), dw.Sizes.ToArray());
        // The convolution is linear in each of x and w, so the identity must hold for any other one as well.
        var (otherX, otherW) = (Random(4, x.Sizes.ToArray()), Random(5, w.Sizes.ToArray()));
        AssertClose([Dot(dy, OneNode.Run("Conv2D", [otherX, w], attrs)[0])], [Dot(dx, otherX)]);
        AssertClose([Dot(dy, OneNode.Run("Conv2D", [x, otherW], attrs)[0])], [Dot(dw, otherW)]);
    }

    [Theory]
    [InlineData("SAME", 7, 6, 3, 2, 2, 3)]
    [InlineData("VALID", 7, 6, 3, 2, 2, 3)]
    [InlineData("SAME", 4, 4, 2, 2, 1, 1)]
    [InlineData("VALID", 5, 5, 5, 5, 1, 1)]
    [InlineData("SAME", 3, 8, 2, 3, 4, 2)]
    public void PoolingIsWhatLoopsSay(string padding, int height, int width, int tall, int wide, int down, int across)
    {
        var x = Random(6, 2, height, width, 3);
        (string, object?)[] attrs =
        [
            ("ksize", new[] { 1, tall, wide, 1 }),
            ("strides", new[] { 1, down, across, 1 }),
            ("padding", padding),
        ];
        var (most, mean) = (OneNode.Run("MaxPool", [x], attrs)[0], OneNode.Run("AvgPool", [x], attrs)[0]);
        var dims = most.Sizes.ToArray();
        var dy = Random(7, dims);
        var dMost = OneNode.Run("MaxPoolGrad", [x, most, dy], attrs)[0].Span<double>().ToArray();
        var dMean = OneNode
            .Run("AvgPoolGrad", [OneNode.Ints(x.Sizes.ToArray()), dy], attrs)[0]
            .Span<double>()
            .ToArray();
        var (top, left) =
            padding == "SAME" ? (Ahead(height, tall, down, dims[1]), Ahead(width, wide, across, dims[2])) : (0, 0);
        var (from, grad) = (x.Span<double>().ToArray(), dy.Span<double>().ToArray());
        var (wantedMost, wantedMean) = (new double[most.Count], new double[most.Count]);
        var (wantedDMost, wantedDMean) = (new double[x.Count], new double[x.Count]);
        for (var at = 0; at < most.Count; at++)
        {
            var (c, ox, oy, image) = (at % 3, at / 3 % dims[2], at / 3 / dims[2] % dims[1], at / 3 / dims[2] / dims[1]);
            var rows = Enumerable.Range(oy * down - top, tall).Where(iy => iy >= 0 && iy < height);
            var columns = Enumerable.Range(ox * across - left, wide).Where(ix => ix >= 0 && ix < width).ToArray();
            var covered = rows.SelectMany(iy => columns.Select(ix => ((image * height + iy) * width + ix) * 3 + c))
                .ToArray();
            var best = covered.MaxBy(i => from[i]);
            (wantedMost[at], wantedMean[at]) = (from[best], covered.Average(i => from[i]));
            wantedDMost[best] += grad[at];
            foreach (var i in covered)
                wantedDMean[i] += grad[at] / covered.Length;
        }
        AssertClose(wantedMost, most.Span<double>().ToArray());
        AssertClose(wantedMean, mean.Span<double>().ToArray());
        AssertClose(wantedDMost, dMost);
        AssertClose(wantedDMean, dMean);
    }

    [Fact]
    public void ManyImagesAreConvolvedAsEachAlone()
    {
        // More patches than are held at a time.
        var (x, w) = (Random(8, 40, 30, 30, 4), Random(9, 5, 5, 4, 2));
        (string, object?)[] attrs = [("strides", new[] { 1, 1, 1, 1 }), ("padding", "SAME")];
        var y = OneNode.Run("Conv2D", [x, w], attrs)[0].Span<double>();
        var last = x.Span<double>()[(39 * 30 * 30 * 4)..];
        var alone = OneNode.Run("Conv2D", [Value.Of<double>(last, [1, 30, 30, 4]), w], attrs)[0].Span<double>();
        Assert.Equal(alone.ToArray(), y[(39 * 30 * 30 * 2)..].ToArray());
        var dy = Random(10, 40, 30, 30, 2);
        var dw = OneNode.Run("Conv2DBackpropFilter", [x, OneNode.Ints(5, 5, 4, 2), dy], attrs)[0];
        var total = Dot(dy, OneNode.Run("Conv2D", [x, w], attrs)[0]);
        Assert.True(Math.Abs(total - Dot(dw, w)) <= 1e-9 * Math.Abs(total));
    }

    private static (string, object?)[] Attrs(int[] layout) =>
        [
            ("strides", new[] { 1, layout[6], layout[7], 1 }),
            ("dilations", new[] { 1, layout[8], layout[9], 1 }),
            ("padding", "EXPLICIT"),
            ("explicit_paddings", new[] { 0, 0, layout[10], layout[11], layout[11], layout[10], 0, 0 }),
        ];

    private static double[] Loops(Value x, Value w, int[] dims, int[] layout)
    {
        var (from, filter, y) = (
            x.Span<double>().ToArray(),
            w.Span<double>().ToArray(),
            new double[dims.Aggregate(Product)]
        );
        var (height, width, channels, results) = (layout[0], layout[1], layout[2], layout[5]);
        for (var at = 0; at < y.Length; at++)
        {
            var (k, ox, oy) = (at % results, at / results % dims[2], at / results / dims[2] % dims[1]);
            var image = at / results / dims[2] / dims[1];
            for (var fy = 0; fy < layout[3]; fy++)
            for (var fx = 0; fx < layout[4]; fx++)
            {
                var iy = oy * layout[6] + fy * layout[8] - layout[10];
                var ix = ox * layout[7] + fx * layout[9] - layout[11];
                if (iy < 0 || iy >= height || ix < 0 || ix >= width)
                    continue;
                for (var c = 0; c < channels; c++)
                    y[at] +=
                        from[((image * height + iy) * width + ix) * channels + c]
                        * filter[((fy * layout[4] + fx) * channels + c) * results + k];
            }
        }
        return y;
    }

    private static int Ahead(int size, int window, int stride, int count) =>
        Math.Max(0, (count - 1) * stride + window - size) / 2;

    private static double Dot(Value a, Value b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Count; i++)
            sum += a.Span<double>()[i] * b.Span<double>()[i];
        return sum;
    }

    private static void AssertClose(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] - actual[i]) <= Tolerance * Math.Max(1, Math.Abs(expected[i])), $"[{i}]");
    }

    private static int Product(int a, int b) => a * b;

    private static Value Random(int seed, params int[] dims)
    {
        var random = new Random(seed);
        var numbers = new double[dims.Aggregate(Product)];
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] = random.NextDouble() - 0.5;
        return Value.Of<double>(numbers, Array.ConvertAll(dims, d => (long)d));
    }
}
