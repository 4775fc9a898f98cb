using Tensorflow.Sessions;

namespace Tensorflow.Operations;

internal static partial class MatrixOps
{
    private static Kernel BiasAddGradKernel(KernelRequest node) => throw node.NoKernel();

    private static Kernel BiasAddKernel(KernelRequest node) => throw node.NoKernel();

    private static Kernel MatMulKernel(KernelRequest node) => throw node.NoKernel();
}
