using Tensorflow.Kernels;

namespace Tensorflow.Sessions.Rewrites;

/// <summary>
/// A sum of products of the same size, as the gradient of a weight that every step of an unrolled network uses, is
/// computed in one piece: no single product lies in memory whole. A left operand that joins columns is read in parts.
/// </summary>
internal static class SummedProducts
{
    public static void Apply(FlowGraph graph)
    {
        foreach (var node in graph.Nodes)
            graph.Rename(node);
        var (producers, users) = (graph.Producers(), graph.Users());
        var changed = false;
        foreach (var sum in graph.Nodes.ToArray())
        {
            if (sum is not { Type: "AddN", IsPlain: true } || Terms(graph, sum, producers, users) is not { } terms)
                continue;
            graph.Fuse(terms.Append(sum).ToHashSet(), [Fused(graph, sum, terms, producers)]);
            changed = true;
        }
        if (changed)
            graph.Sort();
    }

    /// <summary>The products that are summed, in order; null where not all are of one kind and for this sum only.</summary>
    private static FlowNode[]? Terms(FlowGraph graph, FlowNode sum, FlowNode?[] producers, List<FlowNode>[] users)
    {
        if (sum.Inputs.Length < 2)
            return null;
        var terms = new FlowNode[sum.Inputs.Length];
        for (var i = 0; i < terms.Length; i++)
        {
            var slot = sum.Inputs[i];
            if (producers[slot] is not { Type: "MatMul", IsPlain: true } term)
                return null;
            if (users[slot].Count != 1 || graph.IsKept(slot) || !graph.Slot(slot).IsFloat)
                return null;
            if (!IsKnown(graph, term.Inputs[0]) || !IsKnown(graph, term.Inputs[1]))
                return null;
            terms[i] = term;
            if (i > 0 && !IsLike(graph, term, terms[0]))
                return null;
        }
        return terms;
    }

    private static bool IsKnown(FlowGraph graph, int slot) =>
        graph.Slot(slot) is { Dims: [> 0, > 0], SharesVariable: false };

    private static bool IsLike(FlowGraph graph, FlowNode term, FlowNode first) =>
        term.Op.Bool("transpose_a") == first.Op.Bool("transpose_a")
        && term.Op.Bool("transpose_b") == first.Op.Bool("transpose_b")
        && graph.Slot(term.Inputs[0]).HasDimsOf(graph.Slot(first.Inputs[0]))
        && graph.Slot(term.Inputs[1]).HasDimsOf(graph.Slot(first.Inputs[1]));

    private static FlowNode Fused(FlowGraph graph, FlowNode sum, FlowNode[] terms, FlowNode?[] producers)
    {
        var transposeA = terms[0].Op.Bool("transpose_a");
        var parts = Array.ConvertAll(terms, term => PartsOf(graph, producers, term.Inputs[0], transposeA));
        int[] WidthsOf(int[] slots) => Array.ConvertAll(slots, slot => (int)graph.Slot(slot).Dims![1]);
        var widths = WidthsOf(parts[0]);
        if (Array.Exists(parts, p => !WidthsOf(p).AsSpan().SequenceEqual(widths)))
        {
            parts = Array.ConvertAll(terms, term => new[] { term.Inputs[0] });
            widths = WidthsOf(parts[0]);
        }
        var (a, b) = (graph.Slot(terms[0].Inputs[0]).Dims!, graph.Slot(terms[0].Inputs[1]).Dims!);
        var work = new ProductSum(
            terms.Length,
            widths,
            ((int)a[0], (int)a[1]),
            transposeA,
            ((int)b[0], (int)b[1]),
            terms[0].Op.Bool("transpose_b")
        );
        int[] inputs =
        [
            .. Enumerable.Range(0, widths.Length).SelectMany(p => parts.Select(slots => slots[p])),
            .. terms.Select(term => term.Inputs[1]),
        ];
        return new(sum, "SumOfProducts", work.Run, inputs, sum.Outputs);
    }

    /// <summary>The matrices whose columns, side by side, are the slot's: rows of the product where it is transposed.</summary>
    private static int[] PartsOf(FlowGraph graph, FlowNode?[] producers, int slot, bool transposed) =>
        transposed
        && producers[slot] is { Type: "ConcatV2", IsPlain: true } join
        && graph.Slot(join.Inputs[^1]).Known is { Count: 1 } axis
        && axis.Integer(0) is 1 or -1
        && Array.TrueForAll(join.Inputs[..^1], part => IsKnown(graph, part))
            ? join.Inputs[..^1]
            : [slot];

    /// <summary>C = the sum of count products; inputs are for each part of A the terms' parts, then their B.</summary>
    private sealed class ProductSum(
        int count,
        int[] widths,
        (int Rows, int Columns) a,
        bool transposeA,
        (int Rows, int Columns) b,
        bool transposeB
    )
    {
        private const int OnStack = 8192;

        public unsafe void Run(KernelContext context)
        {
            var (m, k) = transposeA ? (a.Columns, a.Rows) : a;
            var n = transposeB ? b.Rows : b.Columns;
            ReadOnlySpan<long> dims = [m, n];
            var c = context.Allocate(0, TF_DataType.TF_FLOAT, dims).Pointer<float>();
            var inputs = context.InputCount;
            Span<nint> places = inputs <= OnStack ? stackalloc nint[inputs] : new nint[inputs];
            for (var i = 0; i < context.InputCount; i++)
                places[i] = (nint)context.Input(i).Pointer<float>();
            fixed (nint* addresses = places)
            fixed (int* pWidths = widths)
                new GemmSum
                {
                    A = addresses,
                    RowStrideA = widths[0],
                    TransposeA = transposeA,
                    Widths = widths.Length == 1 ? null : pWidths,
                    B = addresses + widths.Length * count,
                    RowStrideB = b.Columns,
                    TransposeB = transposeB,
                    Count = count,
                    C = c,
                    RowStrideC = n,
                    M = m,
                    N = n,
                    K = k,
                    Summation = GemmSummation.TensorFlow,
                }.Run(context.Workers);
            context.Kind = "SummedProducts";
            context.Flops = 2L * count * m * n * k;
        }
    }
}
