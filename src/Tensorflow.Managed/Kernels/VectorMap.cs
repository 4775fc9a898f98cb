using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Tensorflow.Kernels;

/// <summary>Applies operators to whole arrays; outputs may be the same memory as an input of the same length.</summary>
internal static class VectorMap
{
    private const int ParallelLength = 32 * 1024;
    private const int Block = 1024;

    /// <summary>y = f(x).</summary>
    public static unsafe void Unary<T, TOp>(ReadOnlySpan<T> x, Span<T> y, WorkerPool? pool = null)
        where T : unmanaged, INumber<T>
        where TOp : struct, IUnaryOperator<TOp>
    {
        x = x[..y.Length];
        if (pool is null || pool.Threads == 1 || y.Length < ParallelLength)
        {
            UnaryRow<T, TOp>(ref MemoryMarshal.GetReference(x), ref MemoryMarshal.GetReference(y), (nuint)y.Length);
            return;
        }
        fixed (
            T* xPointer = x,
                yPointer = y
        )
        {
            var body = new UnaryBody<T, TOp>(xPointer, yPointer, y.Length);
            pool.For((y.Length + Block - 1) / Block, ParallelLength / Block / 4, ref body);
        }
    }

    /// <summary>y = f(x), number by number.</summary>
    public static unsafe void Function<T, TFunction>(ReadOnlySpan<T> x, Span<T> y, WorkerPool pool)
        where T : unmanaged, INumber<T>
        where TFunction : struct, IFunction<TFunction>
    {
        x = x[..y.Length];
        fixed (
            T* xPointer = x,
                yPointer = y
        )
        {
            var body = new FunctionBody<T, TFunction>(xPointer, yPointer);
            pool.For(y.Length, ParallelLength / 8, ref body);
        }
    }

    /// <summary>y = whether x is so.</summary>
    public static void Test<T, TPredicate>(ReadOnlySpan<T> x, Span<bool> y)
        where T : unmanaged, INumber<T>
        where TPredicate : struct, IPredicate
    {
        x = x[..y.Length];
        for (int i = 0; i < y.Length; i++)
            y[i] = TPredicate.Holds(x[i]);
    }

    /// <summary>y = f(a, b) for arrays of one length, or one of them a single value.</summary>
    public static void Binary<T, TOp>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y, WorkerPool? pool = null)
        where T : unmanaged, INumber<T>
        where TOp : struct, IBinaryOperator<TOp>
    {
        int aStep = StepOf(a.Length, y.Length);
        int bStep = StepOf(b.Length, y.Length);
        if (y.IsEmpty)
            return;
        if (typeof(T) == typeof(float))
            Broadcasting.Row<float, float, FloatRows<TOp>>(Floats(a), aStep, Floats(b), bStep, Floats(y), pool);
        else
            Broadcasting.Row<T, T, ScalarRows<T, T, ScalarForm<T, TOp>>>(a, aStep, b, bStep, y, pool);
    }

    /// <summary>y = f(a, b) over dimensions that broadcast.</summary>
    public static void Binary<T, TOp>(
        ReadOnlySpan<T> a,
        ReadOnlySpan<int> aDims,
        ReadOnlySpan<T> b,
        ReadOnlySpan<int> bDims,
        Span<T> y,
        WorkerPool? pool = null
    )
        where T : unmanaged, INumber<T>
        where TOp : struct, IBinaryOperator<TOp>
    {
        if (typeof(T) == typeof(float))
            Broadcasting.Run<float, float, FloatRows<TOp>>(Floats(a), aDims, Floats(b), bDims, Floats(y), pool);
        else
            Broadcasting.Run<T, T, ScalarRows<T, T, ScalarForm<T, TOp>>>(a, aDims, b, bDims, y, pool);
    }

    /// <summary>y = f(a, b) over dimensions that broadcast, for operators without a packet form.</summary>
    public static void Scalar<T, TOp>(
        ReadOnlySpan<T> a,
        ReadOnlySpan<int> aDims,
        ReadOnlySpan<T> b,
        ReadOnlySpan<int> bDims,
        Span<T> y,
        WorkerPool? pool = null
    )
        where T : unmanaged, INumber<T>
        where TOp : struct, IScalarOperator =>
        Broadcasting.Run<T, T, ScalarRows<T, T, ScalarOnly<T, TOp>>>(a, aDims, b, bDims, y, pool);

    /// <summary>y = whether a and b compare so, over dimensions that broadcast.</summary>
    public static void Compare<T, TOp>(
        ReadOnlySpan<T> a,
        ReadOnlySpan<int> aDims,
        ReadOnlySpan<T> b,
        ReadOnlySpan<int> bDims,
        Span<bool> y,
        WorkerPool? pool = null
    )
        where T : unmanaged, INumber<T>
        where TOp : struct, IComparison =>
        Broadcasting.Run<T, bool, ScalarRows<T, bool, Comparing<T, TOp>>>(a, aDims, b, bDims, y, pool);

    /// <summary>y = a truth function of a and b, over dimensions that broadcast.</summary>
    public static void Logic<TOp>(
        ReadOnlySpan<bool> a,
        ReadOnlySpan<int> aDims,
        ReadOnlySpan<bool> b,
        ReadOnlySpan<int> bDims,
        Span<bool> y
    )
        where TOp : struct, ILogicalOperator =>
        Broadcasting.Run<bool, bool, ScalarRows<bool, bool, Logical<TOp>>>(a, aDims, b, bDims, y);

    private static int StepOf(int length, int whole)
    {
        if (length != whole && length != 1)
            throw new ArgumentException("operands of different lengths");
        return length == whole ? 1 : 0;
    }

    private static ReadOnlySpan<float> Floats<T>(ReadOnlySpan<T> span)
        where T : unmanaged => MemoryMarshal.Cast<T, float>(span);

    private static Span<float> Floats<T>(Span<T> span)
        where T : unmanaged => MemoryMarshal.Cast<T, float>(span);

    private static void UnaryRow<T, TOp>(ref T x, ref T y, nuint count)
        where T : unmanaged, INumber<T>
        where TOp : struct, IUnaryOperator<TOp>
    {
        if (typeof(T) == typeof(float))
            FloatRow<TOp>(ref Unsafe.As<T, float>(ref x), ref Unsafe.As<T, float>(ref y), count);
        else
            for (nuint i = 0; i < count; i++)
                Unsafe.Add(ref y, i) = TOp.Compute(Unsafe.Add(ref x, i));
    }

    private static void FloatRow<TOp>(ref float x, ref float y, nuint count)
        where TOp : struct, IUnaryOperator<TOp>
    {
        nuint i = 0;
        if (Vector512.IsHardwareAccelerated)
            for (; count - i >= 16; i += 16)
                Packet16.Store(TOp.Invoke(Packet16.Load(ref x, i)), ref y, i);
        for (; count - i >= 8; i += 8)
            Packet8.Store(TOp.Invoke(Packet8.Load(ref x, i)), ref y, i);
        for (; i < count; i++)
            Unsafe.Add(ref y, i) = TOp.Tail(Unsafe.Add(ref x, i));
    }

    private readonly unsafe struct UnaryBody<T, TOp>(T* x, T* y, int length) : IRangeBody
        where T : unmanaged, INumber<T>
        where TOp : struct, IUnaryOperator<TOp>
    {
        public void Invoke(int start, int end)
        {
            int from = start * Block;
            UnaryRow<T, TOp>(ref *(x + from), ref *(y + from), (nuint)(Math.Min(end * Block, length) - from));
        }
    }

    private readonly unsafe struct FunctionBody<T, TFunction>(T* x, T* y) : IRangeBody
        where T : unmanaged, INumber<T>
        where TFunction : struct, IFunction<TFunction>
    {
        public void Invoke(int start, int end)
        {
            for (int i = start; i < end; i++)
                y[i] =
                    typeof(T) == typeof(float)
                        ? T.CreateTruncating(TFunction.Compute(float.CreateTruncating(x[i])))
                        : T.CreateTruncating(TFunction.Compute(double.CreateTruncating(x[i])));
        }
    }
}
