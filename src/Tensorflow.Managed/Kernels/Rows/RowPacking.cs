namespace Tensorflow.Kernels;

/// <summary>Packs op(B)[k, n] into panels of NR columns, each [k, NR], for <see cref="RowProduct"/>.</summary>
internal unsafe struct RowPacking : IRangeBody
{
    private float* _source;
    private nint _ld;
    private bool _transpose;
    private int _k;
    private int _n;
    private float* _target;

    /// <summary>Packs on the threads of the pool.</summary>
    public static void Pack(WorkerPool pool, float* source, int ld, bool transpose, int k, int n, float* target)
    {
        var nr = GemmKernel.Selected.Nr;
        var body = new RowPacking
        {
            _source = source,
            _ld = ld,
            _transpose = transpose,
            _k = k,
            _n = n,
            _target = target,
        };
        // Below some 16 K values a second thread costs more than it takes over.
        pool.For((n + nr - 1) / nr, Math.Max(1, (1 << 14) / Math.Max(1, k * nr)), ref body);
    }

    public readonly void Invoke(int start, int end)
    {
        var nr = GemmKernel.Selected.Nr;
        for (var panel = start; panel < end; panel++)
        {
            var j = panel * nr;
            var target = _target + (nint)j * _k;
            if (_transpose)
                GemmPacking.TransposePanel(_source + j * _ld, _ld, _k, Math.Min(nr, _n - j), target, nr);
            else
                GemmPacking.CopyPanel(_source + j, _ld, _k, Math.Min(nr, _n - j), target, nr);
        }
    }
}
