using Tensorflow.Kernels;
using Tensorflow.Sessions;

namespace Tensorflow.Operations;

internal static partial class ElementwiseOps
{
    private static Kernel CastKernel(KernelRequest node)
    {
        if (node.InputType(0) == node.OutputType(0))
            return context => context.Output(0).Share(context.Input(0));
        return node.InputType(0) switch
        {
            TF_DataType.TF_FLOAT => CastFrom<float>(node),
            TF_DataType.TF_DOUBLE => CastFrom<double>(node),
            TF_DataType.TF_INT32 => CastFrom<int>(node),
            TF_DataType.TF_INT64 => CastFrom<long>(node),
            TF_DataType.TF_UINT8 => CastFrom<byte>(node),
            TF_DataType.TF_BOOL => CastFrom<bool>(node),
            _ => throw node.NoKernel(),
        };
    }

    private static Kernel CastFrom<TFrom>(KernelRequest node)
        where TFrom : unmanaged =>
        node.OutputType(0) switch
        {
            TF_DataType.TF_FLOAT => Cast<TFrom, float>,
            TF_DataType.TF_DOUBLE => Cast<TFrom, double>,
            TF_DataType.TF_INT32 => Cast<TFrom, int>,
            TF_DataType.TF_INT64 => Cast<TFrom, long>,
            TF_DataType.TF_UINT8 => Cast<TFrom, byte>,
            TF_DataType.TF_BOOL => Cast<TFrom, bool>,
            _ => throw node.NoKernel(),
        };

    private static void Cast<TFrom, TTo>(KernelContext context)
        where TFrom : unmanaged
        where TTo : unmanaged
    {
        var x = context.Input(0);
        Casting.Cast<TFrom, TTo>(x.Span<TFrom>(), context.Allocate(0, x.Sizes).Span<TTo>());
    }
}
