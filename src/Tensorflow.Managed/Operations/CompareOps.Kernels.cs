using Tensorflow.Sessions;

namespace Tensorflow.Operations;

internal static partial class CompareOps
{
    private static Kernel EqualKernel(KernelRequest node) => throw node.NoKernel();

    private static Kernel GreaterEqualKernel(KernelRequest node) => throw node.NoKernel();

    private static Kernel GreaterKernel(KernelRequest node) => throw node.NoKernel();

    private static Kernel LessEqualKernel(KernelRequest node) => throw node.NoKernel();

    private static Kernel LessKernel(KernelRequest node) => throw node.NoKernel();

    private static Kernel LogicalAndKernel(KernelRequest node) => throw node.NoKernel();

    private static Kernel LogicalNotKernel(KernelRequest node) => throw node.NoKernel();

    private static Kernel LogicalOrKernel(KernelRequest node) => throw node.NoKernel();

    private static Kernel NotEqualKernel(KernelRequest node) => throw node.NoKernel();

    private static Kernel SelectKernel(KernelRequest node) => throw node.NoKernel();
}
