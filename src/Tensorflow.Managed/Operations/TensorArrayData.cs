using System.Numerics;
using Tensorflow.Kernels;
using Tensorflow.Sessions;
using Tensorflow.Values;

namespace Tensorflow.Operations;

/// <summary>The elements of a TensorArray in one run, and the arrays of their gradients.</summary>
internal sealed class TensorArrayData(
    string name,
    TF_DataType type,
    Shape elementShape,
    bool sameShapes,
    bool isDynamic,
    bool clearAfterRead,
    bool sums
) : SharedResource
{
    private readonly List<Element> _elements = [];
    private readonly Dictionary<string, TensorArrayData> _gradients = new(StringComparer.Ordinal);
    private Shape _elementShape = elementShape;
    private bool _isFixed;
    private bool _isClosed;

    public int Size => _elements.Count;

    public TF_DataType DType => type;

    /// <summary>What is known of every element's shape.</summary>
    public Shape ElementShape => _elementShape;

    public void Resize(long size)
    {
        for (var i = (long)_elements.Count; i < size; i++)
            _elements.Add(new());
    }

    /// <summary>
    /// The array for the gradients of this one's elements, made on first use, with as many elements of the same shapes; this
    /// one cannot grow from then on. An element that is written several times is the sum.
    /// </summary>
    public TensorArrayData Gradient(string source)
    {
        if (_gradients.TryGetValue(source, out var known))
            return known;
        _isFixed = true;
        var gradient = new TensorArrayData($"{name}@{source}", type, _elementShape, sameShapes, false, false, true);
        gradient.Resize(Size);
        for (var i = 0; i < Size; i++)
            gradient._elements[i].Shape = _elements[i].Shape;
        gradient.Retain();
        _gradients.Add(source, gradient);
        return gradient;
    }

    /// <summary>Sets an element, sharing the value's memory; or adds to it where this array sums.</summary>
    public void Write(KernelContext context, long index, Value value)
    {
        Check(context);
        if (value.DType != type)
            throw context.Invalid(
                $"TensorArray {name}: Could not write to TensorArray index {index} because the value dtype is "
                    + $"{value.DType.as_cpp_name()} but TensorArray dtype is {type.as_cpp_name()}."
            );
        if (isDynamic && !_isFixed && index >= Size && index < int.MaxValue)
            Resize(index + 1);
        if (index < 0 || index >= Size)
            throw context.Invalid(
                $"TensorArray {name}: Tried to write to index {index} but array is not resizeable and size is: {Size}"
            );
        CheckShape(context, index, value);
        var element = _elements[(int)index];
        if (element.IsRead)
            throw context.Invalid(
                $"TensorArray {name}: Could not write to TensorArray index {index} because it has already been read."
            );
        if (element.Value.IsSet && !sums)
            throw context.Invalid(
                $"TensorArray {name}: Could not write to TensorArray index {index} because it has already been written to."
            );
        if (element.Value.IsSet)
            AddTo(context, element.Value, value);
        else
            element.Value.Share(value);
        element.Shape = value.ToShape();
    }

    /// <summary>Gives an element to a value, sharing its memory; zeros where nothing was written and the shape is known.</summary>
    public void Read(KernelContext context, long index, Value output)
    {
        Check(context);
        if (index < 0 || index >= Size)
            throw context.Invalid($"TensorArray {name}: Tried to read from index {index} but array size is: {Size}");
        var element = _elements[(int)index];
        if (element.IsCleared)
            throw context.Invalid(
                $"TensorArray {name}: Could not read index {index} twice because it was cleared after a previous read "
                    + "(perhaps try setting clear_after_read = false?)."
            );
        if (element.Value.IsSet)
            output.Share(element.Value);
        else
            ReadZeros(context, index, element.Shape ?? _elementShape, output);
        element.IsRead = true;
        if (!clearAfterRead)
            return;
        element.Value.Release();
        element.IsCleared = true;
    }

    /// <summary>Fails if the array was closed.</summary>
    public void Check(KernelContext context)
    {
        if (_isClosed)
            throw context.Invalid($"TensorArray {name} has already been closed.");
    }

    /// <summary>Lets go of all elements.</summary>
    public void Close()
    {
        Free();
        _isClosed = true;
    }

    protected override void Free()
    {
        foreach (var element in _elements)
            element.Value.Release();
        foreach (var gradient in _gradients.Values)
            gradient.Release();
        _gradients.Clear();
    }

    private void ReadZeros(KernelContext context, long index, Shape shape, Value output)
    {
        if (!shape.IsFullyDefined)
            throw context.Invalid(
                $"TensorArray {name}: Could not read from TensorArray index {index}. Furthermore, the element shape is not "
                    + $"fully defined: {shape.ToRuntimeString()}. It is possible you are working with a resizeable TensorArray "
                    + "and stop_gradients is not allowing the gradients to be written. If you set the full element_shape "
                    + "property on the forward TensorArray, the proper all-zeros tensor will be returned instead of incurring "
                    + "this error."
            );
        output.Allocate(context.Buffers, type, shape.dims);
        if (type != TF_DataType.TF_STRING)
            output.Bytes.Clear();
    }

    private void CheckShape(KernelContext context, long index, Value value)
    {
        var shape = value.ToShape();
        var merged =
            _elementShape.MergeWith(shape)
            ?? throw context.Invalid(
                $"TensorArray {name}: Could not write to TensorArray index {index} because the value shape is "
                    + $"{shape.ToRuntimeString()} which is incompatible with the TensorArray's inferred element shape: "
                    + $"{_elementShape.ToRuntimeString()} (consider setting infer_shape=False)."
            );
        if (sameShapes)
            _elementShape = merged;
    }

    /// <summary>The element becomes the sum, in memory of its own: the value that is there may be seen by others.</summary>
    private static void AddTo(KernelContext context, Value element, Value value)
    {
        if (!element.Dims.SequenceEqual(value.Dims))
            throw context.Invalid(
                $"Could not aggregate to TensorArray: the shapes {RuntimeShapes.Text(element)} and "
                    + $"{RuntimeShapes.Text(value)} differ."
            );
        var sum = new Value();
        sum.Allocate(context.Buffers, element.DType, element.Dims);
        switch (element.DType)
        {
            case TF_DataType.TF_FLOAT:
                Sum<float>(element, value, sum, context.Workers);
                break;
            case TF_DataType.TF_DOUBLE:
                Sum<double>(element, value, sum, context.Workers);
                break;
            case TF_DataType.TF_INT32:
                Sum<int>(element, value, sum, context.Workers);
                break;
            case TF_DataType.TF_INT64:
                Sum<long>(element, value, sum, context.Workers);
                break;
            default:
                throw context.Invalid($"Elements of type {element.DType.as_cpp_name()} cannot be summed.");
        }
        element.Share(sum);
        sum.Release();
    }

    private static void Sum<T>(Value x, Value y, Value sum, WorkerPool workers)
        where T : unmanaged, INumber<T>, IMinMaxValue<T> =>
        VectorMap.Binary<T, Add>(x.Span<T>(), y.Span<T>(), sum.Span<T>(), workers);

    private sealed class Element
    {
        public Value Value { get; } = new();

        /// <summary>The shape that a value of this element has, or one that its gradient belongs to.</summary>
        public Shape? Shape { get; set; }

        public bool IsRead { get; set; }

        public bool IsCleared { get; set; }
    }
}
