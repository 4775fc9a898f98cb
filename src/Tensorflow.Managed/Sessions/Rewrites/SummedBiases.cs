using Tensorflow.Kernels;

namespace Tensorflow.Sessions.Rewrites;

/// <summary>A sum of gradients of one bias, as every step of an unrolled network makes one, is computed in one pass.</summary>
internal static class SummedBiases
{
    public static void Apply(FlowGraph graph)
    {
        foreach (var node in graph.Nodes)
            graph.Rename(node);
        var (producers, users) = (graph.Producers(), graph.Users());
        var changed = false;
        foreach (var sum in graph.Nodes.ToArray())
        {
            if (sum is not { Type: "AddN", IsPlain: true } || sum.Inputs.Length < 2)
                continue;
            var terms = Array.ConvertAll(sum.Inputs, slot => producers[slot]);
            if (!Array.TrueForAll(sum.Inputs, slot => users[slot].Count == 1 && !graph.IsKept(slot)))
                continue;
            if (!Array.TrueForAll(terms, term => term is not null && IsTerm(graph, term, terms[0]!)))
                continue;
            var dims = graph.Slot(terms[0]!.Inputs[0]).Dims!;
            var work = new BiasSum((int)dims[0], (int)dims[1]);
            var fused = new FlowNode(
                sum,
                "SumOfBiasGradients",
                work.Run,
                Array.ConvertAll(terms, term => term!.Inputs[0]),
                sum.Outputs
            );
            graph.Fuse(terms.Append(sum).Select(t => t!).ToHashSet(), [fused]);
            changed = true;
        }
        if (changed)
            graph.Sort();
    }

    private static bool IsTerm(FlowGraph graph, FlowNode term, FlowNode first) =>
        term is { Type: "BiasAddGrad", IsPlain: true }
        && term.Op.String("data_format") != "NCHW"
        && graph.Slot(term.Inputs[0]) is { IsFloat: true, Dims: [> 0, > 0], SharesVariable: false } x
        && x.HasDimsOf(graph.Slot(first.Inputs[0]));

    private sealed class BiasSum(int rows, int columns)
    {
        private const int OnStack = 8192;

        public unsafe void Run(KernelContext context)
        {
            ReadOnlySpan<long> dims = [columns];
            var count = context.InputCount;
            Span<nint> places = count <= OnStack ? stackalloc nint[count] : new nint[count];
            for (var i = 0; i < context.InputCount; i++)
                places[i] = (nint)context.Input(i).Pointer<float>();
            context.Kind = "SummedBiases";
            fixed (nint* addresses = places)
                new ColumnSums
                {
                    X = addresses,
                    Count = context.InputCount,
                    Rows = rows,
                    Columns = columns,
                    Y = context.Allocate(0, TF_DataType.TF_FLOAT, dims).Pointer<float>(),
                }.Run(context.Workers);
        }
    }
}
