using Tensorflow;

namespace TfNetLstm.Tests.Reference;

internal static partial class PlainOps
{
    private static readonly Dictionary<string, (double Start, Func<double, double, double> Step)> _folds = new(
        StringComparer.Ordinal
    )
    {
        ["Sum"] = (0, (sum, x) => sum + x),
        ["Mean"] = (0, (sum, x) => sum + x),
        ["Prod"] = (1, (product, x) => product * x),
        ["Max"] = (double.NegativeInfinity, Greatest),
        ["Min"] = (double.PositiveInfinity, Least),
        ["All"] = (1, Math.Min),
        ["Any"] = (0, Math.Max),
    };

    /// <summary>Axes that are folded, scanned or ranked.</summary>
    private static Dictionary<string, PlainKernel> Reductions
    {
        get
        {
            var table = new Dictionary<string, PlainKernel>(StringComparer.Ordinal)
            {
                ["ArgMax"] = n => Extreme(n, (x, best) => x > best),
                ["ArgMin"] = n => Extreme(n, (x, best) => x < best),
                ["Cumsum"] = n => Scan(n, 0, (sum, x) => sum + x),
                ["Cumprod"] = n => Scan(n, 1, (product, x) => product * x),
                ["TopKV2"] = n =>
                {
                    var (x, k) = (n[0], n[1].Ints[0]);
                    int[] dims = [.. x.Dims[..^1], k];
                    return [n.Make(dims, i => Best(x, i).Value), n.Make(dims, i => Best(x, i).Place, 1)];
                },
                ["InTopKV2"] = n =>
                    [
                        n.Make(
                            n[1].Dims,
                            i =>
                            {
                                var row = Row(n[0], i[0], n[0].Dims[1]);
                                var at = n[1].Ints[i[0]];
                                var inside = at >= 0 && at < row.Length && row.All(double.IsFinite);
                                return inside && row.Count(x => x > row[at]) < n[2].Data[0] ? 1 : 0;
                            }
                        ),
                    ],
            };
            foreach (var (name, (start, step)) in _folds)
                table.Add(name, n => Fold(n, start, step, isMean: name == "Mean"));
            return table;
        }
    }

    private static Plain[] Fold(PlainNode node, double start, Func<double, double, double> step, bool isMean)
    {
        var x = node[0];
        var axes = node[1].Ints.Select(a => a < 0 ? a + x.Rank : a).ToHashSet();
        var kept = Plain.Zeros(node.Type(), [.. x.Dims.Select((d, axis) => axes.Contains(axis) ? 1 : d)]);
        Array.Fill(kept.Data, start);
        _ = Plain.Of(
            x.Type,
            x.Dims,
            i =>
            {
                var at = kept.Offset(i.Select((p, axis) => axes.Contains(axis) ? 0 : p).ToArray());
                return kept.Data[at] = step(kept.Data[at], x[i]);
            }
        );
        if (isMean)
            for (var i = 0; i < kept.Count; i++)
                kept.Data[i] /= x.Count / kept.Count;
        return
        [
            kept.Rounded()
                .As(node.Bool("keep_dims") ? kept.Dims : [.. x.Dims.Where((_, axis) => !axes.Contains(axis))]),
        ];
    }

    private static Plain[] Extreme(PlainNode node, Func<double, double, bool> isBetter)
    {
        var (x, axis) = (node[0], PlainNode.Axis(node[1], node[0].Rank));
        int[] dims = [.. x.Dims[..axis], .. x.Dims[(axis + 1)..]];
        return
        [
            node.Make(
                dims,
                i =>
                {
                    var best = 0;
                    for (var k = 1; k < x.Dims[axis]; k++)
                        if (isBetter(At(k), At(best)))
                            best = k;
                    return best;

                    double At(int k) => x[[.. i[..axis], k, .. i[axis..]]];
                }
            ),
        ];
    }

    private static Plain[] Scan(PlainNode node, double start, Func<double, double, double> step)
    {
        var (x, axis) = (node[0], PlainNode.Axis(node[1], node[0].Rank));
        var (isReverse, isExclusive) = (node.Bool("reverse"), node.Bool("exclusive"));
        return
        [
            node.Make(
                x.Dims,
                i =>
                {
                    var (value, from) = (start, (int[])i.Clone());
                    for (var k = 0; k < x.Dims[axis]; k++)
                    {
                        from[axis] = isReverse ? x.Dims[axis] - 1 - k : k;
                        if (isExclusive && from[axis] == i[axis])
                            return value;
                        value = step(value, x[from]);
                        if (from[axis] == i[axis])
                            return value;
                    }
                    return value;
                }
            ),
        ];
    }

    /// <summary>The element of this rank in its row, the first of equals first, and where it stands.</summary>
    private static (double Value, int Place) Best(Plain x, int[] index)
    {
        var row = Enumerable.Range(0, x.Dims[^1]).Select(k => (Value: x[[.. index[..^1], k]], Place: k));
        return row.OrderByDescending(e => e.Value).ElementAt(index[^1]);
    }
}
