using Tensorflow.Graphs;

namespace Tensorflow.Operations;

/// <summary>Builds what looks rows up in tables (embedding_ops.py, <c>_embedding_lookup_and_transform</c>).</summary>
internal static class Embedding
{
    public static Tensor Lookup(
        ITensorOrOperation[] parts,
        Tensor ids,
        string strategy,
        string? name,
        double? maxNorm = null
    )
    {
        if (parts.Length == 0)
            throw new ValueError("params must be specified");
        parts.AllGiven("params");
        var graph = ids.Given().graph;
        using var scope = graph.OpenNameScope(name ?? "embedding_lookup", out var full);
        var tables = Array.ConvertAll(parts, part => TensorConversion.Convert(part, graph: graph));
        if (tables.Length > 1)
            return LookupInParts(tables, ids, strategy, full, maxNorm);
        Tensor rows;
        using (graph.OpenColocation(tables[0].op))
            rows = Clip(LayoutOps.Gather(tables[0], ids, 0, full), ids, maxNorm);
        return SourceOps.Identity(rows);
    }

    /// <summary>Sorts the numbers by the part that has them, picks there, and puts the rows back in order.</summary>
    private static Tensor LookupInParts(Tensor[] tables, Tensor ids, string strategy, string full, double? maxNorm)
    {
        var (graph, count) = (ids.graph, tables.Length);
        var flat = ShapeOps.Reshape(ids, new[] { -1 });
        var places = SourceOps.Range(0, ShapeOps.Size(flat));
        var (part, within) = strategy switch
        {
            "mod" => (MathOps.FloorMod(flat, count), MathOps.FloorDiv(flat, count)),
            "div" => Runs(tables, flat),
            _ => throw new ValueError(
                $"Unrecognized partition strategy: {strategy}. Must be one of either `mod` or `div`."
            ),
        };
        part = MathOps.Cast(part, TF_DataType.TF_INT32);
        var picked = SegmentOps.DynamicPartition(within, part, count);
        var origins = SegmentOps.DynamicPartition(places, part, count);
        var rows = new Tensor[count];
        for (var i = 0; i < count; i++)
            using (graph.OpenColocation(tables[i].op))
                rows[i] = LayoutOps.Gather(tables[i], picked[i]);
        var joined = OpBuilder.Tensor("ParallelDynamicStitch", full, [origins, rows]);
        var row = tables.Select(t => t.shape.Slice(1)).Aggregate((a, b) => a.MergeWith(b) ?? Shape.Unknown);
        var tail = row.IsFullyDefined
            ? TensorConversion.Convert(Array.ConvertAll(row.dims, d => (int)d), null, "values_1", graph)
            : SliceOps.Item(ShapeOps.Shape(joined), new Slice(1));
        var result = ShapeOps.Reshape(joined, LayoutOps.Concat([ShapeOps.Shape(ids), tail], 0));
        result.RefineShape(ids.shape.Concatenate(row));
        return Clip(result, ids, maxNorm);
    }

    /// <summary>Which part has a row where each has a run of them, the first ones one more than the others.</summary>
    private static (Tensor Part, Tensor Within) Runs(Tensor[] tables, Tensor ids)
    {
        var total = 0L;
        foreach (var table in tables)
            total +=
                table.shape.IsNull || table.shape[0] < 0
                    ? throw new ValueError($"The partition strategy div needs the number of rows of {table}.")
                    : table.shape[0];
        var all = TensorConversion.Convert(total, ids.dtype, null, ids.graph);
        var each = MathOps.FloorDiv(all, tables.Length);
        var extra = MathOps.FloorMod(all, tables.Length);
        var part = OpBuilder.Tensor(
            "Maximum",
            null,
            [MathOps.FloorDiv(ids, MathOps.Add(each, 1)), MathOps.FloorDiv(MathOps.Sub(ids, extra), each)]
        );
        var within = OpBuilder.Tensor(
            "SelectV2",
            null,
            [
                OpBuilder.Tensor("Less", null, [part, extra]),
                MathOps.FloorMod(ids, MathOps.Add(each, 1)),
                MathOps.FloorMod(MathOps.Sub(ids, extra), each),
            ]
        );
        return (part, within);
    }

    private static Tensor Clip(Tensor rows, Tensor ids, double? maxNorm)
    {
        if (maxNorm is not { } most)
            return rows;
        if (ids.shape.IsNull || rows.shape.IsNull)
            throw new ValueError("max_norm needs to know the ranks of params and ids.");
        int[] axes = [.. Enumerable.Range(ids.shape.ndim, rows.shape.ndim - ids.shape.ndim)];
        return Clipping.ByNorm(rows, (float)most, axes);
    }
}
