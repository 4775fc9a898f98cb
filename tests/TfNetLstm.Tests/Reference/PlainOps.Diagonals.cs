using Tensorflow;

namespace TfNetLstm.Tests.Reference;

internal static partial class PlainOps
{
    /// <summary>Diagonals of matrices, which are the last two axes, and bands around the main one.</summary>
    private static Dictionary<string, PlainKernel> Diagonals =>
        new(StringComparer.Ordinal)
        {
            ["MatrixBandPart"] = n =>
            {
                var (lower, upper) = (n[1].Data[0], n[2].Data[0]);
                return
                [
                    n.Make(
                        n[0].Dims,
                        i =>
                            (lower < 0 || i[^2] - i[^1] <= lower) && (upper < 0 || i[^1] - i[^2] <= upper)
                                ? n[0][i]
                                : Plain.Blank(n.Type())
                    ),
                ];
            },
            ["MatrixDiagPartV3"] = n =>
            {
                var band = new Band(n, n[1], n[0].Dims[^2], n[0].Dims[^1]);
                return
                [
                    n.Make(
                        [.. n[0].Dims[..^2], .. band.Dims],
                        i => band.Place(i) is { } at ? n[0][[.. i[..(n[0].Rank - 2)], .. at]] : n[2].Data[0]
                    ),
                ];
            },
            ["MatrixDiagV3"] = n =>
            {
                var (lower, upper) = (n[1].Ints[0], n[1].Ints[^1]);
                var (rows, columns, longest) = (n[2].Ints[0], n[3].Ints[0], n[0].Dims[^1]);
                var (leastRows, leastColumns) = (longest - Math.Min(upper, 0), longest + Math.Max(lower, 0));
                if (rows < 0 && columns < 0)
                    rows = columns = Math.Max(leastRows, leastColumns);
                (rows, columns) = (rows < 0 ? leastRows : rows, columns < 0 ? leastColumns : columns);
                var y = Plain.Zeros(n.Type(), [.. n[0].Dims[..^(lower == upper ? 1 : 2)], rows, columns]);
                Array.Fill(y.Data, n[4].Data[0]);
                return [Put(n[0], y, new(n, n[1], rows, columns))];
            },
            ["MatrixSetDiagV3"] = n =>
                [
                    Put(
                        n[1],
                        n[0] with
                        {
                            Data = (double[])n[0].Data.Clone(),
                        },
                        new(n, n[2], n[0].Dims[^2], n[0].Dims[^1])
                    ),
                ],
            ["DiagPart"] = n =>
            {
                var half = n[0].Dims[..(n[0].Rank / 2)];
                return [n.Make(half, i => n[0][[.. i, .. i]])];
            },
            ["Diag"] = n => [n.Make([.. n[0].Dims, .. n[0].Dims], i => Twice(i) ? n[0][i.AsSpan(0, n[0].Rank)] : 0)],
        };

    private static bool Twice(int[] index) =>
        index.AsSpan(0, index.Length / 2).SequenceEqual(index.AsSpan(index.Length / 2));

    private static Plain Put(Plain diagonals, Plain matrices, Band band)
    {
        _ = Plain.Of(
            diagonals.Type,
            diagonals.Dims,
            i =>
                band.Place(i) is { } at
                    ? matrices.Data[matrices.Offset([.. i[..(matrices.Rank - 2)], .. at])] = diagonals[i]
                    : 0
        );
        return matrices;
    }

    /// <summary>Diagonals packed as rows, the uppermost first, each to one side.</summary>
    private sealed class Band(PlainNode node, Plain k, int rows, int columns)
    {
        private readonly int _lower = k.Ints[0];
        private readonly int _upper = k.Ints[^1];

        /// <summary>The shape of the packed diagonals of one matrix.</summary>
        public int[] Dims => _lower == _upper ? [Width] : [_upper - _lower + 1, Width];

        private int Width => Enumerable.Range(_lower, _upper - _lower + 1).Max(Length);

        /// <summary>Row and column of a packed element; null where its diagonal is shorter.</summary>
        public int[]? Place(int[] index)
        {
            var diagonal = _lower == _upper ? _upper : _upper - index[^2];
            var align = node.Text("align");
            var isLeft =
                diagonal > 0
                    ? align.StartsWith("LEFT", StringComparison.Ordinal)
                    : align.EndsWith("LEFT", StringComparison.Ordinal);
            var at = index[^1] - (isLeft ? 0 : Width - Length(diagonal));
            return at >= 0 && at < Length(diagonal) ? [at - Math.Min(diagonal, 0), at + Math.Max(diagonal, 0)] : null;
        }

        private int Length(int diagonal) => Math.Min(rows + Math.Min(diagonal, 0), columns - Math.Max(diagonal, 0));
    }
}
