namespace TfNetLstm.Tests.Reference;

internal static partial class PlainOps
{
    /// <summary>Products of matrices, biases, and what ends a classifier.</summary>
    private static Dictionary<string, PlainKernel> Matrices =>
        new(StringComparer.Ordinal)
        {
            ["MatMul"] = n => Product(n, n.Bool("transpose_a"), n.Bool("transpose_b")),
            ["BatchMatMulV2"] = n => Product(n, n.Bool("adj_x"), n.Bool("adj_y")),
            ["BiasAdd"] = n => [n.Make(n[0].Dims, i => n[0][i] + n[1].Data[i[Channel(n)]])],
            ["BiasAddGrad"] = n =>
            {
                var (dy, channel) = (n[0], Channel(n));
                var sums = new double[dy.Dims[channel]];
                _ = n.Make(dy.Dims, i => sums[i[channel]] += dy[i]);
                return [n.Make([sums.Length], i => sums[i[0]])];
            },
            ["Softmax"] = n => Rowwise(n, (row, i) => Math.Exp(row[i] - LogSum(row))),
            ["LogSoftmax"] = n => Rowwise(n, (row, i) => row[i] - LogSum(row)),
            ["SoftmaxCrossEntropyWithLogits"] = n =>
            {
                var dims = Broadcast(n[0].Dims, n[1].Dims);
                return CrossEntropy(n, dims, (row, k) => n[0].Spread([row, k]), (row, k) => n[1].Spread([row, k]));
            },
            ["SparseSoftmaxCrossEntropyWithLogits"] = n =>
                CrossEntropy(n, n[0].Dims, (row, k) => n[0][[row, k]], (row, k) => n[1].Ints[row] == k ? 1 : 0),
        };

    private static Plain[] Product(PlainNode node, bool transposeA, bool transposeB)
    {
        var (a, b) = (node[0], node[1]);
        var (rows, inner) = transposeA ? (a.Dims[^1], a.Dims[^2]) : (a.Dims[^2], a.Dims[^1]);
        var columns = transposeB ? b.Dims[^2] : b.Dims[^1];
        int[] dims = [.. Broadcast(a.Dims[..^2], b.Dims[..^2]), rows, columns];
        return
        [
            node.Make(
                dims,
                i =>
                {
                    var sum = 0.0;
                    var batch = i[..^2];
                    for (var k = 0; k < inner; k++)
                        sum += Element(a, batch, i[^2], k, transposeA) * Element(b, batch, k, i[^1], transposeB);
                    return sum;
                }
            ),
        ];

        static double Element(Plain x, int[] batch, int row, int column, bool transposed)
        {
            var offset = 0;
            for (var axis = 0; axis < x.Rank - 2; axis++)
                offset = offset * x.Dims[axis] + (x.Dims[axis] == 1 ? 0 : batch[batch.Length - x.Rank + 2 + axis]);
            var (r, c) = transposed ? (column, row) : (row, column);
            return x.Data[(offset * x.Dims[^2] + r) * x.Dims[^1] + c];
        }
    }

    private static int Channel(PlainNode node) => node.Text("data_format") == "NCHW" ? 1 : node[0].Rank - 1;

    private static double LogSum(double[] row) =>
        row.Max() is var most ? most + Math.Log(row.Sum(x => Math.Exp(x - most))) : 0;

    private static Plain[] Rowwise(PlainNode node, Func<double[], int, double> f)
    {
        var x = node[0];
        return [node.Make(x.Dims, i => f(Row(x, x.Offset(i) / x.Dims[^1], x.Dims[^1]), i[^1]))];
    }

    private static Plain[] CrossEntropy(
        PlainNode node,
        int[] dims,
        Func<int, int, double> logit,
        Func<int, int, double> label
    )
    {
        var classes = Enumerable.Range(0, dims[1]).ToArray();
        var sums = Enumerable
            .Range(0, dims[0])
            .Select(r => LogSum(Array.ConvertAll(classes, k => logit(r, k))))
            .ToArray();
        return
        [
            node.Make([dims[0]], i => classes.Sum(k => label(i[0], k) * (sums[i[0]] - logit(i[0], k)))),
            node.Make(dims, i => Math.Exp(logit(i[0], i[1]) - sums[i[0]]) - label(i[0], i[1]), 1),
        ];
    }
}
