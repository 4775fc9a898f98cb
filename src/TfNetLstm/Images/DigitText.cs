using System.Globalization;
using System.Text;

namespace TfNetLstm.Images;

/// <summary>A digit in characters.</summary>
internal static class DigitText
{
    private const string Shades = " .:-=+*#%@";

    /// <summary>28 lines of 56 characters: twice as wide, as characters are twice as high.</summary>
    public static string Plain(ReadOnlySpan<float> pixels)
    {
        var text = new StringBuilder();
        for (var row = 0; row < DigitFinder.Side; row++)
        {
            var line = new StringBuilder();
            foreach (var value in pixels.Slice(row * DigitFinder.Side, DigitFinder.Side))
            {
                var shade = Shades[Math.Clamp((int)(value * Shades.Length), 0, Shades.Length - 1)];
                line.Append(shade).Append(shade);
            }
            text.Append(line.ToString().TrimEnd()).Append('\n');
        }
        return text.ToString();
    }

    /// <summary>14 lines of 28 half blocks in shades of grey, for a terminal.</summary>
    public static string Coloured(ReadOnlySpan<float> pixels)
    {
        var text = new StringBuilder();
        for (var row = 0; row < DigitFinder.Side; row += 2)
        {
            for (var column = 0; column < DigitFinder.Side; column++)
            {
                var (upper, lower) = (
                    pixels[row * DigitFinder.Side + column],
                    pixels[(row + 1) * DigitFinder.Side + column]
                );
                text.Append(CultureInfo.InvariantCulture, $"\u001b[38;5;{Grey(upper)}m\u001b[48;5;{Grey(lower)}m▀");
            }
            text.Append("\u001b[0m\n");
        }
        return text.ToString();
    }

    // 232 to 255 are the terminal's greys from black to white.
    private static int Grey(float value) => 232 + Math.Clamp((int)MathF.Round(value * 23), 0, 23);
}
