using Tensorflow.Sessions;

namespace Tensorflow.Operations;

internal static partial class LayoutOps
{
    private static Kernel ConcatKernel(KernelRequest node) => throw node.NoKernel();

    private static Kernel ConcatOffsetKernel(KernelRequest node) => throw node.NoKernel();

    private static Kernel GatherKernel(KernelRequest node) => throw node.NoKernel();

    private static Kernel InvertPermutationKernel(KernelRequest node) => throw node.NoKernel();

    private static Kernel PackKernel(KernelRequest node) => throw node.NoKernel();

    private static Kernel SplitKernel(KernelRequest node) => throw node.NoKernel();

    private static Kernel TileKernel(KernelRequest node) => throw node.NoKernel();

    private static Kernel TransposeKernel(KernelRequest node) => throw node.NoKernel();

    private static Kernel UnpackKernel(KernelRequest node) => throw node.NoKernel();
}
