namespace Tensorflow.Kernels;

/// <summary>
/// How windows lie on one axis: output place o covers the input places o * Stride + i * Dilation - Before, i below
/// Window, as far as there are such places.
/// </summary>
internal readonly record struct Windows(int Size, int Window, int Stride, int Dilation, int Output, int Before)
{
    /// <summary>The places that a window spans.</summary>
    public static long Span(long window, long dilation) => (window - 1) * dilation + 1;

    /// <summary>How many windows there are with as much padding as keeps the size (SAME), with none, or with this.</summary>
    public static long Count(long size, long window, long stride, long dilation, bool same, long padding) =>
        same ? (size + stride - 1) / stride : (size + padding - Span(window, dilation) + stride) / stride;

    /// <summary>The padding ahead of the first place that SAME asks for; an odd one more goes behind.</summary>
    public static int SameBefore(int size, int window, int stride, int dilation, int output) =>
        (int)Math.Max(0, (output - 1L) * stride + Span(window, dilation) - size) / 2;

    /// <summary>The input places that a window without dilation covers: from the first to before the second.</summary>
    public (int From, int To) Covered(int output)
    {
        var start = output * Stride - Before;
        return (Math.Max(0, start), Math.Min(Size, start + Window));
    }
}

/// <summary>Windows over images [batch, height, width, channels].</summary>
internal readonly record struct ImageWindows(int Batch, Windows Height, Windows Width, int Channels)
{
    /// <summary>Elements of one input image.</summary>
    public int ImageLength => Height.Size * Width.Size * Channels;

    /// <summary>Windows of one image.</summary>
    public int PlacesPerImage => Height.Output * Width.Output;

    /// <summary>Elements under one window, padding included.</summary>
    public int PatchLength => Height.Window * Width.Window * Channels;
}
