using System.Numerics;

namespace Tensorflow.Kernels;

/// <summary>Brings the numbers of a picture into the range of bytes, as TensorFlow's image summaries do.</summary>
internal static class ImageScaling
{
    private const float Faintest = 1e-6f;

    /// <summary>
    /// pixels [n, channels] -> bytes [n, channels]. Numbers that are nowhere negative are scaled so that the greatest is
    /// 255; others so that the one farthest from zero is 127 away from 128. A pixel that is not finite gets the bad colour.
    /// </summary>
    public static void ToBytes<T>(ReadOnlySpan<T> pixels, int channels, ReadOnlySpan<byte> badColor, Span<byte> target)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (least, greatest) = (float.PositiveInfinity, float.NegativeInfinity);
        for (var i = 0; i < pixels.Length; i += channels)
        {
            var pixel = pixels.Slice(i, channels);
            if (!IsFinite(pixel))
                continue;
            foreach (var number in pixel)
            {
                var single = float.CreateTruncating(number);
                if (single < least)
                    least = single;
                if (greatest < single)
                    greatest = single;
            }
        }
        var (scale, offset) = (T.Zero, T.Zero);
        if (least < 0)
        {
            var farthest = Math.Max(Math.Abs(least), Math.Abs(greatest));
            scale = T.CreateTruncating(farthest < Faintest ? 0f : 127.0f / farthest);
            offset = T.CreateTruncating(128f);
        }
        else
            scale = T.CreateTruncating(greatest < Faintest ? 0f : 255.0f / greatest);
        for (var i = 0; i < pixels.Length; i += channels)
        {
            var pixel = pixels.Slice(i, channels);
            if (IsFinite(pixel))
                for (var channel = 0; channel < channels; channel++)
                    target[i + channel] = byte.CreateTruncating(int.CreateTruncating(pixel[channel] * scale + offset));
            else
                badColor[..channels].CopyTo(target.Slice(i, channels));
        }
    }

    private static bool IsFinite<T>(ReadOnlySpan<T> pixel)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        foreach (var number in pixel)
            if (!T.IsFinite(number))
                return false;
        return true;
    }
}
