using Tensorflow.Sessions;

namespace Tensorflow.Operations;

internal static partial class SliceOps
{
    private static Kernel PadKernel(KernelRequest node) => throw node.NoKernel();

    private static Kernel SliceKernel(KernelRequest node) => throw node.NoKernel();

    private static Kernel StridedSliceGradKernel(KernelRequest node) => throw node.NoKernel();

    private static Kernel StridedSliceKernel(KernelRequest node) => throw node.NoKernel();
}
