using System.Numerics;

namespace Tensorflow.Kernels;

/// <summary>
/// The sum of several arrays, in TensorFlow's order: a first group of up to nine, then groups of eight.
/// </summary>
internal static class AddN
{
    /// <summary>How many arrays each group after the first has.</summary>
    public const int Group = 8;

    private const int ParallelLength = 32 * 1024;
    private const int Block = 1024;

    /// <summary>
    /// y = the sum of the inputs, given by the addresses of memory that is pinned and of y's length; y may be the memory
    /// of the first input, if that comes but once.
    /// </summary>
    public static unsafe void Run<T>(ReadOnlySpan<nint> inputs, Span<T> y, WorkerPool? pool = null)
        where T : unmanaged, INumber<T>
    {
        fixed (nint* pointers = inputs)
        fixed (T* yPointer = y)
        {
            var body = new Body<T>((T**)pointers, inputs.Length, yPointer, y.Length);
            int blocks = (y.Length + Block - 1) / Block;
            if (pool is null || y.Length < ParallelLength)
                body.Invoke(0, blocks);
            else
                pool.For(blocks, ParallelLength / Block / 4, ref body);
        }
    }

    /// <summary>How many of the arrays are in the first group.</summary>
    public static int FirstGroup(int count)
    {
        int rest = count % Group;
        return Math.Min(count, rest < 2 ? rest + Group : rest);
    }

    private readonly unsafe struct Body<T>(T** inputs, int count, T* y, int length) : IRangeBody
        where T : unmanaged, INumber<T>
    {
        public void Invoke(int start, int end)
        {
            for (int block = start; block < end; block++)
            {
                int from = block * Block;
                int to = Math.Min(from + Block, length);
                int done = FirstGroup(count);
                Sum(0, done, from, to, more: false);
                for (; done < count; done += Group)
                    Sum(done, done + Group, from, to, more: true);
            }
        }

        private void Sum(int first, int last, int from, int to, bool more)
        {
            int i = from;
            if (typeof(T) == typeof(float))
            {
                float* target = (float*)y;
                for (; i + 8 <= to; i += 8)
                {
                    Packet8 sum = Packet8.Load(ref *((float**)inputs)[first], (nuint)i);
                    for (int input = first + 1; input < last; input++)
                        sum += Packet8.Load(ref *((float**)inputs)[input], (nuint)i);
                    Packet8.Store(more ? Packet8.Load(ref *target, (nuint)i) + sum : sum, ref *target, (nuint)i);
                }
            }
            for (; i < to; i++)
            {
                T sum = inputs[first][i];
                for (int input = first + 1; input < last; input++)
                    sum += inputs[input][i];
                y[i] = more ? y[i] + sum : sum;
            }
        }
    }
}
