using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

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
        if (transpose)
            pool.For((n + nr - 1) / nr, Math.Max(1, (1 << 14) / Math.Max(1, k * nr)), ref body);
        else
            pool.For(k, Math.Max(1, (1 << 14) / n), ref body);
    }

    /// <summary>The panels [start, end) where B is transposed, else these rows of all panels.</summary>
    public readonly void Invoke(int start, int end)
    {
        var nr = GemmKernel.Selected.Nr;
        if (!_transpose)
        {
            CopyRows(start, end, nr);
            return;
        }
        for (var panel = start; panel < end; panel++)
        {
            var j = panel * nr;
            GemmPacking.TransposePanel(_source + j * _ld, _ld, _k, Math.Min(nr, _n - j), _target + (nint)j * _k, nr);
        }
    }

    /// <summary>B is read row after row, as it lies; each row gives one row to every panel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void CopyRows(int start, int end, int nr)
    {
        for (var row = start; row < end; row++)
        {
            var source = _source + row * _ld;
            var target = _target + (nint)row * nr;
            var j = 0;
            for (; j + nr <= _n; j += nr, target += (nint)_k * nr)
            {
                var i = 0;
                for (; i + 16 <= nr; i += 16)
                    Vector512.Load(source + j + i).Store(target + i);
                for (; i < nr; i++)
                    target[i] = source[j + i];
            }
            for (var i = 0; j < _n && i < nr; i++)
                target[i] = j + i < _n ? source[j + i] : 0;
        }
    }
}
