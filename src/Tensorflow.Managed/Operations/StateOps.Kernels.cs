using Tensorflow.Sessions;

namespace Tensorflow.Operations;

internal static partial class StateOps
{
    private static Kernel AssignAddKernel(KernelRequest node) => throw node.NoKernel();

    private static Kernel AssignKernel(KernelRequest node) => throw node.NoKernel();

    private static Kernel AssignSubKernel(KernelRequest node) => throw node.NoKernel();

    private static Kernel IsInitializedKernel(KernelRequest node) => throw node.NoKernel();

    private static Kernel RefIdentityKernel(KernelRequest node) => throw node.NoKernel();

    private static Kernel VariableKernel(KernelRequest node) => throw node.NoKernel();
}
