using System.Runtime.InteropServices;
using Tensorflow.Kernels;

namespace TfNetLstm.Tests.Kernels;

/// <summary>
/// One product with its operands. What lies between the rows of A and B is NaN, and so is C where it must not be read,
/// so that a kernel that strays spoils its result; what lies between the rows of C must stay.
/// </summary>
internal sealed record GemmCase(int M, int N, int K, bool TransposeA, bool TransposeB, bool Accumulate)
{
    private const int Padding = 3;
    private readonly int _lda = (TransposeA ? M : K) + Padding;
    private readonly int _ldb = (TransposeB ? K : N) + Padding;
    private readonly int _ldc = N + Padding;

    /// <summary>The summation asked for, and the lengths of the blocks it stands for; none is one chain.</summary>
    public int Summation { get; init; }

    public int[] Blocks { get; init; } = [];

    /// <summary>Multiplies with the kernel, compares every bit of C and of its padding with the plain loop.</summary>
    public void Check(WorkerPool pool, GemmKernel kernel, bool packed)
    {
        var random = new Random(M + 31 * N + 997 * K);
        var a = Matrix(random, TransposeA ? K : M, TransposeA ? M : K);
        var b = Matrix(random, TransposeB ? N : K, TransposeB ? K : N);
        var c = Accumulate ? Matrix(random, M, N) : Enumerable.Repeat(float.NaN, M * _ldc).ToArray();
        var expected = (float[])c.Clone();
        Reference(a, b, expected);
        if (packed)
        {
            using var matrix = new PackedMatrix(kernel);
            matrix.Pack(pool, b, _ldb, TransposeB, K, N);
            Gemm.Multiply(pool, a, _lda, TransposeA, matrix, c, _ldc, M, Accumulate, Summation);
        }
        else
            Gemm.Multiply(
                pool,
                a,
                _lda,
                TransposeA,
                b,
                _ldb,
                TransposeB,
                c,
                _ldc,
                M,
                N,
                K,
                Accumulate,
                Summation,
                kernel
            );
        var got = MemoryMarshal.Cast<float, int>(c);
        var want = MemoryMarshal.Cast<float, int>(expected);
        if (!got.SequenceEqual(want))
        {
            var i = got.CommonPrefixLength(want);
            var place = FormattableString.Invariant($"C[{i / _ldc}, {i % _ldc}] is {c[i]}, not {expected[i]}");
            Assert.Fail($"{this}, kernel {kernel.Name}, packed {packed}: {place}");
        }
    }

    /// <summary>C = op(A)·op(B), element by element, one fused multiply-add after the other.</summary>
    private void Reference(float[] a, float[] b, float[] c)
    {
        for (var i = 0; i < M; i++)
        for (var j = 0; j < N; j++)
        {
            ref var element = ref c[i * _ldc + j];
            element = Accumulate ? element : 0;
            if (Blocks.Length == 0)
                element = Chain(0, K, element);
            for (int block = 0, start = 0; block < Blocks.Length; start += Blocks[block++])
            {
                var sum = Chain(start, start + Blocks[block], 0);
                element = block == 0 && !Accumulate ? sum : element + sum;
            }

            float Chain(int start, int end, float sum)
            {
                for (var p = start; p < end; p++)
                {
                    var left = TransposeA ? a[p * _lda + i] : a[i * _lda + p];
                    var right = TransposeB ? b[j * _ldb + p] : b[p * _ldb + j];
                    sum = MathF.FusedMultiplyAdd(left, right, sum);
                }
                return sum;
            }
        }
    }

    private static float[] Matrix(Random random, int rows, int columns)
    {
        var values = new float[rows * (columns + Padding)];
        Array.Fill(values, float.NaN);
        for (var i = 0; i < rows; i++)
        for (var j = 0; j < columns; j++)
            values[i * (columns + Padding) + j] = (random.NextSingle() - 0.5f) * (1 << random.Next(12));
        return values;
    }
}
