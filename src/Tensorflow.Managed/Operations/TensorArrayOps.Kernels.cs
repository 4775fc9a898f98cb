using Tensorflow.Sessions;
using Tensorflow.Values;

namespace Tensorflow.Operations;

internal static partial class TensorArrayOps
{
    private static Kernel ArrayKernel(KernelRequest node)
    {
        var op = node.Op;
        var name = op.String("tensor_array_name") is { Length: > 0 } given ? given : op.name;
        var (type, shape, same) = (op.Type("dtype"), op.Shape("element_shape"), op.Bool("identical_element_shapes"));
        var (isDynamic, clear) = (op.Bool("dynamic_size"), op.Bool("clear_after_read"));
        return context =>
        {
            var size = RuntimeShapes.Scalar(context, 0, "TensorArray size");
            if (size is < 0 or > int.MaxValue / 64)
                throw context.Invalid($"Size should be >= 0 and not too large, but is {size}.");
            var array = new TensorArrayData(name, type, shape, same, isDynamic, clear, sums: false);
            array.Resize(size);
            context.Output(0).Hold(array);
            WriteFlow(context, 1);
        };
    }

    private static Kernel GradKernel(KernelRequest node)
    {
        var source = node.Op.String("source");
        return context =>
        {
            var array = ArrayOf(context);
            array.Check(context);
            context.Output(0).Hold(array.Gradient(source));
            context.Output(1).Share(context.Input(1));
        };
    }

    /// <summary>handle, index, value, flow</summary>
    private static Kernel WriteKernel(KernelRequest node) =>
        context =>
        {
            ArrayOf(context).Write(context, RuntimeShapes.Scalar(context, 1, "TensorArray index"), context.Input(2));
            context.Output(0).Share(context.Input(3));
        };

    /// <summary>handle, index, flow</summary>
    private static Kernel ReadKernel(KernelRequest node)
    {
        var type = node.OutputType(0);
        return context =>
        {
            var array = ArrayOf(context, type);
            array.Read(context, RuntimeShapes.Scalar(context, 1, "TensorArray index"), context.Output(0));
        };
    }

    /// <summary>handle, indices (n), flow -> (n, ...)</summary>
    private static Kernel GatherKernel(KernelRequest node)
    {
        var (type, declared) = (node.OutputType(0), node.Op.Shape("element_shape"));
        return context =>
        {
            var (array, indices) = (ArrayOf(context, type), RuntimeShapes.Vector(context, 1, "indices"));
            Stack(context, array, indices.Count, indices.Integer, declared);
        };
    }

    /// <summary>handle, indices (n), values (n, ...), flow</summary>
    private static Kernel ScatterKernel(KernelRequest node) =>
        context =>
        {
            var (array, indices) = (ArrayOf(context), RuntimeShapes.Vector(context, 1, "indices"));
            var values = context.Input(2);
            if (values.Rank < 1 || values.Dims[0] != indices.Count)
                throw context.Invalid(
                    $"Expected len(indices) == values.shape[0], but saw: {indices.Count} vs. "
                        + (values.Rank < 1 ? "a scalar" : $"{values.Dims[0]}")
                );
            var rows = values.Dims[1..].ToArray();
            for (var i = 0; i < indices.Count; i++)
                WritePart(context, array, indices.Integer(i), values, i, rows);
            context.Output(0).Share(context.Input(3));
        };

    /// <summary>handle, flow -> the elements one after the other along axis 0, and how long each is</summary>
    private static Kernel ConcatKernel(KernelRequest node)
    {
        var (type, declared) = (node.OutputType(0), node.Op.Shape("element_shape_except0"));
        return context =>
        {
            var array = ArrayOf(context, type);
            var elements = ReadAll(context, array, array.Size, i => i);
            var lengths = context.Allocate(1, [elements.Length]);
            var tail = elements.Length > 0 ? Tail(context, elements[0]) : KnownTail(context, declared);
            var total = 0L;
            for (var i = 0; i < elements.Length; i++)
            {
                if (!Tail(context, elements[i]).AsSpan().SequenceEqual(tail))
                    throw context.Invalid(
                        "TensorArray has inconsistent shapes. Index 0 has (except dimension 0) shape "
                            + $"{new Shape(tail).ToRuntimeString()} but index {i} has (except dimension 0) shape "
                            + new Shape(Tail(context, elements[i])).ToRuntimeString()
                    );
                lengths.SetInteger(i, elements[i].Dims[0]);
                total += elements[i].Dims[0];
            }
            Join(context, elements, [total, .. tail]);
        };
    }

    /// <summary>handle, value (n, ...), lengths, flow</summary>
    private static Kernel SplitKernel(KernelRequest node) =>
        context =>
        {
            var (array, value) = (ArrayOf(context), context.Input(1));
            var lengths = RuntimeShapes.Vector(context, 2, "lengths").ToInt64Array();
            if (value.Rank < 1 || lengths.Sum() != value.Dims[0] || Array.Exists(lengths, l => l < 0))
                throw context.Invalid(
                    $"Expected sum of lengths to be equal to values.shape[0], but sum of lengths is {lengths.Sum()} and "
                        + $"value's shape is: {RuntimeShapes.Text(value)}"
                );
            var start = 0L;
            var row = value.Dims[0] == 0 ? 0 : value.Count / value.Dims[0];
            for (var i = 0; i < lengths.Length; i++)
            {
                WriteElements(context, array, i, value, start * row, [lengths[i], .. value.Dims[1..]]);
                start += lengths[i];
            }
            context.Output(0).Share(context.Input(3));
        };

    private static Kernel SizeKernel(KernelRequest node) =>
        context => context.Allocate(0, ReadOnlySpan<int>.Empty).SetInteger(0, ArrayOf(context).Size);

    private static Kernel CloseKernel(KernelRequest node) => context => ArrayOf(context).Close();

    private static TensorArrayData ArrayOf(KernelContext context, TF_DataType? type = null)
    {
        var array =
            context.Input(0).Resource as TensorArrayData
            ?? throw context.Invalid("The first input must be a handle of a TensorArray.");
        return type is null || array.DType == type
            ? array
            : throw context.Invalid(
                $"TensorArray dtype is {array.DType.as_cpp_name()} but Op requested dtype {type.Value.as_cpp_name()}."
            );
    }

    private static void WriteFlow(KernelContext context, int output) =>
        context.Allocate(output, ReadOnlySpan<int>.Empty).Span<float>()[0] = 0;

    private static Value[] ReadAll(KernelContext context, TensorArrayData array, int count, Func<int, long> index)
    {
        var elements = new Value[count];
        for (var i = 0; i < count; i++)
            array.Read(context, index(i), elements[i] = new());
        return elements;
    }

    private static void Stack(
        KernelContext context,
        TensorArrayData array,
        int count,
        Func<int, long> index,
        Shape declared
    )
    {
        var elements = ReadAll(context, array, count, index);
        if (count == 0)
        {
            var known = array.ElementShape.MergeWith(declared) ?? array.ElementShape;
            if (!known.IsFullyDefined)
                throw context.Invalid(
                    "TensorArray has size zero, but element shape "
                        + $"{known.ToRuntimeString()} is not fully defined. Currently only static shapes are supported when "
                        + "packing zero-size TensorArrays."
                );
            Join(context, elements, [0, .. known.dims]);
            return;
        }
        foreach (var element in elements)
            if (!element.Dims.SequenceEqual(elements[0].Dims))
                throw context.Invalid(
                    $"TensorArray has inconsistent shapes. Index 0 has shape: {RuntimeShapes.Text(elements[0])} but another "
                        + $"index has shape: {RuntimeShapes.Text(element)}"
                );
        Join(context, elements, [count, .. elements[0].Dims]);
    }

    /// <summary>Copies the elements one after the other into the first output, and lets go of them.</summary>
    private static void Join(KernelContext context, Value[] elements, ReadOnlySpan<long> dims)
    {
        var output = context.Allocate(0, dims);
        var at = 0;
        foreach (var element in elements)
        {
            if (element.Strings is { } strings)
                strings.CopyTo(output.Strings!, at);
            else
                element.Bytes.CopyTo(output.Bytes[at..]);
            at += element.Strings?.Length ?? element.Bytes.Length;
            element.Release();
        }
    }

    private static long[] Tail(KernelContext context, Value element) =>
        element.Rank > 0
            ? element.Dims[1..].ToArray()
            : throw context.Invalid("Concat saw a scalar shape at index 0 but requires at least vectors.");

    private static long[] KnownTail(KernelContext context, Shape declared) =>
        declared.IsFullyDefined
            ? declared.dims
            : throw context.Invalid(
                $"TensorArray has size zero, but element_shape_except0 {declared.ToRuntimeString()} is not fully defined."
            );

    private static void WritePart(
        KernelContext context,
        TensorArrayData array,
        long index,
        Value values,
        int part,
        long[] dims
    ) => WriteElements(context, array, index, values, (long)part * (values.Count / values.Dims[0]), dims);

    /// <summary>Writes a copy of some of the value's elements, from a position on, as one element of the array.</summary>
    private static void WriteElements(
        KernelContext context,
        TensorArrayData array,
        long index,
        Value value,
        long start,
        ReadOnlySpan<long> dims
    )
    {
        var element = new Value();
        element.Allocate(context.Buffers, value.DType, dims);
        if (value.Strings is { } strings)
            Array.Copy(strings, start, element.Strings!, 0, element.Count);
        else
            value.Bytes.Slice((int)start * value.DType.Size(), element.Bytes.Length).CopyTo(element.Bytes);
        try
        {
            array.Write(context, index, element);
        }
        finally
        {
            element.Release();
        }
    }
}
