using System.Numerics;

namespace Tensorflow.Kernels;

/// <summary>
/// Images as a matrix of patches, so that a convolution is a product of matrices: row (image, y, x) holds what the
/// window at that output place covers, [window height, window width, channels], zeros where that is padding.
/// </summary>
internal static unsafe class Patches
{
    /// <summary>Whether the images are that matrix already: windows of one place that leave none out.</summary>
    public static bool AreImages(in ImageWindows windows) => IsPlain(windows.Height) && IsPlain(windows.Width);

    /// <summary>Writes the patches of whole images.</summary>
    public static void Gather<T>(WorkerPool pool, ReadOnlySpan<T> images, in ImageWindows windows, Span<T> patches)
        where T : unmanaged
    {
        fixed (
            T* from = images,
                to = patches
        )
        {
            var body = new GatherBody<T>(from, windows, to);
            pool.For(windows.Batch * windows.Height.Output, 1, ref body);
        }
    }

    /// <summary>The way back: each place of the images sums what the patches hold for it.</summary>
    public static void Scatter<T>(WorkerPool pool, ReadOnlySpan<T> patches, in ImageWindows windows, Span<T> images)
        where T : unmanaged, INumber<T>
    {
        fixed (
            T* from = patches,
                to = images
        )
        {
            var body = new ScatterBody<T>(from, windows, to);
            pool.For(windows.Batch * windows.Height.Size, 1, ref body);
        }
    }

    private static bool IsPlain(in Windows axis) =>
        axis is { Window: 1, Stride: 1, Before: 0 } && axis.Output == axis.Size;

    /// <summary>Indices: output rows of all images.</summary>
    private readonly struct GatherBody<T>(T* images, ImageWindows windows, T* patches) : IRangeBody
        where T : unmanaged
    {
        public void Invoke(int start, int end)
        {
            var (height, width, channels) = (windows.Height, windows.Width, windows.Channels);
            var lineLength = width.Window * channels;
            for (var row = start; row < end; row++)
            {
                var image = images + (nint)(row / height.Output) * windows.ImageLength;
                var top = row % height.Output * height.Stride - height.Before;
                var patch = patches + (nint)row * width.Output * windows.PatchLength;
                for (var place = 0; place < width.Output; place++)
                for (var line = 0; line < height.Window; line++, patch += lineLength)
                {
                    var y = top + line * height.Dilation;
                    var target = new Span<T>(patch, lineLength);
                    if ((uint)y >= (uint)height.Size)
                        target.Clear();
                    else
                        Line(image + (nint)y * width.Size * channels, place * width.Stride - width.Before, target);
                }
            }
        }

        private void Line(T* source, int left, Span<T> target)
        {
            var (width, channels) = (windows.Width, windows.Channels);
            if (width.Dilation == 1 && left >= 0 && left + width.Window <= width.Size)
            {
                new ReadOnlySpan<T>(source + left * channels, target.Length).CopyTo(target);
                return;
            }
            for (var i = 0; i < width.Window; i++)
            {
                var x = left + i * width.Dilation;
                var pixel = target.Slice(i * channels, channels);
                if ((uint)x >= (uint)width.Size)
                    pixel.Clear();
                else
                    new ReadOnlySpan<T>(source + x * channels, channels).CopyTo(pixel);
            }
        }
    }

    /// <summary>Indices: input rows of all images.</summary>
    private readonly struct ScatterBody<T>(T* patches, ImageWindows windows, T* images) : IRangeBody
        where T : unmanaged, INumber<T>
    {
        public void Invoke(int start, int end)
        {
            var (height, width, channels) = (windows.Height, windows.Width, windows.Channels);
            var rowLength = width.Size * channels;
            for (var row = start; row < end; row++)
            {
                var (image, y) = (row / height.Size, row % height.Size);
                var target = new Span<T>(images + (nint)row * rowLength, rowLength);
                target.Clear();
                for (var line = 0; line < height.Window; line++)
                {
                    var offset = y + height.Before - line * height.Dilation;
                    if (offset < 0 || offset % height.Stride != 0 || offset / height.Stride >= height.Output)
                        continue;
                    var place = (nint)image * windows.PlacesPerImage + offset / height.Stride * width.Output;
                    Line(patches + place * windows.PatchLength + line * width.Window * channels, target);
                }
            }
        }

        // source: this line of the windows at the first output place, those of the next ones a patch further on.
        private void Line(T* source, Span<T> target)
        {
            var (width, channels) = (windows.Width, windows.Channels);
            for (var place = 0; place < width.Output; place++, source += windows.PatchLength)
            for (var i = 0; i < width.Window; i++)
            {
                var x = place * width.Stride - width.Before + i * width.Dilation;
                if ((uint)x >= (uint)width.Size)
                    continue;
                var pixel = target.Slice(x * channels, channels);
                var part = new ReadOnlySpan<T>(source + i * channels, channels);
                for (var c = 0; c < pixel.Length; c++)
                    pixel[c] += part[c];
            }
        }
    }
}
