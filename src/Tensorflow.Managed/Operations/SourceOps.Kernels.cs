using Tensorflow.Sessions;

namespace Tensorflow.Operations;

internal static partial class SourceOps
{
    private static Kernel ConstKernel(KernelRequest node) => throw node.NoKernel();

    private static Kernel FillKernel(KernelRequest node) => throw node.NoKernel();

    private static Kernel IdentityKernel(KernelRequest node) => throw node.NoKernel();

    private static Kernel NoOpKernel(KernelRequest node) => throw node.NoKernel();

    private static Kernel OnesLikeKernel(KernelRequest node) => throw node.NoKernel();

    private static Kernel PlaceholderKernel(KernelRequest node) => throw node.NoKernel();

    private static Kernel RangeKernel(KernelRequest node) => throw node.NoKernel();

    private static Kernel ZerosLikeKernel(KernelRequest node) => throw node.NoKernel();
}
