using Tensorflow.Kernels;
using Tensorflow.Sessions;

namespace Tensorflow.Operations;

/// <summary>What the attributes of a convolution or pooling say: which axis is which, and how the windows lie.</summary>
internal sealed class ImageLayout
{
    private static readonly long[] _ones = [1, 1, 1, 1];

    private readonly long[] _strides;
    private readonly long[] _dilations;
    private readonly long[] _explicit;

    public ImageLayout(Operation op)
    {
        ChannelsFirst = op.String("data_format") == "NCHW";
        Padding = op.String("padding");
        _strides = List(op, "strides") ?? _ones;
        _dilations = List(op, "dilations") ?? _ones;
        _explicit = List(op, "explicit_paddings") ?? [];
        WindowSizes = List(op, "ksize") ?? _ones;
        if (_strides.Length != 4 || _dilations.Length != 4 || WindowSizes.Length != 4)
            throw new ValueError($"'{op.name}': strides, dilations and ksize must have 4 numbers each.");
        if (Padding == "EXPLICIT" && _explicit.Length != 8)
            throw new ValueError($"'{op.name}': explicit_paddings must have 8 numbers.");
        if (Array.Exists(_strides, s => s < 1) || Array.Exists(_dilations, d => d < 1))
            throw new ValueError($"'{op.name}': strides and dilations must be positive.");
    }

    public bool ChannelsFirst { get; }

    public string Padding { get; }

    /// <summary>The window of a pooling on each axis.</summary>
    public long[] WindowSizes { get; }

    public int Height => ChannelsFirst ? 2 : 1;

    public int Width => ChannelsFirst ? 3 : 2;

    public int Channel => ChannelsFirst ? 1 : 3;

    private bool IsSame => Padding == "SAME";

    /// <summary>How many windows an axis has when the graph is built, -1 where that is not known.</summary>
    public long Windows(ShapeInference node, int axis, Shape input, long window)
    {
        if (input[axis] < 0 || window < 0)
            return -1;
        var (before, after) = ExplicitPadding(axis);
        var count = Kernels.Windows.Count(
            input[axis],
            window,
            _strides[axis],
            _dilations[axis],
            IsSame,
            before + after
        );
        return count >= 0 && (count > 0 || input[axis] == 0 || IsSame)
            ? count
            : throw node.Error(
                $"Computed output size would be negative: {count} [input_size: {input[axis]}, effective_filter_size: "
                    + $"{Kernels.Windows.Span(window, _dilations[axis])}, stride: {_strides[axis]}]"
            );
    }

    /// <summary>The windows over images of this shape.</summary>
    /// <exception cref="InvalidArgumentError">None fits, or the images lie channel by channel.</exception>
    public ImageWindows Resolve(KernelContext context, ReadOnlySpan<int> dims, int windowHeight, int windowWidth)
    {
        if (ChannelsFirst)
            throw new UnimplementedError(
                $"The {context.Op.type} op currently only supports the NHWC tensor format on the CPU. The op was given the "
                    + $"format: NCHW\n\t [[node {context.Op.name}]]",
                context.Op
            );
        if (_strides[0] != 1 || _strides[3] != 1 || _dilations[0] != 1 || _dilations[3] != 1)
            throw new UnimplementedError(
                "Current implementation does not yet support strides in the batch and depth dimensions."
                    + $"\n\t [[node {context.Op.name}]]",
                context.Op
            );
        return new(
            dims[0],
            Resolve(context, Height, dims[Height], windowHeight),
            Resolve(context, Width, dims[Width], windowWidth),
            dims[Channel]
        );
    }

    private Windows Resolve(KernelContext context, int axis, int size, int window)
    {
        var (stride, dilation) = (_strides[axis], _dilations[axis]);
        var (before, after) = ExplicitPadding(axis);
        var count = Kernels.Windows.Count(size, window, stride, dilation, IsSame, before + after);
        if (count < 0)
            throw context.Invalid(
                $"Computed output size would be negative: {count} [input_size: {size}, effective_filter_size: "
                    + $"{Kernels.Windows.Span(window, dilation)}, stride: {stride}]"
            );
        var (step, spread, output) = ((int)stride, (int)dilation, RuntimeShapes.Dim(context, count));
        var ahead = IsSame ? Kernels.Windows.SameBefore(size, window, step, spread, output) : (int)before;
        return new(size, window, step, spread, output, ahead);
    }

    private (long Before, long After) ExplicitPadding(int axis) =>
        Padding == "EXPLICIT" ? (_explicit[2 * axis], _explicit[2 * axis + 1]) : (0, 0);

    private static long[]? List(Operation op, string key) =>
        op.Attrs.TryGetValue(key, out var attr) ? [.. attr.List.I] : null;
}
