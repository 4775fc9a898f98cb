namespace Tensorflow.Kernels;

/// <summary>
/// One product C[m, n] = op(A)[m, k] · op(B)[k, n] by the addresses of its operands, whose memory must be pinned: what
/// <see cref="Gemm"/> offers over spans, and a part of a product - some of its rows, some of its k - besides.
/// </summary>
/// <remarks>
/// A row's start lies RowStride values after the one before, so that an operand may be some columns of a wider matrix.
/// See <see cref="Gemm"/> for the order in which a sum is added up.
/// </remarks>
internal unsafe struct GemmProduct
{
    public GemmProduct() { }

    public GemmKernel Kernel { get; init; } = GemmKernel.Selected;
    public required float* A { get; init; }
    public required nint RowStrideA { get; init; }
    public bool TransposeA { get; init; }

    /// <summary>B as it lies; not used when <see cref="PackedB"/> is there.</summary>
    public float* B { get; init; }
    public nint RowStrideB { get; init; }
    public bool TransposeB { get; init; }

    /// <summary>B in panels of NR columns, each [PackedRows, NR], from the product's first row on; or null.</summary>
    public float* PackedB { get; private set; }

    /// <summary>Rows of the matrix that was packed, of which the product may take some only.</summary>
    public int PackedRows { get; private set; }
    public required float* C { get; init; }
    public required nint RowStrideC { get; init; }
    public required int M { get; init; }
    public required int N { get; init; }
    public required int K { get; init; }

    /// <summary>Whether C's old value is what the sum begins with.</summary>
    public bool Accumulate { get; init; }

    /// <summary>How many k are summed apart before they are added to C; see <see cref="GemmSummation"/>.</summary>
    public int Summation { get; init; }

    /// <summary>
    /// Where this product begins in a longer one over <see cref="KTotal"/>, whose first part C holds already: C is then
    /// the longer product, bit for bit. See <see cref="GemmSummation.CanSplit"/> for where that is possible.
    /// </summary>
    public int KOrigin { get; init; }

    /// <summary>The length of the longer product; 0 where there is none.</summary>
    public int KTotal { get; init; }

    /// <summary>n values, added to each row of C when its sums are complete; or null.</summary>
    public float* Bias { get; init; }

    /// <summary>The product with rows [firstRow, firstRow + K) of a packed matrix as its B, and with its kernel.</summary>
    public readonly GemmProduct With(PackedMatrix b, int firstRow = 0)
    {
        if (b.Kernel != Kernel || b.Columns != N || firstRow < 0 || firstRow > b.Rows - K)
            throw new ArgumentException("The packed matrix is not of this product's kind and size.", nameof(b));
        return this with { PackedB = b.Panels + (nint)firstRow * Kernel.Nr, PackedRows = b.Rows };
    }

    /// <summary>Computes C, cut for the threads of <paramref name="pool"/>.</summary>
    public readonly void Run(WorkerPool pool)
    {
        CheckSplit();
        if (!IsEmpty())
            new GemmTiles(this).Run(pool);
    }

    /// <summary>Computes the rows [start, end) of C on the calling thread; any cut gives the same bits.</summary>
    public readonly void RunRows(int start, int end)
    {
        CheckSplit();
        var part = this with
        {
            A = A + start * (TransposeA ? 1 : RowStrideA),
            C = C + start * RowStrideC,
            M = end - start,
        };
        if (!part.IsEmpty())
            new GemmTiles(part).RunHere();
    }

    private readonly void CheckSplit()
    {
        if (KOrigin > 0 && !(Accumulate && GemmSummation.CanSplit(Summation, KTotal, KOrigin)))
            throw new InvalidOperationException($"A product over {KTotal} cannot be continued at {KOrigin}.");
    }

    /// <summary>Says whether nothing is to be multiplied; a sum over no k is 0.</summary>
    private readonly bool IsEmpty()
    {
        if (M <= 0 || N <= 0)
            return true;
        if (K > 0)
            return false;
        for (var i = 0; i < M; i++)
        {
            var row = new Span<float>(C + i * RowStrideC, N);
            if (!Accumulate)
                row.Clear();
            for (var j = 0; Bias != null && j < N; j++)
                row[j] += Bias[j];
        }
        return true;
    }
}
