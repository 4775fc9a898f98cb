using Tensorflow.Graphs;

namespace Tensorflow;

/// <content>Slots: variables of an optimizer's own beside those it trains (slot_creator.py).</content>
public abstract partial class Optimizer
{
    private readonly Dictionary<(IVariableV1 Primary, string Slot), RefVariable> _slots = [];
    private readonly Dictionary<(Graph Graph, string Name), RefVariable> _nonSlots = [];

    /// <summary>The slot of this name that belongs to a variable, or null.</summary>
    public RefVariable? get_slot(IVariableV1 var, string name)
    {
        ArgumentNullException.ThrowIfNull(var);
        return _slots.GetValueOrDefault((var, name));
    }

    /// <summary>The names of the slots, in the order of the alphabet.</summary>
    public string[] get_slot_names() =>
        [.. _slots.Keys.Select(k => k.Slot).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>The variables of this optimizer: slots and what belongs to no variable.</summary>
    public IReadOnlyList<RefVariable> variables() =>
        [.. _nonSlots.Values.Concat(_slots.Values).OrderBy(v => v.Name, StringComparer.Ordinal)];

    /// <summary>A slot of zeros in the variable's shape.</summary>
    private protected RefVariable ZerosSlot(IVariableV1 variable, string slot, string? name = null) =>
        Slot(variable, Initializers.Zeros, slot, name);

    /// <summary>A slot in the variable's shape, named after the optimizer.</summary>
    private protected RefVariable Slot(IVariableV1 variable, IInitializer initializer, string slot, string? name = null)
    {
        if (_slots.TryGetValue((variable, slot), out var existing))
            return existing;
        var made = SlotCreator.Create(variable, initializer, name ?? Name);
        _slots.Add((variable, slot), made);
        return made;
    }

    /// <summary>A slot filled with one number, by a constant that is made beside the variable first.</summary>
    private protected RefVariable ConstantSlot(IVariableV1 variable, double number, string slot)
    {
        if (_slots.TryGetValue((variable, slot), out var existing))
            return existing;
        Tensor value;
        using (variable.Graph.OpenColocation(variable.Op))
            value = TensorConversion.Constant(
                Values.Elements.Convert(Values.Value.Of(number), variable.dtype),
                variable.shape,
                null,
                variable.Graph
            );
        var made = SlotCreator.Create(variable.Op, value, Name);
        _slots.Add((variable, slot), made);
        return made;
    }

    /// <summary>A variable of the optimizer's own, beside another one.</summary>
    private protected RefVariable NonSlotVariable(object initialValue, string name, IVariableV1 colocateWith)
    {
        var key = (colocateWith.Graph, name);
        if (_nonSlots.TryGetValue(key, out var existing))
            return existing;
        using var colocation = colocateWith.Graph.OpenColocation(colocateWith.Op);
        var made = new RefVariable(initialValue, name, trainable: false);
        _nonSlots.Add(key, made);
        return made;
    }

    private protected RefVariable NonSlotVariable(string name, Graph graph) => _nonSlots[(graph, name)];
}
