using Tensorflow.Sessions;

namespace Tensorflow.Operations;

internal static partial class RandomOps
{
    private static Kernel NormalKernel(KernelRequest node) => throw node.NoKernel();

    private static Kernel TruncatedNormalKernel(KernelRequest node) => throw node.NoKernel();

    private static Kernel UniformIntKernel(KernelRequest node) => throw node.NoKernel();

    private static Kernel UniformKernel(KernelRequest node) => throw node.NoKernel();
}
