using Tensorflow.Graphs;
using Tensorflow.Values;

namespace Tensorflow.Sessions;

/// <summary>
/// Gives each tensor of a plan a slot. A reference shares the slot of the variable it leads to, whose value is the
/// session's own; a constant's slot is bound to its value.
/// </summary>
internal sealed class SlotTable(SessionState state)
{
    private readonly Dictionary<Tensor, int> _slots = [];
    private readonly Dictionary<int, Value> _bound = [];
    private readonly HashSet<Tensor> _reserved = [];

    /// <summary>Nodes whose values are not known now, so that what depends on them is not asked all the way up.</summary>
    private readonly HashSet<Operation> _unknown = [];

    public int Count { get; private set; }

    public IEnumerable<int> BoundSlots => _bound.Keys;

    /// <summary>The tensor's slot.</summary>
    public int Of(Tensor tensor) => _slots[tensor];

    /// <summary>A slot for a tensor that is fed.</summary>
    public int Fed(Tensor tensor) => _slots.TryGetValue(tensor, out var slot) ? slot : _slots[tensor] = Count++;

    /// <summary>A slot for a tensor that is read before the node that makes it: the way back of a loop.</summary>
    public void Reserve(Tensor tensor)
    {
        if (_reserved.Add(tensor))
            _slots[tensor] = Count++;
    }

    /// <summary>Slots for what a node makes. Outputs that are fed as well keep the slot of the feed untouched.</summary>
    public int[] Made(Operation op) => Array.ConvertAll(op.outputs, output => Made(op, output));

    /// <summary>Whether all outputs of the node are known now; their slots are then bound to the values.</summary>
    public bool TryBindConstants(Operation op)
    {
        if (op.outputs.Length == 0 || op.control_inputs.Count > 0)
            return false;
        var values =
            ConstantFolding.NeedsShapesAlone(op) || !op.inputs.Any(i => _unknown.Contains(i.op))
                ? Array.ConvertAll(op.outputs, ConstantFolding.Evaluate)
                : [];
        if (values.Length == 0 || Array.Exists(values, v => v is null))
        {
            _unknown.Add(op);
            return false;
        }
        for (var i = 0; i < values.Length; i++)
            _bound.Add(_slots[op.outputs[i]] = Count++, values[i]!);
        return true;
    }

    /// <summary>The values bound to slots, null for the slots of one run.</summary>
    public Value?[] Bound() => [.. Enumerable.Range(0, Count).Select(_bound.GetValueOrDefault)];

    private int Made(Operation op, Tensor output)
    {
        if (_slots.TryGetValue(output, out var known))
            return _reserved.Contains(output) ? known : Count++;
        if (!output.dtype.is_ref_dtype() || op.type == "RefMerge")
            return _slots[output] = Count++;
        // A node that takes a reference hands that one on; one that takes none is the variable itself.
        if (op.inputs.Count > 0 && op.inputs[0].dtype.is_ref_dtype())
            return _slots[output] = _slots[op.inputs[0]];
        _bound.Add(Count, state.Resources.ValueOf(op));
        return _slots[output] = Count++;
    }
}
