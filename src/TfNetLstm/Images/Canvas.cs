using Tensorflow.Formats.Images;

namespace TfNetLstm.Images;

/// <summary>A colour of a picture.</summary>
internal readonly record struct Colour(byte Red, byte Green, byte Blue)
{
    /// <summary>White.</summary>
    public static readonly Colour White = new(255, 255, 255);

    /// <summary>Black.</summary>
    public static readonly Colour Black = new(0, 0, 0);

    /// <summary>The colour between two, at <paramref name="share"/> of the way.</summary>
    public static Colour Between(Colour from, Colour to, double share) =>
        new(Mix(from.Red, to.Red, share), Mix(from.Green, to.Green, share), Mix(from.Blue, to.Blue, share));

    private static byte Mix(byte from, byte to, double share) => (byte)Math.Round(from + (to - from) * share);
}

/// <summary>A picture to draw on, white at first.</summary>
internal sealed class Canvas
{
    private readonly byte[] _rgb;

    /// <summary>A picture of that size.</summary>
    public Canvas(int width, int height)
    {
        (Width, Height) = (width, height);
        _rgb = new byte[3 * width * height];
        _rgb.AsSpan().Fill(255);
    }

    /// <summary>Pixels from left to right.</summary>
    public int Width { get; }

    /// <summary>Pixels from top to bottom.</summary>
    public int Height { get; }

    /// <summary>The width of a text.</summary>
    public static int WidthOf(string text, int scale) => (text.Length * (Font5x7.Width + 1) - 1) * scale;

    /// <summary>Sets a pixel; outside of the picture there is none.</summary>
    public void Set(int x, int y, Colour colour)
    {
        if (x < 0 || y < 0 || x >= Width || y >= Height)
            return;
        var at = 3 * (y * Width + x);
        (_rgb[at], _rgb[at + 1], _rgb[at + 2]) = (colour.Red, colour.Green, colour.Blue);
    }

    /// <summary>Fills a rectangle.</summary>
    public void Fill(int x, int y, int width, int height, Colour colour)
    {
        for (var row = y; row < y + height; row++)
        for (var column = x; column < x + width; column++)
            Set(column, row, colour);
    }

    /// <summary>Writes a text with its middle at a point.</summary>
    public void Write(string text, int middleX, int middleY, int scale, Colour colour)
    {
        var (left, top) = (middleX - WidthOf(text, scale) / 2, middleY - Font5x7.Height * scale / 2);
        for (var i = 0; i < text.Length; i++)
        for (var y = 0; y < Font5x7.Height; y++)
        for (var x = 0; x < Font5x7.Width; x++)
        {
            if (Font5x7.IsSet(text[i], x, y))
                Fill(left + (i * (Font5x7.Width + 1) + x) * scale, top + y * scale, scale, scale, colour);
        }
    }

    /// <summary>Draws a digit, 28 x 28 values from 0 to 1, black on white.</summary>
    public void Digit(ReadOnlySpan<float> pixels, int left, int top, int scale)
    {
        for (var i = 0; i < pixels.Length; i++)
        {
            var colour = Colour.Between(Colour.White, Colour.Black, Math.Clamp(pixels[i], 0, 1));
            Fill(left + i % 28 * scale, top + i / 28 * scale, scale, scale, colour);
        }
    }

    /// <summary>The picture as a PNG file.</summary>
    public byte[] ToPng() => PngEncoder.Encode(_rgb, Width, Height, channels: 3);
}
