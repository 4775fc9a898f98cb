namespace TfNetLstm.Tests.Reference;

internal static partial class PlainOps
{
    /// <summary>Elements and rows by numbers in other tensors.</summary>
    private static Dictionary<string, PlainKernel> Indices =>
        new(StringComparer.Ordinal)
        {
            ["GatherNd"] = n =>
            {
                var (x, indices, depth) = (n[0], n[1], n[1].Dims[^1]);
                int[] dims = [.. indices.Dims[..^1], .. x.Dims[depth..]];
                return
                [
                    n.Make(dims, i => x[[.. Picked(indices, i[..(indices.Rank - 1)]), .. i[(indices.Rank - 1)..]]]),
                ];
            },
            ["ScatterNd"] = n =>
            {
                var (indices, updates) = (n[0], n[1]);
                var y = Plain.Zeros(n.Type(), n[2].Ints);
                _ = n.Make(
                    updates.Dims,
                    i =>
                    {
                        var at = Picked(indices, i[..(indices.Rank - 1)]);
                        return y.Data[y.Offset([.. at, .. i[(indices.Rank - 1)..]])] += updates[i];
                    }
                );
                return [y.Rounded()];
            },
            ["OneHot"] = n =>
            {
                var axis = (int)n.Int("axis") is var a && a < 0 ? n[0].Rank : a;
                int[] dims = [.. n[0].Dims[..axis], n[1].Ints[0], .. n[0].Dims[axis..]];
                return [n.Make(dims, i => n[n[0][[.. i[..axis], .. i[(axis + 1)..]]] == i[axis] ? 2 : 3].Data[0])];
            },
            ["Where"] = n =>
            {
                var places = new List<int[]>();
                _ = Plain.Of(
                    n[0].Type,
                    n[0].Dims,
                    i =>
                    {
                        if (n[0][i] != 0)
                            places.Add((int[])i.Clone());
                        return 0;
                    }
                );
                return [n.Make([places.Count, n[0].Rank], i => places[i[0]][i[1]])];
            },
            ["Unique"] = n =>
            {
                var seen = n[0].Data.Distinct().ToList();
                return [n.Make([seen.Count], i => seen[i[0]]), n.Make(n[0].Dims, i => seen.IndexOf(n[0][i]), 1)];
            },
            ["ListDiff"] = n =>
            {
                var left = Enumerable.Range(0, n[0].Count).Where(k => !n[1].Data.Contains(n[0].Data[k])).ToArray();
                return [n.Make([left.Length], i => n[0].Data[left[i[0]]]), n.Vector(left, 1)];
            },
            ["UnsortedSegmentSum"] = n =>
            {
                var (data, ids) = (n[0], n[1]);
                var tail = data.Dims[ids.Rank..];
                var (y, row) = (Plain.Zeros(n.Type(), [n[2].Ints[0], .. tail]), Plain.Size(tail));
                for (var k = 0; k < ids.Count; k++)
                for (var i = 0; i < row && ids.Ints[k] >= 0; i++)
                    y.Data[ids.Ints[k] * row + i] += data.Data[k * row + i];
                return [y.Rounded()];
            },
        };

    /// <summary>The index vector at a place.</summary>
    private static int[] Picked(Plain indices, int[] at) =>
        [.. Enumerable.Range(0, indices.Dims[^1]).Select(k => (int)indices[[.. at, k]])];
}
