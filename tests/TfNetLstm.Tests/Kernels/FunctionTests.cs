using Tensorflow.Kernels;

namespace TfNetLstm.Tests.Kernels;

/// <summary>Special functions in double precision beside values from tables, and on the edges of their domains.</summary>
public class FunctionTests
{
    [Theory]
    [InlineData(0.5, 0.5723649429247004)]
    [InlineData(10, 12.801827480081467)]
    [InlineData(-0.5, 1.265512123484645)]
    [InlineData(100, 359.1342053695754)]
    [InlineData(2.3, 0.15418945495963055)]
    [InlineData(0, double.PositiveInfinity)]
    [InlineData(-3, double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity, double.PositiveInfinity)]
    [InlineData(double.NaN, double.NaN)]
    public void LgammaIsTheLogarithmOfGamma(double x, double expected) => Close(expected, Lgamma.Compute(x));

    [Theory]
    [InlineData(1, -0.5772156649015329)]
    [InlineData(0.5, -1.9635100260214235)]
    [InlineData(-0.5, 0.03648997397857652)]
    [InlineData(10, 2.251752589066721)]
    [InlineData(0, double.NaN)]
    [InlineData(-2, double.NaN)]
    public void DigammaIsItsDerivative(double x, double expected)
    {
        Close(expected, Digamma.Compute(x));
        if (!double.IsNaN(expected))
            Assert.Equal(expected, Digamma.Compute((float)x), 1e-6 * Math.Max(1, Math.Abs(expected)));
        else
            Assert.Equal(float.NaN, Digamma.Compute((float)x));
    }

    [Theory]
    [InlineData(0.5, 0.5204998778130465)]
    [InlineData(1, 0.8427007929497149)]
    [InlineData(2, 0.9953222650189527)]
    [InlineData(-3, -0.9999779095030014)]
    [InlineData(1e-10, 1.1283791670955126e-10)]
    [InlineData(0, 0)]
    [InlineData(7, 1)]
    [InlineData(double.NegativeInfinity, -1)]
    [InlineData(double.NaN, double.NaN)]
    public void ErfIsTheErrorFunction(double x, double expected) => Close(expected, Erf.Compute(x));

    [Fact]
    public void TopKTakesTheFirstOfEqualsFirst()
    {
        var values = new int[6];
        var places = new long[6];
        Ranking.TopK<int, long>([3, 1, 3, 2, -5, -7, -5, -7], 4, 3, values, places);
        Assert.Equal([3, 3, 2, -5, -5, -7], values);
        Assert.Equal([0, 2, 3, 0, 2, 1], places);
    }

    [Fact]
    public void NothingIsInTheTopWhereATargetIsOutOfRangeOrANumberIsNotFinite()
    {
        var found = new bool[4];
        Ranking.InTopK<int>([1, 2, 3, 4, 1, float.NaN, 5, 6], 2, [1, 2, 0, 0], 1, found);
        Assert.Equal([true, false, false, false], found);
        Ranking.InTopK<int>([1, 2, 3, 4, 1, float.NaN, 5, 6], 2, [-1, 0, 1, 0], 2, found);
        Assert.Equal([false, true, false, true], found);
    }

    private static void Close(double expected, double actual)
    {
        if (double.IsNaN(expected) || double.IsInfinity(expected))
            Assert.Equal(expected, actual);
        else
            Assert.Equal(expected, actual, 4e-15 * Math.Max(1, Math.Abs(expected)));
    }
}
