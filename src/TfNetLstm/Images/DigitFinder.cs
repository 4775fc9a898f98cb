namespace TfNetLstm.Images;

/// <summary>
/// Makes of a picture of a digit what MNIST's makers made of theirs: light on black, in a box of 20 x 20 with its
/// proportions kept, and that in 28 x 28 with the centre of mass in the middle.
/// </summary>
internal static class DigitFinder
{
    /// <summary>Pixels of a side of the result.</summary>
    public const int Side = 28;

    private const int Box = 20;

    // Below this contrast the paper's grain would be taken for a digit.
    private const float MinContrast = 0.1f;

    // What is fainter than this part of the strongest ink does not count for the box.
    private const float Faint = 0.25f;

    // What is fainter than this at the rim of the strokes is paper.
    private const float Rim = 0.03f;

    /// <summary>The digit as the network sees it, [28, 28] from 0 to 1.</summary>
    public static float[] Find(GrayImage image)
    {
        var ink = Ink(image);
        var (left, top, right, bottom) = Bounds(image, ink);
        var scale = (float)Box / Math.Max(right - left, bottom - top);
        var (width, height) = (Scaled(right - left, scale), Scaled(bottom - top, scale));
        var digit = new float[width * height];
        for (var y = 0; y < height; y++)
        for (var x = 0; x < width; x++)
        {
            digit[y * width + x] = Mean(
                ink,
                image.Width,
                (left + x * (float)(right - left) / width, left + (x + 1f) * (right - left) / width),
                (top + y * (float)(bottom - top) / height, top + (y + 1f) * (bottom - top) / height)
            );
        }
        return Centred(digit, width, height);
    }

    // How far each pixel is from the paper, which is what most of the rim shows; from 0 to 1.
    private static float[] Ink(GrayImage image)
    {
        var rim = new List<float>();
        for (var y = 0; y < image.Height; y++)
        for (var x = 0; x < image.Width; x += y == 0 || y == image.Height - 1 ? 1 : Math.Max(1, image.Width - 1))
            rim.Add(image.Values[y * image.Width + x]);
        rim.Sort();
        var paper = rim[rim.Count / 2];
        var (low, high) = (image.Values.Min(), image.Values.Max());
        // The ink lies on the side of the paper where there is more room.
        var (sign, contrast) = paper - low > high - paper ? (-1, paper - low) : (1, high - paper);
        return contrast < MinContrast
            ? throw new ImageFileException("nothing is drawn on it")
            : Array.ConvertAll(image.Values, v => Math.Clamp(sign * (v - paper) / contrast, 0, 1));
    }

    private static (int Left, int Top, int Right, int Bottom) Bounds(GrayImage image, float[] ink)
    {
        var (left, top, right, bottom) = (image.Width, image.Height, 0, 0);
        for (var i = 0; i < ink.Length; i++)
        {
            if (ink[i] < Faint)
                continue;
            var (x, y) = (i % image.Width, i / image.Width);
            (left, right) = (Math.Min(left, x), Math.Max(right, x + 1));
            (top, bottom) = (Math.Min(top, y), Math.Max(bottom, y + 1));
        }
        return Grown(image, ink, (left, top, right, bottom));
    }

    // Takes in the soft rim of the strokes, which is faint and belongs to the digit: one pixel of the box at most.
    private static (int, int, int, int) Grown(
        GrayImage image,
        float[] ink,
        (int Left, int Top, int Right, int Bottom) box
    )
    {
        var most = (Math.Max(box.Right - box.Left, box.Bottom - box.Top) + Box - 1) / Box;
        for (var i = 0; i < most; i++)
        {
            var (left, top, right, bottom) = box;
            box = (
                left - (HasInk(left - 1, top, left, bottom) ? 1 : 0),
                top - (HasInk(left, top - 1, right, top) ? 1 : 0),
                right + (HasInk(right, top, right + 1, bottom) ? 1 : 0),
                bottom + (HasInk(left, bottom, right, bottom + 1) ? 1 : 0)
            );
        }
        return box;

        bool HasInk(int left, int top, int right, int bottom)
        {
            if (left < 0 || top < 0 || right > image.Width || bottom > image.Height)
                return false;
            for (var y = top; y < bottom; y++)
            for (var x = left; x < right; x++)
            {
                if (ink[y * image.Width + x] >= Rim)
                    return true;
            }
            return false;
        }
    }

    private static int Scaled(int size, float scale) => Math.Max(1, (int)MathF.Round(size * scale));

    // The mean over a rectangle; its edges cut pixels in parts.
    private static float Mean(float[] ink, int stride, (float From, float To) xs, (float From, float To) ys)
    {
        var (sum, area) = (0f, 0f);
        for (var y = (int)ys.From; y < ys.To; y++)
        for (var x = (int)xs.From; x < xs.To; x++)
        {
            var part = Overlap(x, xs) * Overlap(y, ys);
            var at = y * stride + x;
            if (part <= 0 || at >= ink.Length)
                continue;
            sum += part * ink[at];
            area += part;
        }
        return area > 0 ? sum / area : 0;
    }

    private static float Overlap(int pixel, (float From, float To) range) =>
        Math.Min(pixel + 1, range.To) - Math.Max(pixel, range.From);

    private static float[] Centred(float[] digit, int width, int height)
    {
        var (mass, sumX, sumY) = (0f, 0f, 0f);
        for (var i = 0; i < digit.Length; i++)
        {
            mass += digit[i];
            sumX += digit[i] * (i % width);
            sumY += digit[i] * (i / width);
        }
        var left = Start(sumX / mass, width);
        var top = Start(sumY / mass, height);
        var result = new float[Side * Side];
        for (var i = 0; i < digit.Length; i++)
            result[(top + i / width) * Side + left + i % width] = digit[i];
        return result;
    }

    // So that the mean index comes to 14, where MNIST has it, as far as the digit fits.
    private static int Start(float centre, int size) =>
        Math.Clamp((int)MathF.Round(Side / 2f - centre), 0, Side - size);
}
