using Tensorflow.Sessions;

namespace Tensorflow.Operations;

internal static partial class CheckpointOps
{
    private static Kernel SaveKernel(KernelRequest node) => throw node.NoKernel();

    private static Kernel RestoreKernel(KernelRequest node) => throw node.NoKernel();

    private static Kernel MergeKernel(KernelRequest node) => throw node.NoKernel();
}
