using Tensorflow;

namespace TfNetLstm.Tests.Reference;

internal static partial class PlainOps
{
    /// <summary>What depends on shapes alone, and elements that keep their order.</summary>
    private static Dictionary<string, PlainKernel> Shapes =>
        new(StringComparer.Ordinal)
        {
            ["Shape"] = n => [n.Vector(n[0].Dims)],
            ["ShapeN"] = n => [.. n.Inputs.Select((x, i) => n.Vector(x.Dims, i))],
            ["Size"] = n => [Plain.Of(n.Type(), n[0].Count)],
            ["Rank"] = n => [Plain.Of(n.Type(), n[0].Rank)],
            ["Reshape"] = n =>
            {
                var dims = n[1].Ints;
                var open = Array.IndexOf(dims, -1);
                if (open >= 0)
                    dims[open] = n[0].Count / -Plain.Size(dims);
                return [n[0].As(dims)];
            },
            ["ExpandDims"] = n =>
            {
                var axis = PlainNode.Axis(n[1], n[0].Rank + 1);
                return [n[0].As([.. n[0].Dims[..axis], 1, .. n[0].Dims[axis..]])];
            },
            ["Squeeze"] = n =>
            {
                var axes = n.List("squeeze_dims").Select(a => a < 0 ? a + n[0].Rank : a).ToArray();
                return [n[0].As([.. n[0].Dims.Where((d, i) => axes.Length == 0 ? d != 1 : !axes.Contains(i))])];
            },
            ["BroadcastArgs"] = n => [n.Vector(Broadcast(n[0].Ints, n[1].Ints))],
            ["BroadcastTo"] = n => [n.Make(n[1].Ints, i => n[0].Spread(i))],
            ["BroadcastGradientArgs"] = n =>
            {
                var whole = Broadcast(n[0].Ints, n[1].Ints);
                return [Stretched(0), Stretched(1)];

                // The axes along which one operand may have been repeated: all of length 1, unless the shapes are equal.
                Plain Stretched(int input)
                {
                    int[] own = [.. Enumerable.Repeat(1, whole.Length - n[input].Count), .. n[input].Ints];
                    return n[0].Ints.SequenceEqual(n[1].Ints)
                        ? n.Vector([], input)
                        : n.Vector(Enumerable.Range(0, whole.Length).Where(i => own[i] == 1), input);
                }
            },
        };

    /// <summary>Elements that go to other places.</summary>
    private static Dictionary<string, PlainKernel> Layouts =>
        new(StringComparer.Ordinal)
        {
            ["Transpose"] = n =>
            {
                var order = n[1].Ints;
                var from = new int[order.Length];
                return
                [
                    n.Make(
                        Array.ConvertAll(order, axis => n[0].Dims[axis]),
                        i =>
                        {
                            for (var axis = 0; axis < order.Length; axis++)
                                from[order[axis]] = i[axis];
                            return n[0][from];
                        }
                    ),
                ];
            },
            ["InvertPermutation"] = n => [n.Make(n[0].Dims, i => Array.IndexOf(n[0].Ints, i[0]))],
            ["ConcatV2"] = n => [Concat(n.Type(), n.Inputs[..^1], PlainNode.Axis(n.Inputs[^1], n[0].Rank))],
            ["ConcatOffset"] = n =>
            {
                var axis = PlainNode.Axis(n[0], n[1].Count);
                var shapes = n.Inputs[1..];
                return
                [
                    .. shapes.Select(
                        (s, k) =>
                            n.Make(s.Dims, i => i[0] == axis ? shapes[..k].Sum(before => before.Data[axis]) : 0, k)
                    ),
                ];
            },
            ["Split"] = n =>
            {
                var axis = PlainNode.Axis(n[0], n[1].Rank);
                var part = n[1].Dims[axis] / n.Outputs;
                return Split(n, n[1], axis, [.. Enumerable.Repeat(part, n.Outputs)]);
            },
            ["SplitV"] = n =>
            {
                var axis = PlainNode.Axis(n[2], n[0].Rank);
                var sizes = n[1].Ints;
                var open = Array.IndexOf(sizes, -1);
                if (open >= 0)
                    sizes[open] = n[0].Dims[axis] - sizes.Sum() - 1;
                return Split(n, n[0], axis, sizes);
            },
            ["Pack"] = n =>
            {
                var axis = (int)n.Int("axis") is var a && a < 0 ? a + n[0].Rank + 1 : a;
                int[] dims = [.. n[0].Dims[..axis], n.Inputs.Length, .. n[0].Dims[axis..]];
                return [n.Make(dims, i => n[i[axis]][[.. i[..axis], .. i[(axis + 1)..]]])];
            },
            ["Unpack"] = n =>
            {
                var axis = (int)n.Int("axis") is var a && a < 0 ? a + n[0].Rank : a;
                int[] dims = [.. n[0].Dims[..axis], .. n[0].Dims[(axis + 1)..]];
                return
                [
                    .. Enumerable
                        .Range(0, n.Outputs)
                        .Select(k => n.Make(dims, i => n[0][[.. i[..axis], k, .. i[axis..]]], k)),
                ];
            },
            ["Tile"] = n =>
                [
                    n.Make(
                        [.. n[0].Dims.Zip(n[1].Ints, (d, m) => d * m)],
                        i => n[0][i.Select((x, axis) => x % n[0].Dims[axis]).ToArray()]
                    ),
                ],
            ["GatherV2"] = n =>
            {
                var (x, indices, axis) = (n[0], n[1], PlainNode.Axis(n[2], n[0].Rank));
                var batch = (int)n.Int("batch_dims") is var b && b < 0 ? b + indices.Rank : b;
                int[] dims = [.. x.Dims[..axis], .. indices.Dims[batch..], .. x.Dims[(axis + 1)..]];
                var more = indices.Rank - batch;
                return
                [
                    n.Make(
                        dims,
                        i =>
                            x[
                                [
                                    .. i[..axis],
                                    (int)indices[[.. i[..batch], .. i.AsSpan(axis, more)]],
                                    .. i[(axis + more)..],
                                ]
                            ]
                    ),
                ];
            },
            ["DynamicStitch"] = Stitch,
            ["ParallelDynamicStitch"] = Stitch,
            ["DynamicPartition"] = n =>
            {
                var places = n[1].Ints;
                var row = n[0].Count / Math.Max(1, places.Length);
                return
                [
                    .. Enumerable
                        .Range(0, n.Outputs)
                        .Select(part =>
                        {
                            var rows = Enumerable.Range(0, places.Length).Where(r => places[r] == part).ToArray();
                            int[] dims = [rows.Length, .. n[0].Dims[n[1].Rank..]];
                            return new Plain(n.Type(part), dims, [.. rows.SelectMany(r => Row(n[0], r, row))]);
                        }),
                ];
            },
        };

    private static Plain Concat(TF_DataType type, Plain[] parts, int axis)
    {
        var dims = (int[])parts[0].Dims.Clone();
        dims[axis] = parts.Sum(p => p.Dims[axis]);
        return Plain.Of(
            type,
            dims,
            i =>
            {
                var (part, at) = (0, i[axis]);
                while (at >= parts[part].Dims[axis])
                    at -= parts[part++].Dims[axis];
                return parts[part][[.. i[..axis], at, .. i[(axis + 1)..]]];
            }
        );
    }

    private static Plain[] Split(PlainNode node, Plain x, int axis, int[] sizes)
    {
        var start = 0;
        return
        [
            .. sizes.Select(
                (size, k) =>
                {
                    var from = start;
                    start += size;
                    int[] dims = [.. x.Dims[..axis], size, .. x.Dims[(axis + 1)..]];
                    return node.Make(dims, i => x[[.. i[..axis], from + i[axis], .. i[(axis + 1)..]]], k);
                }
            ),
        ];
    }

    private static Plain[] Stitch(PlainNode node)
    {
        var count = node.Inputs.Length / 2;
        var (indices, data) = (node.Inputs[..count], node.Inputs[count..]);
        var tail = data[0].Dims[indices[0].Rank..];
        var row = Plain.Size(tail);
        var rows = indices.SelectMany(i => i.Ints).DefaultIfEmpty(-1).Max() + 1;
        var y = Plain.Zeros(node.Type(), [rows, .. tail]);
        for (var k = 0; k < count; k++)
        for (var i = 0; i < indices[k].Count; i++)
            Row(data[k], i, row).CopyTo(y.Data, indices[k].Ints[i] * row);
        return [y];
    }

    /// <summary>A row of this many elements.</summary>
    private static double[] Row(Plain x, int row, int length) => x.Data[(row * length)..((row + 1) * length)];
}
