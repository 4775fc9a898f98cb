using Tensorflow.Values;

namespace TfNetLstm.Tests.Operations;

/// <summary>Several diagonals at once, how the shorter ones are set, and bands.</summary>
public class DiagonalTests
{
    [Theory]
    [InlineData("LEFT_RIGHT", new float[] { 2, 6, 0, 1, 5, 9, 0, 4, 8 })]
    [InlineData("RIGHT_LEFT", new float[] { 0, 2, 6, 1, 5, 9, 4, 8, 0 })]
    [InlineData("LEFT_LEFT", new float[] { 2, 6, 0, 1, 5, 9, 4, 8, 0 })]
    [InlineData("RIGHT_RIGHT", new float[] { 0, 2, 6, 1, 5, 9, 0, 4, 8 })]
    public void DiagonalsArePackedBesideEachOtherAndUnpacked(string align, float[] packed)
    {
        float[] matrix = [1, 2, 3, 4, 5, 6, 7, 8, 9];
        var x = Value.Of<float>(matrix, [3, 3]);
        var (range, zero) = (OneNode.Ints(-1, 1), Value.Of(0f));
        var part = OneNode.Run("MatrixDiagPartV3", [x, range, zero], ("align", align))[0];
        Assert.Equal([3, 3], part.Sizes.ToArray());
        Assert.Equal(packed, part.Span<float>().ToArray());
        var open = Value.Of(-1);
        var back = OneNode.Run("MatrixDiagV3", [part, range, open, open, zero], ("align", align))[0];
        Assert.Equal([1, 2, 0, 4, 5, 6, 0, 8, 9], back.Span<float>().ToArray());
    }

    [Fact]
    public void ADiagonalAboveTheMainOneMakesRoom()
    {
        var x = OneNode.Floats(2, 2);
        var open = Value.Of(-1);
        var y = OneNode.Run("MatrixDiagV3", [x, Value.Of(1), open, open, Value.Of(9f)])[0];
        Assert.Equal([2, 3, 3], y.Sizes.ToArray());
        Assert.Equal([9, 0, 9, 9, 9, 1, 9, 9, 9], y.Span<float>()[..9].ToArray());
        var wide = OneNode.Run("MatrixDiagV3", [x, Value.Of(1), Value.Of(2), open, Value.Of(9f)])[0];
        Assert.Equal([2, 2, 3], wide.Sizes.ToArray());
    }

    [Theory]
    [InlineData(0, 0, new float[] { 0, 0, 0, 0, 5, 0, 0, 0, 10 })]
    [InlineData(-1, 0, new float[] { 0, 0, 0, 4, 5, 0, 8, 9, 10 })]
    [InlineData(0, -1, new float[] { 0, 1, 2, 0, 5, 6, 0, 0, 10 })]
    public void ABandKeepsWhatIsNearTheMainDiagonal(int lower, int upper, float[] kept)
    {
        var x = OneNode.Floats(3, 4);
        var y = OneNode.Run("MatrixBandPart", [x, Value.Of(lower), Value.Of(upper)])[0].Span<float>().ToArray();
        Assert.Equal(kept, Enumerable.Range(0, 9).Select(i => y[i / 3 * 4 + i % 3]));
    }
}
