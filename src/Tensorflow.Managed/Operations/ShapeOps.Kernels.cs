using Tensorflow.Sessions;

namespace Tensorflow.Operations;

internal static partial class ShapeOps
{
    private static Kernel BroadcastGradientArgsKernel(KernelRequest node) => throw node.NoKernel();

    private static Kernel BroadcastToKernel(KernelRequest node) => throw node.NoKernel();

    private static Kernel ExpandDimsKernel(KernelRequest node) => throw node.NoKernel();

    private static Kernel RankKernel(KernelRequest node) => throw node.NoKernel();

    private static Kernel ReshapeKernel(KernelRequest node) => throw node.NoKernel();

    private static Kernel ShapeKernel(KernelRequest node) => throw node.NoKernel();

    private static Kernel SizeKernel(KernelRequest node) => throw node.NoKernel();

    private static Kernel SqueezeKernel(KernelRequest node) => throw node.NoKernel();
}
