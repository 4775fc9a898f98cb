using Tensorflow.Kernels;
using Tensorflow.Sessions;
using Tensorflow.Values;

namespace Tensorflow.Operations;

internal static partial class RandomOps
{
    private static Kernel NormalKernel(KernelRequest node)
    {
        var generator = Generator(node);
        return node.OutputType(0) switch
        {
            TF_DataType.TF_FLOAT => context => generator.FillNormal(Allocate(context).Span<float>()),
            TF_DataType.TF_DOUBLE => context => generator.FillNormal(Allocate(context).Span<double>()),
            _ => throw node.NoKernel(),
        };
    }

    private static Kernel TruncatedNormalKernel(KernelRequest node)
    {
        var generator = Generator(node);
        return node.OutputType(0) switch
        {
            TF_DataType.TF_FLOAT => context => generator.FillTruncatedNormal(Allocate(context).Span<float>()),
            TF_DataType.TF_DOUBLE => context => generator.FillTruncatedNormal(Allocate(context).Span<double>()),
            _ => throw node.NoKernel(),
        };
    }

    private static Kernel UniformKernel(KernelRequest node)
    {
        var generator = Generator(node);
        return node.OutputType(0) switch
        {
            TF_DataType.TF_FLOAT => context => generator.FillUniform(Allocate(context).Span<float>()),
            TF_DataType.TF_DOUBLE => context => generator.FillUniform(Allocate(context).Span<double>()),
            _ => throw node.NoKernel(),
        };
    }

    private static Kernel UniformIntKernel(KernelRequest node)
    {
        var generator = Generator(node);
        return node.OutputType(0) switch
        {
            TF_DataType.TF_INT32 => context =>
            {
                var (output, (low, high)) = (Allocate(context), Bounds(context));
                generator.FillUniformInt(output.Span<int>(), (int)low, (int)high);
            },
            TF_DataType.TF_INT64 => context =>
            {
                var (output, (low, high)) = (Allocate(context), Bounds(context));
                generator.FillUniformInt(output.Span<long>(), low, high);
            },
            _ => throw node.NoKernel(),
        };
    }

    /// <summary>The node's generator in the session: every run goes on where the last one ended.</summary>
    private static PhiloxGenerator Generator(KernelRequest node) => Generator(node.Op, node.State);

    /// <summary>The node's generator in a session, made on first use.</summary>
    public static PhiloxGenerator Generator(Operation op, SessionState state) =>
        state.Of(op, () => new PhiloxGenerator(op.Int("seed"), op.Int("seed2")));

    /// <summary>Whether the op draws from a generator of its own, and so keeps a state in the session.</summary>
    public static bool IsSeeded(Operation op) =>
        op.HasAttr("seed") && op.HasAttr("seed2") && Rules.Any(rule => rule.Name == op.type);

    private static Value Allocate(KernelContext context)
    {
        var shape = RuntimeShapes.Vector(context, 0, "shape");
        Span<int> dims = stackalloc int[RuntimeShapes.RankOf(context, shape)];
        RuntimeShapes.ReadDims(context, shape, dims);
        return context.Allocate(0, dims);
    }

    private static (long Low, long High) Bounds(KernelContext context)
    {
        var (low, high) = (RuntimeShapes.Scalar(context, 1, "minval"), RuntimeShapes.Scalar(context, 2, "maxval"));
        return low < high ? (low, high) : throw context.Invalid($"Need minval < maxval, got {low} >= {high}");
    }
}
