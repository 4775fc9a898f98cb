using Tensorflow.Sessions;

namespace Tensorflow.Operations;

internal static partial class SoftmaxOps
{
    private static Kernel CrossEntropyKernel(KernelRequest node) => throw node.NoKernel();

    private static Kernel LogSoftmaxKernel(KernelRequest node) => throw node.NoKernel();

    private static Kernel SoftmaxKernel(KernelRequest node) => throw node.NoKernel();
}
