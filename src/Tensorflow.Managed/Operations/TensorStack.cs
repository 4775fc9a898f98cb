using Tensorflow.Values;

namespace Tensorflow.Operations;

/// <summary>A stack of tensors that lives as long as its handle.</summary>
internal sealed class TensorStack(string name, long maxSize) : SharedResource
{
    private readonly Stack<Value> _elements = [];

    public string Name => name;

    /// <summary>How many elements there may be; below 0 for any number.</summary>
    public long MaxSize => maxSize;

    /// <summary>Puts an element on top; false where the stack is full.</summary>
    public bool TryPush(Value element)
    {
        if (maxSize >= 0 && _elements.Count >= maxSize)
            return false;
        _elements.Push(element);
        return true;
    }

    /// <summary>Takes the topmost element, null where there is none.</summary>
    public Value? TryPop() => _elements.TryPop(out var element) ? element : null;

    /// <summary>Lets go of all elements.</summary>
    public void Close()
    {
        while (_elements.TryPop(out var element))
            element.Release();
    }

    protected override void Free() => Close();
}
