using StbImageSharp;

namespace TfNetLstm.Images;

/// <summary>A picture of brightnesses from 0 to 1, <paramref name="Values"/> [height, width].</summary>
internal sealed record GrayImage(int Width, int Height, float[] Values)
{
    private const long MaxFileBytes = 64L << 20;
    private const long MaxPixels = 64L << 20;

    /// <summary>Reads a PNG or JPEG file; what is transparent shows white.</summary>
    public static GrayImage Read(string path)
    {
        var bytes = ReadBytes(path);
        if (bytes is not ([0x89, (byte)'P', (byte)'N', (byte)'G', ..] or [0xff, 0xd8, ..]))
            throw new ImageFileException(bytes.Length == 0 ? "the file is empty" : "neither PNG nor JPEG");
        try
        {
            using var stream = new MemoryStream(bytes);
            if (ImageInfo.FromStream(stream) is not { } info)
                throw new ImageFileException("the header of the picture is damaged");
            if ((long)info.Width * info.Height > MaxPixels)
                throw new ImageFileException($"{info.Width} x {info.Height} pixels are too many");
            return FromColours(ImageResult.FromMemory(bytes, ColorComponents.RedGreenBlueAlpha));
        }
        // The decoder answers damaged files with exceptions of many kinds.
        catch (Exception e) when (e is not (ImageFileException or OutOfMemoryException))
        {
            throw new ImageFileException("the picture is damaged", e);
        }
    }

    private static byte[] ReadBytes(string path)
    {
        try
        {
            return new FileInfo(path) is { Exists: true, Length: > MaxFileBytes }
                ? throw new ImageFileException("the file is too large for a picture of a digit")
                : File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ImageFileException("there is no such file", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ImageFileException("the file cannot be read", e);
        }
    }

    private static GrayImage FromColours(ImageResult image)
    {
        var values = new float[image.Width * image.Height];
        for (var i = 0; i < values.Length; i++)
        {
            var pixel = image.Data.AsSpan(4 * i, 4);
            // BT.601, over white
            var grey = (0.299f * pixel[0] + 0.587f * pixel[1] + 0.114f * pixel[2]) / 255;
            var alpha = pixel[3] / 255f;
            values[i] = grey * alpha + 1 - alpha;
        }
        return new(image.Width, image.Height, values);
    }
}
