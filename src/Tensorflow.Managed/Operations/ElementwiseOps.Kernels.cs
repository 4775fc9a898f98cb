using Tensorflow.Sessions;

namespace Tensorflow.Operations;

internal static partial class ElementwiseOps
{
    private static Kernel AbsKernel(KernelRequest node) => throw node.NoKernel();

    private static Kernel AddKernel(KernelRequest node) => throw node.NoKernel();

    private static Kernel AddNKernel(KernelRequest node) => throw node.NoKernel();

    private static Kernel CastKernel(KernelRequest node) => throw node.NoKernel();

    private static Kernel ExpKernel(KernelRequest node) => throw node.NoKernel();

    private static Kernel FloorDivKernel(KernelRequest node) => throw node.NoKernel();

    private static Kernel FloorModKernel(KernelRequest node) => throw node.NoKernel();

    private static Kernel LogKernel(KernelRequest node) => throw node.NoKernel();

    private static Kernel MaximumKernel(KernelRequest node) => throw node.NoKernel();

    private static Kernel MinimumKernel(KernelRequest node) => throw node.NoKernel();

    private static Kernel MulKernel(KernelRequest node) => throw node.NoKernel();

    private static Kernel NegKernel(KernelRequest node) => throw node.NoKernel();

    private static Kernel RealDivKernel(KernelRequest node) => throw node.NoKernel();

    private static Kernel ReluGradKernel(KernelRequest node) => throw node.NoKernel();

    private static Kernel ReluKernel(KernelRequest node) => throw node.NoKernel();

    private static Kernel SigmoidGradKernel(KernelRequest node) => throw node.NoKernel();

    private static Kernel SigmoidKernel(KernelRequest node) => throw node.NoKernel();

    private static Kernel SignKernel(KernelRequest node) => throw node.NoKernel();

    private static Kernel SqrtGradKernel(KernelRequest node) => throw node.NoKernel();

    private static Kernel SqrtKernel(KernelRequest node) => throw node.NoKernel();

    private static Kernel SquareKernel(KernelRequest node) => throw node.NoKernel();

    private static Kernel SquaredDifferenceKernel(KernelRequest node) => throw node.NoKernel();

    private static Kernel SubKernel(KernelRequest node) => throw node.NoKernel();

    private static Kernel TanhGradKernel(KernelRequest node) => throw node.NoKernel();

    private static Kernel TanhKernel(KernelRequest node) => throw node.NoKernel();
}
