using System.Globalization;
using TfNetLstm.Training;

namespace TfNetLstm.Tests.Program;

public class PythonFormatTests
{
    /// <summary>Ties are there on purpose: 37/64 and 49/64 end in 5 at the sixth digit.</summary>
    [Theory]
    [InlineData(0.578125, 5, "0.57812")]
    [InlineData(0.765625, 5, "0.76562")]
    [InlineData(0.046875, 5, "0.04688")]
    [InlineData(0.2109375, 5, "0.21094")]
    [InlineData(1.0, 5, "1.00000")]
    [InlineData(0.0, 6, "0.000000")]
    [InlineData(-0.0, 6, "-0.000000")]
    [InlineData(1e-7, 6, "0.000000")]
    [InlineData(3.4028234663852886e38, 6, "340282346638528859811704183484516925440.000000")]
    [InlineData(double.NaN, 6, "nan")]
    [InlineData(double.PositiveInfinity, 6, "inf")]
    [InlineData(double.NegativeInfinity, 6, "-inf")]
    public void FixedIsCs(double value, int digits, string expected) =>
        Assert.Equal(expected, PythonFormat.Fixed(value, digits));

    [Fact]
    public void FixedRoundsEveryAccuracyHalfToEven()
    {
        for (var right = 0; right <= 4096; right++)
        {
            var exact = right / 4096m; // 12 decimals, so decimal holds it exactly
            var scaled = Math.Round(exact * 100_000m, MidpointRounding.ToEven);
            Assert.Equal(
                (scaled / 100_000m + 0.00000m).ToString("F5", CultureInfo.InvariantCulture),
                PythonFormat.Fixed(right / 4096.0, 5)
            );
        }
    }

    [Theory]
    [InlineData(0.9296875f, "0.9296875")]
    [InlineData(0.95f, "0.95")]
    [InlineData(0.951f, "0.951")]
    [InlineData(1f, "1.0")]
    [InlineData(0f, "0.0")]
    [InlineData(-0f, "-0.0")]
    [InlineData(1f / 3f, "0.33333334")]
    [InlineData(0.0001f, "0.0001")]
    [InlineData(0.00003f, "3e-05")]
    [InlineData(1.25e-7f, "1.25e-07")]
    [InlineData(16777216f, "16777216.0")]
    [InlineData(1e15f, "1000000000000000.0")]
    [InlineData(1e16f, "1e+16")]
    [InlineData(1.5e38f, "1.5e+38")]
    [InlineData(float.NaN, "nan")]
    [InlineData(float.NegativeInfinity, "-inf")]
    public void ReprIsNumPys(float value, string expected) => Assert.Equal(expected, PythonFormat.Repr(value));

    [Theory]
    [InlineData(8.225427627563477, "8.225427627563477")]
    [InlineData(100.0, "100.0")]
    [InlineData(0.0001, "0.0001")]
    [InlineData(0.00001, "1e-05")]
    [InlineData(1e15, "1000000000000000.0")]
    [InlineData(1e16, "1e+16")]
    [InlineData(123456789012345680.0, "1.2345678901234568e+17")]
    [InlineData(5e-324, "5e-324")]
    [InlineData(1e22, "1e+22")]
    [InlineData(-2.5, "-2.5")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "Infinity")]
    [InlineData(double.NegativeInfinity, "-Infinity")]
    public void JsonIsPythons(double value, string expected) => Assert.Equal(expected, PythonFormat.Json(value));

    [Fact]
    public void JsonReadsBackAsTheSameNumber()
    {
        var random = new Random(1);
        for (var i = 0; i < 2000; i++)
        {
            var value = BitConverter.Int32BitsToSingle(random.Next(0x7f800000));
            var text = PythonFormat.Json(value);
            Assert.Equal(value, (float)double.Parse(text, CultureInfo.InvariantCulture));
        }
    }
}
