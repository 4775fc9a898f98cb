using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Tensorflow.Kernels;
using Tensorflow.Sessions;
using Tensorflow.Values;

namespace Tensorflow.Operations;

internal static partial class ConvolutionOps
{
    /// <summary>Elements of patches that are held at a time.</summary>
    private const int PatchElements = 1 << 20;

    private static Kernel ConvolutionKernel(KernelRequest node) =>
        ElementTypes.Reals(node, node.OutputType(0), new Convolved(new(node.Op)));

    private static Kernel InputBackpropKernel(KernelRequest node) =>
        ElementTypes.Reals(node, node.OutputType(0), new InputBackprop(new(node.Op)));

    private static Kernel FilterBackpropKernel(KernelRequest node) =>
        ElementTypes.Reals(node, node.OutputType(0), new FilterBackprop(new(node.Op)));

    /// <summary>The windows of a filter [height, width, in, out] over images, both checked.</summary>
    private static ImageWindows Resolve(
        KernelContext context,
        ImageLayout layout,
        ReadOnlySpan<int> images,
        ReadOnlySpan<int> filter
    )
    {
        if (images.Length != 4 || filter.Length != 4)
            throw context.Invalid(
                $"input and filter must be 4-dimensional: [{string.Join(',', images.ToArray())}] "
                    + $"[{string.Join(',', filter.ToArray())}]"
            );
        var (depth, own) = (images[layout.Channel], filter[2]);
        if (own <= 0 || depth % own != 0)
            throw context.Invalid($"input depth must be evenly divisible by filter depth: {depth} vs {own}");
        if (filter[3] % (depth / own) != 0)
            throw context.Invalid(
                $"output depth must be evenly divisible by number of groups: {filter[3]} vs {depth / own}"
            );
        if (depth != own && context.Op.type != "Conv2D")
            throw context.Invalid(
                "Gradients for grouped convolutions are not supported on CPU. Computed input depth "
                    + $"{depth} doesn't match filter input depth {own}"
            );
        return layout.Resolve(context, images, filter[0], filter[1]);
    }

    private static void RequireGradient(KernelContext context, in ImageWindows windows, int channels)
    {
        var grad = context.Input(2);
        ReadOnlySpan<int> expected = [windows.Batch, windows.Height.Output, windows.Width.Output, channels];
        if (!grad.Sizes.SequenceEqual(expected))
            throw context.Invalid(
                $"{context.Op.type}: out_backprop has shape {RuntimeShapes.Text(grad)}, but must have "
                    + $"[{string.Join(',', expected.ToArray())}]"
            );
    }

    /// <summary>How many images are worked on at a time.</summary>
    private static int Chunk(in ImageWindows windows) =>
        (int)
            Math.Clamp(
                PatchElements / Math.Max(1, (long)windows.PlacesPerImage * windows.PatchLength),
                1,
                Math.Max(1, windows.Batch)
            );

    private static TensorBuffer Rent<T>(KernelContext context, long elements)
        where T : unmanaged => context.Buffers.Rent(Math.Max(1, elements) * Unsafe.SizeOf<T>());

    private static Span<T> View<T>(TensorBuffer buffer, int count)
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(buffer.Bytes)[..count];

    /// <summary>Inputs: images, filter. y[place, out] = patches[place, in] filter[in, out].</summary>
    private readonly record struct Convolved(ImageLayout Layout) : INumberBody
    {
        public void Run<T>(KernelContext context)
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            var (images, filter) = (context.Input(0), context.Input(1));
            var windows = Resolve(context, Layout, images.Sizes, filter.Sizes);
            var (places, width, channels) = (windows.PlacesPerImage, windows.PatchLength, filter.Sizes[3]);
            ReadOnlySpan<int> dims = [windows.Batch, windows.Height.Output, windows.Width.Output, channels];
            var y = context.Allocate(0, dims).Span<T>();
            if (y.IsEmpty)
                return;
            if (windows.Channels != filter.Sizes[2])
            {
                Groups(images.Span<T>(), filter.Span<T>(), windows, filter.Sizes[2], channels, y);
                return;
            }
            var chunk = Chunk(windows);
            var plain = Patches.AreImages(windows);
            var buffer = Rent<T>(context, plain ? 1 : (long)chunk * places * width);
            for (var image = 0; image < windows.Batch; image += chunk)
            {
                var part = windows with { Batch = Math.Min(chunk, windows.Batch - image) };
                var rows = part.Batch * places;
                var pixels = images.Span<T>().Slice(image * windows.ImageLength, part.Batch * windows.ImageLength);
                var patches = plain ? pixels : View<T>(buffer, rows * width);
                if (!plain)
                    Patches.Gather<T>(context.Workers, pixels, part, patches);
                MatrixOps.Multiply<T>(
                    context.Workers,
                    patches,
                    (rows, width),
                    false,
                    filter.Span<T>(),
                    (width, channels),
                    false,
                    y.Slice(image * places * channels, rows * channels)
                );
            }
            buffer.Release();
        }
    }

    /// <summary>Each group of channels by its own part of the filter, [height, width, depth of a group, out].</summary>
    private static void Groups<T>(
        ReadOnlySpan<T> images,
        ReadOnlySpan<T> filter,
        in ImageWindows windows,
        int depth,
        int outputs,
        Span<T> y
    )
        where T : unmanaged, INumber<T>
    {
        var (rows, columns) = (windows.Height, windows.Width);
        var perGroup = outputs / (windows.Channels / depth);
        for (var at = 0; at < y.Length; at++)
        {
            var (output, place) = (at % outputs, at / outputs);
            var (image, down, across) = (
                place / windows.PlacesPerImage,
                place / columns.Output % rows.Output,
                place % columns.Output
            );
            var sum = T.Zero;
            for (var r = 0; r < rows.Window; r++)
            for (var c = 0; c < columns.Window; c++)
            {
                var row = down * rows.Stride + r * rows.Dilation - rows.Before;
                var column = across * columns.Stride + c * columns.Dilation - columns.Before;
                if ((uint)row >= (uint)rows.Size || (uint)column >= (uint)columns.Size)
                    continue;
                var pixel = ((image * rows.Size + row) * columns.Size + column) * windows.Channels;
                var first = pixel + output / perGroup * depth;
                for (var d = 0; d < depth; d++)
                    sum += images[first + d] * filter[((r * columns.Window + c) * depth + d) * outputs + output];
            }
            y[at] = sum;
        }
    }

    /// <summary>Inputs: the images' shape, filter, gradient. Patches' gradient: grad[place, out] filter'[out, in].</summary>
    private readonly record struct InputBackprop(ImageLayout Layout) : INumberBody
    {
        public void Run<T>(KernelContext context)
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            var (shape, filter, grad) = (
                RuntimeShapes.Vector(context, 0, "input_sizes"),
                context.Input(1),
                context.Input(2)
            );
            Span<int> dims = stackalloc int[RuntimeShapes.RankOf(context, shape)];
            RuntimeShapes.ReadDims(context, shape, dims);
            var windows = Resolve(context, Layout, dims, filter.Sizes);
            var (places, width, channels) = (windows.PlacesPerImage, windows.PatchLength, filter.Sizes[3]);
            RequireGradient(context, windows, channels);
            var dx = context.Allocate(0, dims).Span<T>();
            if (dx.IsEmpty)
                return;
            var chunk = Chunk(windows);
            var plain = Patches.AreImages(windows);
            var buffer = Rent<T>(context, plain ? 1 : (long)chunk * places * width);
            for (var image = 0; image < windows.Batch; image += chunk)
            {
                var part = windows with { Batch = Math.Min(chunk, windows.Batch - image) };
                var rows = part.Batch * places;
                var pixels = dx.Slice(image * windows.ImageLength, part.Batch * windows.ImageLength);
                var patches = plain ? pixels : View<T>(buffer, rows * width);
                MatrixOps.Multiply<T>(
                    context.Workers,
                    grad.Span<T>().Slice(image * places * channels, rows * channels),
                    (rows, channels),
                    false,
                    filter.Span<T>(),
                    (width, channels),
                    true,
                    patches
                );
                if (!plain)
                    Patches.Scatter<T>(context.Workers, patches, part, pixels);
            }
            buffer.Release();
        }
    }

    /// <summary>Inputs: images, the filter's shape, gradient. Filter's gradient: patches'[in, place] grad[place, out].</summary>
    private readonly record struct FilterBackprop(ImageLayout Layout) : INumberBody
    {
        public void Run<T>(KernelContext context)
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            var (images, shape, grad) = (
                context.Input(0),
                RuntimeShapes.Vector(context, 1, "filter_sizes"),
                context.Input(2)
            );
            Span<int> dims = stackalloc int[RuntimeShapes.RankOf(context, shape)];
            RuntimeShapes.ReadDims(context, shape, dims);
            var windows = Resolve(context, Layout, images.Sizes, dims);
            var (places, width, channels) = (windows.PlacesPerImage, windows.PatchLength, dims[3]);
            RequireGradient(context, windows, channels);
            var dw = context.Allocate(0, dims).Span<T>();
            dw.Clear();
            var chunk = Chunk(windows);
            var plain = Patches.AreImages(windows);
            var buffer = Rent<T>(context, plain ? 1 : (long)chunk * places * width);
            for (var image = 0; image < windows.Batch; image += chunk)
            {
                var part = windows with { Batch = Math.Min(chunk, windows.Batch - image) };
                var rows = part.Batch * places;
                var pixels = images.Span<T>().Slice(image * windows.ImageLength, part.Batch * windows.ImageLength);
                var patches = plain ? pixels : View<T>(buffer, rows * width);
                if (!plain)
                    Patches.Gather<T>(context.Workers, pixels, part, patches);
                MatrixOps.Multiply<T>(
                    context.Workers,
                    patches,
                    (rows, width),
                    true,
                    grad.Span<T>().Slice(image * places * channels, rows * channels),
                    (rows, channels),
                    false,
                    dw,
                    accumulate: image > 0
                );
            }
            buffer.Release();
        }
    }
}
