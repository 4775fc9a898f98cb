using System.Diagnostics;
using Tensorflow.Kernels;
using Tensorflow.Values;

namespace Tensorflow.Sessions;

/// <summary>The values of one run of a plan, and a context for each of its nodes; used again by later runs.</summary>
internal sealed partial class Frame
{
    private readonly Plan _plan;
    private readonly WorkerPool _workers;
    private readonly BufferPool _buffers;
    private readonly Dictionary<RunProgram, KernelContext[]> _contexts = [];
    private readonly List<Value> _values;
    private readonly List<bool> _isBound;
    private IRunObserver? _observer;
    private CancellationToken _stop;

    public Frame(Plan plan, Value?[] bound, WorkerPool workers, BufferPool buffers)
    {
        (_plan, _workers, _buffers) = (plan, workers, buffers);
        _dead = plan.Control is { } control ? new bool[control.FlagCount] : [];
        _isBound = [.. bound.Select(v => v is not null)];
        _values = [.. bound.Select(v => v ?? new())];
    }

    /// <summary>The value of a slot.</summary>
    public Value this[int slot] => _values[slot];

    /// <summary>Runs all nodes in order, before the eyes of an observer where there is one.</summary>
    /// <exception cref="CancelledError">The run was stopped between two nodes.</exception>
    public void Run(IRunObserver? observer = null, CancellationToken stop = default)
    {
        (_observer, _stop) = (observer, stop);
        if (_plan.Control is { } control)
        {
            Run(control);
            return;
        }
        var program = _plan.ProgramFor(this, _workers.Threads);
        var contexts = ContextsOf(program);
        var nodes = program.Nodes;
        for (var i = 0; i < nodes.Length; i++)
        {
            var node = nodes[i];
            if (node.ChecksInitialized)
                CheckInitialized(node);
            Run(node, contexts[i]);
            foreach (var slot in node.Released)
                _values[slot].Release();
        }
    }

    /// <summary>The contexts of a program's nodes in this frame, made when it first runs here.</summary>
    private KernelContext[] ContextsOf(RunProgram program) =>
        _contexts.TryGetValue(program, out var known) ? known : MakeContexts(program);

    private KernelContext[] MakeContexts(RunProgram program)
    {
        var places = new int[program.SlotCount];
        for (var slot = 0; slot < places.Length; slot++)
        {
            // Beyond the plan's own slots each program has some for itself.
            places[slot] = slot < _plan.SlotCount ? slot : _values.Count;
            if (slot < _plan.SlotCount)
                continue;
            var constant = program.Constants.GetValueOrDefault(slot);
            _values.Add(constant ?? new());
            _isBound.Add(constant is not null);
        }
        var contexts = Array.ConvertAll(
            program.Nodes,
            node => new KernelContext(
                node.Op,
                Array.ConvertAll(node.Inputs, slot => _values[places[slot]]),
                Array.ConvertAll(node.Outputs, slot => _values[places[slot]]),
                _workers,
                _buffers
            )
            {
                Dying = node.Dying,
            }
        );
        _contexts.Add(program, contexts);
        return contexts;
    }

    /// <summary>Lets go of all values of the run.</summary>
    public void Clear()
    {
        for (var slot = 0; slot < _values.Count; slot++)
            if (!_isBound[slot])
                _values[slot].Release();
    }

    private void Run(PlanNode node, KernelContext context)
    {
        if (_stop.IsCancellationRequested)
            throw new CancelledError("Step was cancelled", node.Op);
        try
        {
            if (_observer is null)
                node.Kernel(context);
            else
                RunObserved(node, context, _observer);
        }
        catch (Exception error) when (error is not (TensorflowException or OutOfMemoryException))
        {
            throw new InternalError($"{error.Message}\n\t [[node {node.Op.name}]]", node.Op, error);
        }
    }

    private static void RunObserved(PlanNode node, KernelContext context, IRunObserver observer)
    {
        var start = Stopwatch.GetTimestamp();
        node.Kernel(context);
        observer.KernelRan(new(context, start, Stopwatch.GetTimestamp()));
    }

    private void CheckInitialized(PlanNode node)
    {
        for (var i = 0; i < node.Inputs.Length; i++)
            if (node.Op.inputs[i].dtype.is_ref_dtype() && !_values[node.Inputs[i]].IsSet)
                throw new FailedPreconditionError(
                    $"Attempting to use uninitialized value {node.Op.inputs[i].op.name}\n\t [[node {node.Op.name}]]",
                    node.Op
                );
    }
}
