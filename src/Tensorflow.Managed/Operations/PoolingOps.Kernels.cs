using System.Numerics;
using Tensorflow.Kernels;
using Tensorflow.Sessions;

namespace Tensorflow.Operations;

internal static partial class PoolingOps
{
    private static Kernel MaxPoolKernel(KernelRequest node) =>
        ElementTypes.Numbers(node, node.OutputType(0), new Greatest(new(node.Op)));

    private static Kernel MaxPoolGradKernel(KernelRequest node) =>
        ElementTypes.Numbers(node, node.OutputType(0), new GreatestBack(new(node.Op)));

    private static Kernel MaxPoolGradGradKernel(KernelRequest node) =>
        ElementTypes.Numbers(node, node.OutputType(0), new GreatestTaken(new(node.Op)));

    private static Kernel AvgPoolKernel(KernelRequest node) =>
        ElementTypes.Reals(node, node.OutputType(0), new Averaged(new(node.Op)));

    private static Kernel AvgPoolGradKernel(KernelRequest node) =>
        ElementTypes.Reals(node, node.OutputType(0), new AveragedBack(new(node.Op)));

    private static ImageWindows Resolve(KernelContext context, ImageLayout layout, ReadOnlySpan<int> dims)
    {
        if (dims.Length != 4)
            throw context.Invalid($"tensor_in must be 4-dimensional, not [{string.Join(',', dims.ToArray())}]");
        if (layout.WindowSizes[0] != 1 || layout.WindowSizes[layout.Channel] != 1)
            throw new UnimplementedError(
                $"Pooling is not yet supported on the batch or depth dimension.\n\t [[node {context.Op.name}]]",
                context.Op
            );
        var height = RuntimeShapes.Dim(context, layout.WindowSizes[layout.Height]);
        return layout.Resolve(context, dims, height, RuntimeShapes.Dim(context, layout.WindowSizes[layout.Width]));
    }

    private static void RequireGradient(KernelContext context, int input, in ImageWindows windows)
    {
        var grad = context.Input(input);
        ReadOnlySpan<int> expected = [windows.Batch, windows.Height.Output, windows.Width.Output, windows.Channels];
        if (!grad.Sizes.SequenceEqual(expected))
            throw context.Invalid(
                $"Expected grad shape to be [{string.Join(',', expected.ToArray())}], but got {RuntimeShapes.Text(grad)}"
            );
    }

    private static Span<T> Allocate<T>(KernelContext context, in ImageWindows windows)
        where T : unmanaged
    {
        ReadOnlySpan<int> dims = [windows.Batch, windows.Height.Output, windows.Width.Output, windows.Channels];
        return context.Allocate(0, dims).Span<T>();
    }

    private readonly record struct Greatest(ImageLayout Layout) : INumberBody
    {
        public void Run<T>(KernelContext context)
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            var x = context.Input(0);
            var windows = Resolve(context, Layout, x.Sizes);
            Pooling.Max<T>(context.Workers, x.Span<T>(), windows, Allocate<T>(context, windows));
        }
    }

    /// <summary>Inputs: images, what was made of them, its gradient.</summary>
    private readonly record struct GreatestBack(ImageLayout Layout) : INumberBody
    {
        public void Run<T>(KernelContext context)
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            var (x, grad) = (context.Input(0), context.Input(2));
            var windows = Resolve(context, Layout, x.Sizes);
            RequireGradient(context, 2, windows);
            var dx = context.Allocate(0, x.Sizes).Span<T>();
            Pooling.MaxGrad<T>(context.Workers, x.Span<T>(), grad.Span<T>(), windows, dx);
        }
    }

    /// <summary>Inputs: images, what was made of them, a gradient of the images' shape.</summary>
    private readonly record struct GreatestTaken(ImageLayout Layout) : INumberBody
    {
        public void Run<T>(KernelContext context)
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            var (x, grad) = (context.Input(0), context.Input(2));
            var windows = Resolve(context, Layout, x.Sizes);
            RuntimeShapes.RequireSame(context, x, grad);
            var y = Allocate<T>(context, windows);
            Pooling.MaxGradGrad<T>(context.Workers, x.Span<T>(), grad.Span<T>(), windows, y);
        }
    }

    private readonly record struct Averaged(ImageLayout Layout) : INumberBody
    {
        public void Run<T>(KernelContext context)
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            var x = context.Input(0);
            var windows = Resolve(context, Layout, x.Sizes);
            Pooling.Average<T>(context.Workers, x.Span<T>(), windows, Allocate<T>(context, windows));
        }
    }

    /// <summary>Inputs: the images' shape, the gradient.</summary>
    private readonly record struct AveragedBack(ImageLayout Layout) : INumberBody
    {
        public void Run<T>(KernelContext context)
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            var shape = RuntimeShapes.Vector(context, 0, "orig_input_shape");
            Span<int> dims = stackalloc int[RuntimeShapes.RankOf(context, shape)];
            RuntimeShapes.ReadDims(context, shape, dims);
            var windows = Resolve(context, Layout, dims);
            RequireGradient(context, 1, windows);
            var dx = context.Allocate(0, dims).Span<T>();
            Pooling.AverageGrad<T>(context.Workers, context.Input(1).Span<T>(), windows, dx);
        }
    }
}
