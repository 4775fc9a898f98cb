using Tensorflow.Sessions;

namespace Tensorflow.Operations;

internal static partial class TrainingOps
{
    private static Kernel AdamKernel(KernelRequest node) => throw node.NoKernel();

    private static Kernel GradientDescentKernel(KernelRequest node) => throw node.NoKernel();
}
