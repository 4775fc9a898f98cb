using NumSharp;
using TfNetLstm.Data;
using TfNetLstm.Images;

namespace TfNetLstm.Tests.Program;

public class DigitFinderTests
{
    /// <summary>MNIST's own images are cropped, scaled and centred already: they come out as they went in.</summary>
    [Fact]
    public void AnImageOfMnistStaysWhatItIs()
    {
        var test = MnistData.Load(MnistFiles.DefaultFolder, np.random.RandomState(0)).Test;
        var (same, worst) = (0, 0f);
        const int Count = 200;
        for (var i = 0; i < Count; i++)
        {
            using var batch = test.Range(i, 1);
            var pixels = batch.Images.ToArray<float>();
            var found = DigitFinder.Find(new GrayImage(28, 28, pixels));
            var gap = pixels.Zip(found).Average(p => Math.Abs(p.First - p.Second));
            (same, worst) = (same + (gap < 0.02 ? 1 : 0), Math.Max(worst, gap));
        }
        Assert.True(same == Count, $"{same} of {Count} are the same, the worst differs by {worst}");
    }

    [Fact]
    public void PaperSizeAndPlaceDoNotMatter()
    {
        var strokes = Strokes(40, 60, left: 10, top: 20, thick: 6);
        var expected = DigitFinder.Find(strokes);
        var light = strokes with { Values = Array.ConvertAll(strokes.Values, v => 0.8f - 0.7f * v) };
        Assert.Equal(expected, DigitFinder.Find(light), (a, b) => Math.Abs(a - b) < 1e-5f);
        Assert.Equal(
            expected,
            DigitFinder.Find(Strokes(90, 80, left: 44, top: 7, thick: 6)),
            (a, b) => Math.Abs(a - b) < 1e-5f
        );
    }

    [Fact]
    public void TheCentreOfMassComesToTheMiddle()
    {
        var digit = DigitFinder.Find(Strokes(40, 60, left: 2, top: 30, thick: 5));
        var (mass, x, y) = (digit.Sum(), 0f, 0f);
        for (var i = 0; i < digit.Length; i++)
            (x, y) = (x + digit[i] * (i % 28), y + digit[i] * (i / 28));
        Assert.InRange(x / mass, 13.4, 14.6);
        Assert.InRange(y / mass, 13.4, 14.6);
    }

    [Fact]
    public void PaperAloneHasNoDigit()
    {
        var error = Assert.Throws<ImageFileException>(() =>
            DigitFinder.Find(new(10, 10, Enumerable.Repeat(0.9f, 100).ToArray()))
        );
        Assert.Equal("nothing is drawn on it", error.Message);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 300)]
    [InlineData(300, 1)]
    public void AnySizeGives28By28(int width, int height)
    {
        var values = new float[width * height];
        values[^1] = 1;
        if (values.Length == 1)
            Assert.Throws<ImageFileException>(() => DigitFinder.Find(new(width, height, values)));
        else
            Assert.Equal(784, DigitFinder.Find(new(width, height, values)).Length);
    }

    // An L: a vertical and a horizontal stroke.
    private static GrayImage Strokes(int width, int height, int left, int top, int thick)
    {
        var values = new float[width * height];
        for (var y = 0; y < 24; y++)
        for (var x = 0; x < 16; x++)
        {
            if (x < thick || y >= 24 - thick)
                values[(top + y) * width + left + x] = 1;
        }
        return new(width, height, values);
    }
}
