using Tensorflow;

namespace TfNetLstm.Tests.Reference;

internal static partial class PlainOps
{
    /// <summary>Parts of tensors, what stands around them, and tensors turned around.</summary>
    private static Dictionary<string, PlainKernel> Slices =>
        new(StringComparer.Ordinal)
        {
            ["Slice"] = n =>
            {
                var (begin, size) = (n[1].Ints, n[2].Ints);
                int[] dims = [.. size.Select((s, axis) => s < 0 ? n[0].Dims[axis] - begin[axis] : s)];
                return [n.Make(dims, i => n[0][Moved(i, begin, 1)])];
            },
            ["StridedSlice"] = n =>
            {
                var (dims, from) = Strided(n, n[0].Dims, 1);
                return [n.Make(dims, i => n[0][from(i)])];
            },
            ["StridedSliceGrad"] = n =>
            {
                var y = Plain.Zeros(n.Type(), n[0].Ints);
                var (dims, from) = Strided(n, y.Dims, 1);
                _ = n.Make(dims, i => y.Data[y.Offset(from(i))] = n[4][i]);
                return [y];
            },
            ["Pad"] = n => [Padded(n, _ => Plain.Blank(n.Type()))],
            ["MirrorPad"] = n => [Padded(n, i => n[0][Mirrored(n, n[0].Dims, i)])],
            ["MirrorPadGrad"] = n =>
            {
                var pads = n[1].Ints;
                int[] dims = [.. n[0].Dims.Select((d, axis) => d - pads[2 * axis] - pads[2 * axis + 1])];
                var y = Plain.Zeros(n.Type(), dims);
                _ = n.Make(n[0].Dims, i => y.Data[y.Offset(Mirrored(n, dims, Moved(i, Before(n), -1)))] += n[0][i]);
                return [y.Rounded()];
            },
            ["ReverseV2"] = n =>
            {
                var axes = n[1].Ints.Select(a => a < 0 ? a + n[0].Rank : a).ToArray();
                return
                [
                    n.Make(
                        n[0].Dims,
                        i => n[0][i.Select((x, a) => axes.Contains(a) ? n[0].Dims[a] - 1 - x : x).ToArray()]
                    ),
                ];
            },
            ["ReverseSequence"] = n =>
            {
                var (batch, sequence, lengths) = ((int)n.Int("batch_dim"), (int)n.Int("seq_dim"), n[1].Ints);
                return
                [
                    n.Make(
                        n[0].Dims,
                        i =>
                        {
                            var (from, length) = ((int[])i.Clone(), lengths[i[batch]]);
                            if (i[sequence] < length)
                                from[sequence] = length - 1 - i[sequence];
                            return n[0][from];
                        }
                    ),
                ];
            },
        };

    private static int[] Moved(int[] index, int[] by, int sign) => [.. index.Zip(by, (i, b) => i + sign * b)];

    private static int[] Before(PlainNode node) => [.. node[1].Ints.Where((_, i) => i % 2 == 0)];

    /// <summary>The input with an edge; its elements are told by their index counted from where the input starts.</summary>
    private static Plain Padded(PlainNode node, Func<int[], double> edge)
    {
        var (x, before, pads) = (node[0], Before(node), node[1].Ints);
        int[] dims = [.. x.Dims.Select((d, axis) => d + pads[2 * axis] + pads[2 * axis + 1])];
        return node.Make(
            dims,
            i =>
            {
                var from = Moved(i, before, -1);
                return from.Zip(x.Dims).All(p => p.First >= 0 && p.First < p.Second) ? x[from] : edge(from);
            }
        );
    }

    /// <summary>Where an index beyond the edge is seen in the mirror, which repeats the edge if it is SYMMETRIC.</summary>
    private static int[] Mirrored(PlainNode node, int[] dims, int[] index)
    {
        var edge = node.Text("mode") == "SYMMETRIC" ? 1 : 0;
        return
        [
            .. index.Zip(
                dims,
                (i, d) =>
                    i < 0 ? -i - edge
                    : i >= d ? 2 * d - 2 - i + edge
                    : i
            ),
        ];
    }

    /// <summary>A slice's shape, and which element an element of it is; Python's rules for each axis.</summary>
    private static (int[] Dims, Func<int[], int[]> From) Strided(PlainNode node, int[] source, int first)
    {
        var (begin, end, strides) = (node[first].Ints, node[first + 1].Ints, node[first + 2].Ints);
        var (dims, places) = (new List<int>(), new List<Func<int[], int>>());
        var news = begin.Where((_, k) => Bit("new_axis_mask", k)).Count();
        var whole = source.Length - (begin.Length - news - begin.Where((_, k) => Bit("ellipsis_mask", k)).Count());
        for (var k = 0; k < begin.Length; k++)
        {
            if (Bit("ellipsis_mask", k))
                for (var more = 0; more < whole; more++)
                    Take(0, 1, source[places.Count]);
            else if (Bit("new_axis_mask", k))
                dims.Add(1);
            else
                TakeSparse(k);
        }
        while (places.Count < source.Length)
            Take(0, 1, source[places.Count]);
        return ([.. dims], i => [.. places.Select(p => p(i))]);

        bool Bit(string mask, int k) => !(mask != "ellipsis_mask" && Ellipsis(k)) && (node.Int(mask) >> k & 1) != 0;

        bool Ellipsis(int k) => (node.Int("ellipsis_mask") >> k & 1) != 0;

        void Take(int from, int step, int count)
        {
            var at = dims.Count;
            dims.Add(count);
            places.Add(i => from + step * i[at]);
        }

        void TakeSparse(int k)
        {
            var (size, step) = (source[places.Count], strides[k]);
            if (Bit("shrink_axis_mask", k))
            {
                var only = begin[k] < 0 ? begin[k] + size : begin[k];
                places.Add(_ => only);
                return;
            }
            var (low, high) = step > 0 ? (0, size) : (-1, size - 1);
            var from = Bit("begin_mask", k) ? (step > 0 ? low : high) : Clamp(begin[k]);
            var to = Bit("end_mask", k) ? (step > 0 ? high : low) : Clamp(end[k]);
            Take(from, step, Math.Max(0, (int)Math.Ceiling((to - from) / (double)step)));

            int Clamp(int at) => Math.Clamp(at < 0 ? at + size : at, low, high);
        }
    }
}
