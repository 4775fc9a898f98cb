using System.Numerics;
using System.Runtime.Intrinsics;

namespace Tensorflow.Kernels;

/// <summary>The updates of the optimizers, in place.</summary>
internal static partial class Optimizing
{
    private const int ParallelLength = 32 * 1024;
    private const int Block = 1024;

    /// <summary>The numbers of an Adam step; alpha is the learning rate with both powers' corrections.</summary>
    public readonly record struct AdamStep<T>(T Alpha, T Beta1, T Less1, T Less2, T Epsilon, bool Nesterov)
        where T : INumber<T>
    {
        /// <summary>From the inputs of ApplyAdam.</summary>
        public static AdamStep<T> Of(
            T beta1Power,
            T beta2Power,
            T learningRate,
            T beta1,
            T beta2,
            T epsilon,
            bool nesterov
        ) =>
            new(
                learningRate * Root(T.One - beta2Power) / (T.One - beta1Power),
                beta1,
                T.One - beta1,
                T.One - beta2,
                epsilon,
                nesterov
            );
    }

    /// <summary>var -= gradient * learningRate.</summary>
    public static void GradientDescent<T>(Span<T> variable, ReadOnlySpan<T> gradient, T learningRate)
        where T : unmanaged, INumber<T>
    {
        gradient = gradient[..variable.Length];
        for (int i = 0; i < variable.Length; i++)
            variable[i] -= gradient[i] * learningRate;
    }

    /// <summary>accumulated = accumulated * momentum + gradient; var follows it, or Nesterov's look ahead.</summary>
    public static void Momentum<T>(
        Span<T> variable,
        Span<T> accumulated,
        ReadOnlySpan<T> gradient,
        T learningRate,
        T momentum,
        bool nesterov
    )
        where T : unmanaged, INumber<T>
    {
        accumulated = accumulated[..variable.Length];
        gradient = gradient[..variable.Length];
        for (int i = 0; i < variable.Length; i++)
        {
            T sum = accumulated[i] * momentum + gradient[i];
            accumulated[i] = sum;
            variable[i] -= nesterov ? gradient[i] * learningRate + sum * momentum * learningRate : sum * learningRate;
        }
    }

    /// <summary>Adam: m and v move towards the gradient and its square, var by m / (sqrt(v) + epsilon).</summary>
    public static unsafe void Adam<T>(
        Span<T> variable,
        Span<T> m,
        Span<T> v,
        ReadOnlySpan<T> gradient,
        AdamStep<T> step,
        WorkerPool? pool = null
    )
        where T : unmanaged, INumber<T>
    {
        int length = variable.Length;
        if (m.Length != length || v.Length != length || gradient.Length != length)
            throw new ArgumentException("slots of different lengths");
        fixed (
            T* variablePointer = variable,
                mPointer = m,
                vPointer = v,
                gradientPointer = gradient
        )
        {
            var body = new AdamBody<T>(variablePointer, mPointer, vPointer, gradientPointer, length, step);
            int blocks = (length + Block - 1) / Block;
            if (pool is null || length < ParallelLength)
                body.Invoke(0, blocks);
            else
                pool.For(blocks, ParallelLength / Block / 4, ref body);
        }
    }

    /// <summary>The square root of a float or double.</summary>
    public static T Root<T>(T x)
        where T : INumber<T> =>
        typeof(T) == typeof(float)
            ? T.CreateTruncating(MathF.Sqrt(float.CreateTruncating(x)))
            : T.CreateTruncating(Math.Sqrt(double.CreateTruncating(x)));

    private readonly unsafe struct AdamBody<T>(T* variable, T* m, T* v, T* gradient, int length, AdamStep<T> step)
        : IRangeBody
        where T : unmanaged, INumber<T>
    {
        public void Invoke(int start, int end)
        {
            int from = start * Block;
            int to = Math.Min(end * Block, length);
            if (typeof(T) != typeof(float))
            {
                for (int i = from; i < to; i++)
                    One(i);
                return;
            }
            if (Vector512.IsHardwareAccelerated)
                from = Packets<Packet16>(from, to);
            from = Packets<Packet8>(from, to);
            Packets<Packet1>(from, to);
        }

        private int Packets<TPacket>(int from, int to)
            where TPacket : struct, IFloatPacket<TPacket>
        {
            TPacket alpha = TPacket.Of((float)(object)step.Alpha);
            TPacket beta1 = TPacket.Of((float)(object)step.Beta1);
            TPacket less1 = TPacket.Of((float)(object)step.Less1);
            TPacket less2 = TPacket.Of((float)(object)step.Less2);
            TPacket epsilon = TPacket.Of((float)(object)step.Epsilon);
            for (; from + TPacket.Count <= to; from += TPacket.Count)
            {
                nuint i = (nuint)from;
                TPacket g = TPacket.Load(ref *(float*)gradient, i);
                TPacket first = TPacket.Load(ref *(float*)m, i);
                TPacket second = TPacket.Load(ref *(float*)v, i);
                first += (g - first) * less1;
                second += (g * g - second) * less2;
                TPacket move = (step.Nesterov ? g * less1 + beta1 * first : first) * alpha;
                TPacket moved = TPacket.Load(ref *(float*)variable, i) - move / (TPacket.Sqrt(second) + epsilon);
                TPacket.Store(first, ref *(float*)m, i);
                TPacket.Store(second, ref *(float*)v, i);
                TPacket.Store(moved, ref *(float*)variable, i);
            }
            return from;
        }

        private void One(int i)
        {
            T g = gradient[i];
            m[i] += (g - m[i]) * step.Less1;
            v[i] += (g * g - v[i]) * step.Less2;
            T move = (step.Nesterov ? g * step.Less1 + step.Beta1 * m[i] : m[i]) * step.Alpha;
            variable[i] -= move / (Root(v[i]) + step.Epsilon);
        }
    }
}
