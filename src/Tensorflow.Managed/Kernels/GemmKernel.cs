using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Tensorflow.Kernels;

/// <summary>A micro-kernel for one vector width, with the block sizes that go with it.</summary>
internal abstract unsafe class GemmKernel
{
    /// <summary>The kernels, best first. All run everywhere, slowly without their width; all give one result.</summary>
    public static readonly GemmKernel[] All =
    [
        new GemmKernel<Vector512<float>, Simd512, Rows12>("512", Vector512.IsHardwareAccelerated),
        new GemmKernel<Vector256<float>, Simd256, Rows6>("256", Vector256.IsHardwareAccelerated && Fma.IsSupported),
        new GemmKernel<Vector128<float>, Simd128, Rows6>("128", Fma.IsSupported || AdvSimd.IsSupported),
        new GemmKernel<float, SimdScalar, Rows4>("scalar", true),
    ];

    /// <summary>The kernel in use: the first that the machine has, or the one that TFNETLSTM_SIMD names.</summary>
    public static readonly GemmKernel Selected = Select(Environment.GetEnvironmentVariable("TFNETLSTM_SIMD"));

    protected GemmKernel(string name, bool isSupported, int mr, int nr) =>
        (Name, IsSupported, Mr, Nr) = (name, isSupported, mr, nr);

    public string Name { get; }

    public bool IsSupported { get; }

    /// <summary>MR: rows of the register tile.</summary>
    public int Mr { get; }

    /// <summary>NR: columns of the register tile, two vectors.</summary>
    public int Nr { get; }

    /// <summary>The kernel of that name, or the best one when there is no name.</summary>
    public static GemmKernel Select(string? name) =>
        string.IsNullOrEmpty(name)
            ? Array.Find(All, kernel => kernel.IsSupported)!
            : Array.Find(All, kernel => string.Equals(kernel.Name, name, StringComparison.Ordinal))
                ?? throw new ArgumentException(
                    $"TFNETLSTM_SIMD is '{name}'; it can be {string.Join(", ", All.Select(kernel => kernel.Name))}."
                );

    /// <summary>
    /// C[rows, Nr] from A[rows, k] and B[k, Nr], any number of rows up to Mr, in the operand layout of
    /// <see cref="GemmMicroKernel{TVector,TSimd,TRows}.Run"/>.
    /// </summary>
    public abstract void Multiply(
        int rows,
        int k,
        float* a,
        nint aRow,
        nint aStep,
        float* b,
        nint bStep,
        float* c,
        nint cRow,
        CUse use
    );

    /// <summary>
    /// C[1, 4·Nr] from A[1, k] and four panels of B, in the operand layout of
    /// <see cref="GemmRowKernel{TVector,TSimd}.Run"/>.
    /// </summary>
    public abstract void MultiplyRow(
        int k,
        float* a,
        nint aStep,
        float* b,
        nint bPanel,
        nint bStep,
        float* c,
        CUse use
    );

    private readonly struct Rows12 : IRows
    {
        public static int Count => 12;
    }

    private readonly struct Rows6 : IRows
    {
        public static int Count => 6;
    }

    protected readonly struct Rows8 : IRows
    {
        public static int Count => 8;
    }

    protected readonly struct Rows4 : IRows
    {
        public static int Count => 4;
    }

    protected readonly struct Rows2 : IRows
    {
        public static int Count => 2;
    }

    protected readonly struct Rows1 : IRows
    {
        public static int Count => 1;
    }
}

/// <inheritdoc />
internal sealed unsafe class GemmKernel<TVector, TSimd, TRows>(string name, bool isSupported)
    : GemmKernel(name, isSupported, TRows.Count, 2 * TSimd.Lanes)
    where TVector : unmanaged
    where TSimd : struct, ISimd<TVector>
    where TRows : struct, IRows
{
    /// <inheritdoc />
    public override void Multiply(
        int rows,
        int k,
        float* a,
        nint aRow,
        nint aStep,
        float* b,
        nint bStep,
        float* c,
        nint cRow,
        CUse use
    )
    {
        if (rows == TRows.Count)
        {
            GemmMicroKernel<TVector, TSimd, TRows>.Run(k, a, aRow, aStep, b, bStep, c, cRow, use);
            return;
        }
        for (var done = 0; rows > 0; rows -= done, a += done * aRow, c += done * cRow)
        {
            done =
                rows >= 8 ? 8
                : rows >= 4 ? 4
                : rows >= 2 ? 2
                : 1;
            if (done == 8)
                GemmMicroKernel<TVector, TSimd, Rows8>.Run(k, a, aRow, aStep, b, bStep, c, cRow, use);
            else if (done == 4)
                GemmMicroKernel<TVector, TSimd, Rows4>.Run(k, a, aRow, aStep, b, bStep, c, cRow, use);
            else if (done == 2)
                GemmMicroKernel<TVector, TSimd, Rows2>.Run(k, a, aRow, aStep, b, bStep, c, cRow, use);
            else
                GemmMicroKernel<TVector, TSimd, Rows1>.Run(k, a, aRow, aStep, b, bStep, c, cRow, use);
        }
    }

    /// <inheritdoc />
    public override void MultiplyRow(
        int k,
        float* a,
        nint aStep,
        float* b,
        nint bPanel,
        nint bStep,
        float* c,
        CUse use
    ) => GemmRowKernel<TVector, TSimd>.Run(k, a, aStep, b, bPanel, bStep, c, use);
}
