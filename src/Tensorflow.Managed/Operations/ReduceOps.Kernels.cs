using Tensorflow.Sessions;

namespace Tensorflow.Operations;

internal static partial class ReduceOps
{
    private static Kernel AllKernel(KernelRequest node) => throw node.NoKernel();

    private static Kernel AnyKernel(KernelRequest node) => throw node.NoKernel();

    private static Kernel ArgMaxKernel(KernelRequest node) => throw node.NoKernel();

    private static Kernel ArgMinKernel(KernelRequest node) => throw node.NoKernel();

    private static Kernel MaxKernel(KernelRequest node) => throw node.NoKernel();

    private static Kernel MeanKernel(KernelRequest node) => throw node.NoKernel();

    private static Kernel MinKernel(KernelRequest node) => throw node.NoKernel();

    private static Kernel ProdKernel(KernelRequest node) => throw node.NoKernel();

    private static Kernel SumKernel(KernelRequest node) => throw node.NoKernel();
}
