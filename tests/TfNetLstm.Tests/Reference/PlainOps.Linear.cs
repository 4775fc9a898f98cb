namespace TfNetLstm.Tests.Reference;

internal static partial class PlainOps
{
    /// <summary>Factors of matrices.</summary>
    private static Dictionary<string, PlainKernel> Linear =>
        new(StringComparer.Ordinal)
        {
            ["Qr"] = n =>
            {
                var (x, rows, columns) = (n[0], n[0].Dims[^2], n[0].Dims[^1]);
                var inner = n.Bool("full_matrices") ? rows : Math.Min(rows, columns);
                var factors = Enumerable
                    .Range(0, x.Count / Math.Max(1, rows * columns))
                    .Select(k => Reflect(Row(x, k, rows * columns), rows, columns))
                    .ToArray();
                return
                [
                    n.Make([.. x.Dims[..^2], rows, inner], i => factors[Batch(i)].Q[i[^2], i[^1]]),
                    n.Make([.. x.Dims[..^2], inner, columns], i => factors[Batch(i)].R[i[^2], i[^1]], 1),
                ];

                int Batch(int[] index) => new Plain(n.Type(), x.Dims[..^2], []).Offset(index);
            },
        };

    /// <summary>Mirrors each column onto its axis, away from itself, as LAPACK does (Householder, 1958).</summary>
    private static (double[,] Q, double[,] R) Reflect(double[] matrix, int rows, int columns)
    {
        var (q, r) = (new double[rows, rows], new double[rows, columns]);
        for (var i = 0; i < rows; i++)
            q[i, i] = 1;
        Buffer.BlockCopy(matrix, 0, r, 0, matrix.Length * sizeof(double));
        for (var k = 0; k < Math.Min(rows - 1, columns); k++)
        {
            var v = new double[rows];
            for (var i = k; i < rows; i++)
                v[i] = r[i, k];
            if (v[(k + 1)..].All(x => x == 0))
                continue;
            v[k] += (v[k] < 0 ? -1 : 1) * Math.Sqrt(v.Sum(x => x * x));
            var square = v.Sum(x => x * x);
            for (var j = 0; j < columns; j++)
            {
                var along = Enumerable.Range(0, rows).Sum(i => v[i] * r[i, j]) * 2 / square;
                for (var i = 0; i < rows; i++)
                    r[i, j] = i > k && j == k ? 0 : r[i, j] - along * v[i];
            }
            for (var i = 0; i < rows; i++)
            {
                var along = Enumerable.Range(0, rows).Sum(j => q[i, j] * v[j]) * 2 / square;
                for (var j = 0; j < rows; j++)
                    q[i, j] -= along * v[j];
            }
        }
        return (q, r);
    }
}
