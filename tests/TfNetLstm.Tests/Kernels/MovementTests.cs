using Tensorflow.Kernels;

namespace TfNetLstm.Tests.Kernels;

/// <summary>Kernels that only move values, each against its definition on index arithmetic.</summary>
public class MovementTests
{
    public static TheoryData<int[], int[]> Permutations =>
        new()
        {
            { [4, 6], [1, 0] },
            { [37, 53], [1, 0] },
            { [3, 4, 5], [1, 0, 2] },
            { [3, 4, 5], [0, 2, 1] },
            { [3, 4, 5], [2, 1, 0] },
            { [2, 3, 4, 5], [0, 3, 1, 2] },
            { [2, 3, 4, 5], [3, 2, 1, 0] },
            { [2, 1, 3, 1, 4], [4, 3, 0, 1, 2] },
            { [7], [0] },
            { [], [] },
            { [0, 3], [1, 0] },
            { [2, 3, 4], [0, 1, 2] },
        };

    [Theory]
    [MemberData(nameof(Permutations))]
    public void TransposeMovesEveryValue(int[] dims, int[] order)
    {
        int[] x = Count(dims);
        int[] y = new int[x.Length];
        Transposing.Transpose(x, dims, order, y);
        int[] yDims = [.. order.Select(axis => dims[axis])];
        for (int i = 0; i < y.Length; i++)
        {
            int[] place = Place(i, yDims);
            int[] from = new int[dims.Length];
            for (int axis = 0; axis < order.Length; axis++)
                from[order[axis]] = place[axis];
            Assert.Equal(x[At(from, dims)], y[i]);
        }
    }

    [Theory]
    [InlineData(new[] { 4, 5 }, new[] { 1, 0 }, new[] { 1, 2 }, new[] { 3, 3 })]
    [InlineData(new[] { 4, 5 }, new[] { 3, 4 }, new[] { -1, -2 }, new[] { 4, 3 })]
    [InlineData(new[] { 3, 4, 5 }, new[] { 0, 1, 2 }, new[] { 2, 1, 1 }, new[] { 2, 2, 3 })]
    [InlineData(new[] { 6 }, new[] { 5 }, new[] { -3 }, new[] { 2 })]
    [InlineData(new[] { 3, 4 }, new[] { 0, 0 }, new[] { 1, 1 }, new[] { 0, 4 })]
    [InlineData(new int[0], new int[0], new int[0], new int[0])]
    public void StridedSliceAndItsWayBack(int[] dims, int[] begin, int[] strides, int[] sizes)
    {
        int[] x = Count(dims);
        int[] y = new int[Product(sizes)];
        Slicing.Strided(x, dims, begin, strides, sizes, y);
        int[] back = new int[x.Length];
        Slicing.Scatter(y, dims, begin, strides, sizes, back);
        for (int i = 0; i < y.Length; i++)
        {
            int[] place = Place(i, sizes);
            int at = At([.. place.Select((index, axis) => begin[axis] + index * strides[axis])], dims);
            Assert.Equal(x[at], y[i]);
            Assert.Equal(x[at], back[at]);
        }
        Assert.Equal(y.Length, back.Count(value => value != 0));
    }

    [Theory]
    [InlineData(new[] { 2, 3 }, new[] { 2, 3 })]
    [InlineData(new[] { 2, 1, 3 }, new[] { 1, 4, 2 })]
    [InlineData(new[] { 1 }, new[] { 5 })]
    [InlineData(new[] { 3, 1 }, new[] { 2, 4 })]
    [InlineData(new int[0], new int[0])]
    [InlineData(new[] { 2, 3 }, new[] { 0, 1 })]
    public void TileRepeats(int[] dims, int[] multiples)
    {
        int[] x = Count(dims);
        int[] yDims = [.. dims.Select((size, axis) => size * multiples[axis])];
        int[] y = new int[Product(yDims)];
        Repeating.Tile(x, dims, multiples, y);
        for (int i = 0; i < y.Length; i++)
            Assert.Equal(x[At([.. Place(i, yDims).Select((index, axis) => index % dims[axis])], dims)], y[i]);
    }

    [Fact]
    public void BroadcastToRepeatsWhatIsMissing()
    {
        int[] y = new int[24];
        Repeating.BroadcastTo([1, 2, 3], [3, 1], y, [2, 3, 4]);
        Assert.Equal([1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3], y);
    }

    [Fact]
    public void PadSurroundsAndReverseTurns()
    {
        int[] y = new int[15];
        Slicing.Pad([1, 2, 3, 4], [2, 2], [1, 0], [3, 5], 9, y);
        Assert.Equal([9, 9, 9, 9, 9, 1, 2, 9, 9, 9, 3, 4, 9, 9, 9], y);
        int[] turned = new int[6];
        Slicing.Reverse([1, 2, 3, 4, 5, 6], [2, 3], [false, true], turned);
        Assert.Equal([3, 2, 1, 6, 5, 4], turned);
        Slicing.Slice([1, 2, 3, 4, 5, 6], [2, 3], [0, 1], [2, 2], turned.AsSpan(0, 4));
        Assert.Equal([2, 3, 5, 6], turned[..4]);
    }

    [Theory]
    [InlineData(1, 3)]
    [InlineData(4, 1)]
    [InlineData(3, 5)]
    public void ConcatAndSplitAreInverse(int outer, int inner)
    {
        int[] sizes = [2, 0, 1, 3];
        int[][] parts = [.. sizes.Select((size, i) => Numbers(outer * size * inner, 100 * i))];
        int[] whole = new int[outer * 6 * inner];
        int[] offsets = [.. sizes.Select((_, i) => sizes.Take(i).Sum() * inner)];
        for (int i = 0; i < parts.Length; i++)
            Joining.Put<int>(parts[i], sizes[i] * inner, whole, 6 * inner, offsets[i]);
        for (int i = 0; i < whole.Length; i++)
        {
            int along = i / inner % 6;
            int part =
                along < 2 ? 0
                : along < 3 ? 2
                : 3;
            int own =
                along
                - (
                    part == 0 ? 0
                    : part == 2 ? 2
                    : 3
                );
            Assert.Equal(parts[part][((i / inner / 6) * sizes[part] + own) * inner + i % inner], whole[i]);
        }
        for (int i = 0; i < parts.Length; i++)
        {
            int[] back = new int[parts[i].Length];
            Joining.Take<int>(whole, 6 * inner, offsets[i], back, sizes[i] * inner);
            Assert.Equal(parts[i], back);
        }
    }

    [Fact]
    public void GatherPicksRowsAndNamesABadIndex()
    {
        int[] y = new int[8];
        Assert.Equal(-1, Gathering.Gather([1, 2, 3, 4, 5, 6], 1, 3, 2, [2, 0, 0, 1], y));
        Assert.Equal([5, 6, 1, 2, 1, 2, 3, 4], y);
        Assert.Equal(-1, Gathering.Gather([1, 2, 3, 4, 5, 6], 2, 3, 1, [2L, 0L], y.AsSpan(0, 4)));
        Assert.Equal([3, 1, 6, 4], y[..4]);
        Assert.Equal(1, Gathering.Gather([1, 2, 3], 1, 3, 1, [2, 3], y.AsSpan(0, 2)));
        Assert.Equal(0, Gathering.Gather([1, 2, 3], 1, 3, 1, [-1, 3], y.AsSpan(0, 2)));
    }

    [Fact]
    public void SegmentsOneHotAndPermutations()
    {
        int[] y = new int[6];
        Assert.Equal(-1, Gathering.UnsortedSegmentSum([1, 2, 3, 4, 5, 6], [2, -1, 2], 3, y));
        Assert.Equal([0, 0, 0, 0, 6, 8], y);
        Assert.Equal(1, Gathering.UnsortedSegmentSum([1, 2], [0, 3], 3, y.AsSpan(0, 3)));
        Gathering.OneHot([1, 5], 1, 3, 7, 0, y);
        Assert.Equal([0, 7, 0, 0, 0, 0], y);
        int[] inverse = new int[3];
        Assert.True(Gathering.InvertPermutation([2, 0, 1], inverse));
        Assert.Equal([1, 2, 0], inverse);
        Assert.False(Gathering.InvertPermutation([2, 2, 1], inverse));
        Assert.False(Gathering.InvertPermutation([3, 0, 1], inverse));
    }

    [Fact]
    public void ArgMaxTakesTheFirstAndPassesOverNaN()
    {
        long[] y = new long[3];
        float[] x = [1, 3, 3, float.NaN, 2, 1, float.NaN, float.NaN, float.NaN];
        Scanning.ArgMax(x, 3, 1, y.AsSpan());
        Assert.Equal([1, 1, 0], y);
        Scanning.ArgMin(x, 3, 1, y.AsSpan());
        Assert.Equal([0, 2, 0], y);
        int[] down = new int[2];
        Scanning.ArgMax([1, 9, 5, 2, 3, 4], 3, 2, down.AsSpan());
        Assert.Equal([1, 0], down);
    }

    [Fact]
    public void RunningSumsAndRanges()
    {
        int[] y = new int[4];
        Scanning.Cumsum([1, 2, 3, 4], 4, 1, exclusive: false, reverse: false, y);
        Assert.Equal([1, 3, 6, 10], y);
        Scanning.Cumsum([1, 2, 3, 4], 2, 2, exclusive: true, reverse: true, y);
        Assert.Equal([3, 4, 0, 0], y);
        Assert.Equal(6, Scanning.RangeLength(1, 12, 2));
        Assert.Equal(3, Scanning.RangeLength(5, 0, -2));
        Assert.Equal(4, Scanning.RangeLength(0f, 1f, 0.3f));
        int[] range = new int[3];
        Scanning.Range(5, -2, range);
        Assert.Equal([5, 3, 1], range);
    }

    private static int[] Numbers(int count, int first) => [.. Enumerable.Range(first, count)];

    private static int[] Count(int[] dims) => Numbers(Product(dims), 1);

    private static int Product(int[] dims) => dims.Aggregate(1, (product, size) => product * size);

    private static int[] Place(int index, int[] dims)
    {
        int[] place = new int[dims.Length];
        for (int axis = dims.Length - 1; axis >= 0; axis--)
        {
            place[axis] = index % dims[axis];
            index /= dims[axis];
        }
        return place;
    }

    private static int At(int[] place, int[] dims)
    {
        int at = 0;
        for (int axis = 0; axis < dims.Length; axis++)
            at = at * dims[axis] + place[axis];
        return at;
    }
}
