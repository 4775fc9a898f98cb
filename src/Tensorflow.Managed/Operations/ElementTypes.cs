using System.Numerics;
using Tensorflow.Sessions;

namespace Tensorflow.Operations;

/// <summary>What a kernel does, for any type of number.</summary>
internal interface INumberBody
{
    /// <summary>Runs on inputs whose elements are of type <typeparamref name="T"/>.</summary>
    void Run<T>(KernelContext context)
        where T : unmanaged, INumber<T>, IMinMaxValue<T>;
}

/// <summary>What a kernel does with elements that it only moves.</summary>
internal interface IElementBody
{
    /// <summary>Runs on elements that are seen as <typeparamref name="T"/>.</summary>
    void Run<T>(KernelContext context);
}

/// <summary>Makes kernels of bodies: the place where element types become type arguments.</summary>
internal static class ElementTypes
{
    /// <summary>A kernel for float32 and float64.</summary>
    public static Kernel Reals<TBody>(KernelRequest node, TF_DataType type, TBody body = default)
        where TBody : struct, INumberBody =>
        type switch
        {
            TF_DataType.TF_FLOAT => body.Run<float>,
            TF_DataType.TF_DOUBLE => body.Run<double>,
            _ => throw node.NoKernel(),
        };

    /// <summary>A kernel for int32 and int64.</summary>
    public static Kernel Integers<TBody>(KernelRequest node, TF_DataType type, TBody body = default)
        where TBody : struct, INumberBody =>
        type switch
        {
            TF_DataType.TF_INT32 => body.Run<int>,
            TF_DataType.TF_INT64 => body.Run<long>,
            _ => throw node.NoKernel(),
        };

    /// <summary>A kernel for float32, float64, int32 and int64.</summary>
    public static Kernel Numbers<TBody>(KernelRequest node, TF_DataType type, TBody body = default)
        where TBody : struct, INumberBody =>
        type is TF_DataType.TF_FLOAT or TF_DataType.TF_DOUBLE ? Reals(node, type, body) : Integers(node, type, body);

    /// <summary>A kernel for these and for uint8 and bool, which it sees as bytes.</summary>
    public static Kernel NumbersAndBytes<TBody>(KernelRequest node, TF_DataType type, TBody body = default)
        where TBody : struct, INumberBody =>
        type is TF_DataType.TF_UINT8 or TF_DataType.TF_BOOL ? body.Run<byte> : Numbers(node, type, body);

    /// <summary>A kernel for elements of any type of 1, 2, 4 or 8 bytes, and for strings.</summary>
    public static Kernel Moved<TBody>(KernelRequest node, TF_DataType type, TBody body = default)
        where TBody : struct, IElementBody =>
        type == TF_DataType.TF_STRING
            ? body.Run<byte[]>
            : type.Size() switch
            {
                1 => body.Run<byte>,
                2 => body.Run<ushort>,
                4 => body.Run<int>,
                8 => body.Run<long>,
                _ => throw node.NoKernel(),
            };
}
