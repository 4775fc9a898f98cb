using Tensorflow.Operations;

namespace Tensorflow.Graphs;

/// <summary>
/// Adds the nodes of a gradient: walks back from ys to xs, one op at a time when all gradients of its outputs are there
/// (gradients_util.py). The order of the walk decides names, so it is Python's: a queue, and counts of what is pending.
/// </summary>
internal sealed class GradientBuilder
{
    private readonly Graph _graph;
    private readonly bool _gate;
    private readonly bool _colocate;
    private readonly Dictionary<Operation, List<Tensor>[]> _collected = [];
    private readonly Dictionary<Operation, Tensor?[]> _summed = [];
    private readonly Dictionary<Operation, int> _pending = [];
    private ControlFlowState? _loops;

    private GradientBuilder(Graph graph, bool gate, bool colocate) =>
        (_graph, _gate, _colocate) = (graph, gate, colocate);

    /// <summary>
    /// The gradients of the sum of ys by each of xs, null where none depends on it; one of some rows only remains so
    /// (<see cref="IndexedSlices"/>).
    /// </summary>
    /// <exception cref="LookupError">An op on the way has no gradient rule.</exception>
    public static Tensor?[] Build(
        IReadOnlyList<Tensor> ys,
        IReadOnlyList<Tensor> xs,
        IReadOnlyList<Tensor?>? gradYs = null,
        string? name = null,
        bool gateGradients = false,
        bool colocate = false,
        IReadOnlyList<Tensor>? stopGradients = null
    )
    {
        ys.AllGiven();
        xs.AllGiven();
        if (ys.Count == 0 || xs.Count == 0)
            return new Tensor?[xs.Count];
        var graph = ys[0].graph;
        using var scope = graph.OpenNameScope(name ?? "gradients", out _);
        graph.unique_name("uid"); // Python takes this name for its own ends
        var builder = new GradientBuilder(graph, gateGradients, colocate);
        return builder.Run(ys, xs, builder.StartingGradients(ys, gradYs), stopGradients ?? []);
    }

    private Tensor?[] Run(
        IReadOnlyList<Tensor> ys,
        IReadOnlyList<Tensor> xs,
        Tensor[] gradYs,
        IReadOnlyList<Tensor> stopGradients
    )
    {
        var from = xs.Select(x => x.op).ToArray();
        var to = ys.Select(y => y.op).ToArray();
        var reachable = CountPending(to, from);
        for (var i = 0; i < ys.Count; i++)
            Collect(ys[i], gradYs[i]);
        var queue = new Queue<Operation>();
        var started = new HashSet<Operation>();
        foreach (var op in to.Distinct())
            if (_pending.GetValueOrDefault(op) == 0 && reachable.Contains(op))
            {
                started.Add(op);
                queue.Enqueue(op);
            }
        foreach (var exit in _loops?.UnusedExits(_pending, started) ?? [])
            if (Gradients.IsTrainable(exit.dtype))
            {
                Collect(exit, _loops!.ZerosForExit(exit));
                queue.Enqueue(exit.op);
            }
        var stop = StopOps(from, stopGradients);
        while (queue.TryDequeue(out var op))
        {
            using (_colocate ? _graph.OpenColocation(op) : null)
                Visit(op, stop.Contains(op));
            foreach (var input in op.inputs)
                CountDown(input, queue);
        }
        _loops?.Finish();
        return [.. xs.Select(x => _summed.TryGetValue(x.op, out var grads) ? grads[x.value_index] : null)];
    }

    /// <summary>One use less of a tensor is left: its op's turn may have come. A loop's exits wait for each other.</summary>
    private void CountDown(Tensor input, Queue<Operation> queue)
    {
        var left = _pending.GetValueOrDefault(input.op) - 1;
        _pending[input.op] = left;
        if (left != 0 && !(_loops is not null && left > 0 && ControlFlowState.IsLoopSwitch(input.op)))
            return;
        if (_loops is null || !Sessions.ControlFlow.IsExit(input.op))
        {
            queue.Enqueue(input.op);
            return;
        }
        var state = _loops.StateOf(input.op, before: false)!;
        state.DeferredExits.Add(input);
        if (--state.PendingExits > 0)
            return;
        var used = state.DeferredExits.ToLookup(exit => _collected.ContainsKey(exit.op));
        foreach (var exit in used[true])
            queue.Enqueue(exit.op);
        state.UnusedExits.AddRange(used[false]);
        foreach (var exit in state.UnusedExits)
        {
            if (used[true].Any() && Gradients.IsTrainable(exit.dtype))
                Collect(exit, _loops.ZerosForExit(exit));
            queue.Enqueue(exit.op);
        }
    }

    /// <summary>Sums what has come in for the op's outputs, and hands its rule's results to its inputs.</summary>
    private void Visit(Operation op, bool stop)
    {
        Tensor?[] outGrads;
        using (_loops?.Enter(op, before: true))
            outGrads = Sum(op);
        using var loop = _loops?.Enter(op, before: false);
        if (
            Sessions.ControlFlow.IsSwitch(op)
            && op.ControlFlowContext is WhileContext own
            && ReferenceEquals(own, _graph.ControlFlowContext)
        )
            throw new ValueError(
                $"Cannot compute gradient inside while loop with respect to op '{op.name}'. We do not support taking the "
                    + "gradient wrt or through the initial value of a loop variable. Gradients can be computed through loop "
                    + "invariants or wrt the input parameters to the loop body."
            );
        if (stop || Array.TrueForAll(outGrads, g => g is null))
            return;
        var rule =
            op.Schema.Rule?.Gradient
            ?? throw new LookupError(
                $"No gradient defined for operation '{op.name}' (op type: {op.type}). In general every operation must "
                    + "have an associated gradient for correct autodiff."
            );
        for (var i = 0; i < outGrads.Length; i++)
            if (outGrads[i] is null && Gradients.IsTrainable(op.outputs[i].dtype))
                outGrads[i] = _loops is null ? ControlFlowState.ZerosOutsideLoops(op, i) : _loops.Zeros(op, i);
        Tensor?[] inGrads;
        using (_graph.OpenNameScope(op.name + "_grad", out _))
        {
            inGrads = rule(op, rule == Gradients.PassOn ? outGrads : Array.ConvertAll(outGrads, IndexedSlices.Dense));
            if (inGrads.Length != op.inputs.Count)
                throw new InternalError(
                    $"Num gradients {inGrads.Length} generated for op {op.name} do not match num inputs {op.inputs.Count}",
                    op
                );
            if (_gate && inGrads.Count(g => g is not null) > 1)
                using (_graph.OpenColocation(null, ignoreExisting: true))
                    inGrads = SourceOps.Tuple(inGrads);
        }
        for (var i = 0; i < inGrads.Length; i++)
            if (inGrads[i] is { Slices: not null } rows)
                Collect(op.inputs[i], rows);
            else if (inGrads[i] is { } grad)
            {
                if (!grad.shape.is_compatible_with(op.inputs[i].shape))
                    throw new ValueError(
                        $"Incompatible shapes between op input and calculated input gradient. Forward operation: {op.name}. "
                            + $"Input index: {i}. Original input shape: {op.inputs[i].shape}. "
                            + $"Calculated input gradient shape: {grad.shape}"
                    );
                grad.RefineShape(op.inputs[i].shape);
                Collect(op.inputs[i], grad);
            }
    }

    private Tensor?[] Sum(Operation op)
    {
        // A loop's switch is visited twice: what came in for its exit is summed already.
        if (!_summed.TryGetValue(op, out var sums))
            _summed[op] = sums = new Tensor?[op.outputs.Length];
        if (!_collected.TryGetValue(op, out var lists))
            return sums;
        for (var i = 0; i < sums.Length; i++)
            if (sums[i] is not null)
                continue;
            else if (lists[i].Count == 1)
                sums[i] = lists[i][0];
            else if (lists[i].Count > 1)
                using (_graph.OpenColocation(lists[i][0].op, ignoreExisting: true))
                    sums[i] = IndexedSlices.Sum(lists[i]);
        return (Tensor?[])sums.Clone();
    }

    private void Collect(Tensor tensor, Tensor grad)
    {
        if (!_collected.TryGetValue(tensor.op, out var lists))
            _collected.Add(tensor.op, lists = Array.ConvertAll(tensor.op.outputs, _ => new List<Tensor>()));
        lists[tensor.value_index].Add(grad);
    }

    private Tensor[] StartingGradients(IReadOnlyList<Tensor> ys, IReadOnlyList<Tensor?>? gradYs)
    {
        if (gradYs is not null && gradYs.Count != ys.Count)
            throw new ValueError($"Passed {gradYs.Count} grad_ys for {ys.Count} ys");
        var result = new Tensor[ys.Count];
        for (var i = 0; i < result.Length; i++)
        {
            var y = ys[i];
            using var colocation = _colocate ? _graph.OpenColocation(y.op) : null;
            if (gradYs?[i] is { } given)
            {
                if (given.dtype.as_base_dtype() != y.dtype.as_base_dtype())
                    throw new TypeError(
                        $"Gradient type {given.dtype.as_numpy_name()} generated for {y} does not match its type."
                    );
                result[i] = SourceOps.Identity(given, $"grad_ys_{i}");
            }
            else if (!Gradients.IsTrainable(y.dtype))
                throw new TypeError(
                    $"Gradients of tensors must be real; gradient of {y} of type {y.dtype.as_numpy_name()} is undefined."
                );
            else
                result[i] = SourceOps.Ones(ShapeOps.Shape(y), y.dtype.as_base_dtype(), $"grad_ys_{i}");
        }
        return result;
    }

    /// <summary>Counts, for each op between ys and xs, the uses of its outputs on the way; gives the ys' ops on it.</summary>
    private HashSet<Operation> CountPending(Operation[] to, Operation[] from)
    {
        var reached = Reached(from);
        var reachable = to.Where(reached.Contains).ToHashSet();
        var between = new HashSet<Operation>();
        var inOrder = new List<Operation>();
        var queue = new Queue<Operation>(to);
        while (queue.TryDequeue(out var op))
        {
            if (!reached.Contains(op) || !between.Add(op))
                continue;
            inOrder.Add(op);
            foreach (var input in op.inputs)
                queue.Enqueue(input.op);
        }
        _loops = ControlFlowState.Of(inOrder, between, _colocate);
        foreach (var op in inOrder)
        foreach (var input in op.inputs)
            if (between.Contains(input.op))
                _pending[input.op] = _pending.GetValueOrDefault(input.op) + 1;
        return reachable;
    }

    /// <summary>The ops that can be reached from xs through tensors that carry gradients.</summary>
    private static HashSet<Operation> Reached(Operation[] from)
    {
        var reached = new HashSet<Operation>();
        var queue = new Queue<Operation>(from);
        while (queue.TryDequeue(out var op))
        {
            if (!reached.Add(op))
                continue;
            foreach (var output in op.outputs)
                if (Gradients.IsTrainable(output.dtype))
                    foreach (var consumer in output.consumers())
                        queue.Enqueue(consumer);
        }
        return reached;
    }

    /// <summary>The xs behind which no other x lies: the walk ends there.</summary>
    private HashSet<Operation> StopOps(Operation[] from, IReadOnlyList<Tensor> stopGradients)
    {
        var stop = from.Where(op => !op.inputs.Any(i => _pending.GetValueOrDefault(i.op) > 0)).ToHashSet();
        stop.UnionWith(stopGradients.Select(t => t.op));
        return stop;
    }
}
