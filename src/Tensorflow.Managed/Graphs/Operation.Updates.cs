namespace Tensorflow;

/// <content>How a node changes after it is made: loops close, and control flow gives its inputs a guard.</content>
public sealed partial class Operation
{
    /// <summary>Replaces one input; the shapes that are known stay.</summary>
    internal void UpdateInput(int index, Tensor tensor)
    {
        var old = _inputs[index];
        _inputs[index] = tensor;
        if (Array.IndexOf(_inputs, old) < 0)
            old.RemoveConsumer(this);
        tensor.AddConsumer(this);
    }

    /// <summary>Adds nodes that run before this one.</summary>
    internal void AddControlInputs(IEnumerable<Operation> operations) =>
        _controlInputs = [.. _controlInputs, .. operations.Where(op => !_controlInputs.Contains(op)).Distinct()];

    /// <summary>Drops the nodes that run before this one.</summary>
    internal void RemoveControlInputs() => _controlInputs = [];

    /// <summary>Takes a node that does not enter the graph after all away from those it reads.</summary>
    internal void Detach()
    {
        foreach (var input in _inputs)
            input.RemoveConsumer(this);
    }
}
