using System.Collections.Concurrent;
using System.Text;
using Tensorflow;
using Tensorflow.Values;

namespace TfNetLstm.Tests.Reference;

/// <summary>
/// A tensor as the reference sees it: every element is a double, whatever its type; a string is its number in a list.
/// </summary>
internal sealed record Plain(TF_DataType Type, int[] Dims, double[] Data)
{
    private static readonly ConcurrentDictionary<string, int> _numbers = new(StringComparer.Ordinal);

    /// <summary>What a handle stands for: an array of tensors, a stack.</summary>
    public object? Resource { get; init; }

    /// <summary>The variable that this is a reference to.</summary>
    public PlainVariable? Variable { get; init; }

    public int Rank => Dims.Length;

    public int Count => Data.Length;

    public int[] Ints => Array.ConvertAll(Data, d => (int)d);

    /// <summary>The element at an index.</summary>
    public double this[ReadOnlySpan<int> index] => Data[Offset(index)];

    /// <summary>A tensor of this shape, whose elements are functions of their indices, rounded to the type.</summary>
    public static Plain Of(TF_DataType type, int[] dims, Func<int[], double> element)
    {
        var data = new double[Size(dims)];
        var index = new int[dims.Length];
        for (var i = 0; i < data.Length; i++)
        {
            data[i] = Round(type, element(index));
            for (var axis = dims.Length - 1; axis >= 0 && ++index[axis] == dims[axis]; axis--)
                index[axis] = 0;
        }
        return new(type, dims, data);
    }

    /// <summary>A scalar.</summary>
    public static Plain Of(TF_DataType type, double number) => new(type, [], [Round(type, number)]);

    /// <summary>A vector of integers.</summary>
    public static Plain Of(TF_DataType type, IReadOnlyCollection<int> numbers) =>
        new(type, [numbers.Count], [.. numbers.Select(n => (double)n)]);

    /// <summary>Zeros to be filled in.</summary>
    public static Plain Zeros(TF_DataType type, int[] dims) => new(type, dims, new double[Size(dims)]);

    /// <summary>The same elements in another shape.</summary>
    public Plain As(params int[] dims) => this with { Dims = dims };

    /// <summary>Rounds all elements to the type.</summary>
    public Plain Rounded() => this with { Data = Array.ConvertAll(Data, d => Round(Type, d)) };

    /// <summary>The element that stands at an index of a shape to which this one is broadcast.</summary>
    public double Spread(ReadOnlySpan<int> index)
    {
        var offset = 0;
        for (var axis = 0; axis < Rank; axis++)
            offset = offset * Dims[axis] + (Dims[axis] == 1 ? 0 : index[index.Length - Rank + axis]);
        return Data[offset];
    }

    /// <summary>Where an index lies.</summary>
    public int Offset(ReadOnlySpan<int> index)
    {
        var offset = 0;
        for (var axis = 0; axis < Rank; axis++)
            offset = offset * Dims[axis] + index[axis];
        return offset;
    }

    /// <summary>How many elements a shape has.</summary>
    public static int Size(ReadOnlySpan<int> dims)
    {
        var size = 1;
        foreach (var dim in dims)
            size *= dim;
        return size;
    }

    /// <summary>The nearest number of a type; what is no number of it wraps, and tiny floats are zero as in TensorFlow.</summary>
    public static double Round(TF_DataType type, double number) =>
        type switch
        {
            TF_DataType.TF_FLOAT => float.IsSubnormal((float)number) ? 0 : (float)number,
            TF_DataType.TF_INT32 => unchecked((int)(long)number),
            TF_DataType.TF_INT64 => double.IsFinite(number) ? (long)number : long.MinValue,
            TF_DataType.TF_UINT8 => unchecked((byte)(long)number),
            TF_DataType.TF_BOOL => number != 0 ? 1 : 0,
            _ => number,
        };

    /// <summary>Takes over a value of the engine.</summary>
    public static Plain From(Value value)
    {
        double[] data =
        [
            .. value.DType switch
            {
                TF_DataType.TF_FLOAT => value.Span<float>().ToArray().Select(f => (double)f),
                TF_DataType.TF_DOUBLE => value.Span<double>().ToArray(),
                TF_DataType.TF_INT32 => value.Span<int>().ToArray().Select(i => (double)i),
                TF_DataType.TF_INT64 => value.Span<long>().ToArray().Select(i => (double)i),
                TF_DataType.TF_UINT8 => value.Span<byte>().ToArray().Select(i => (double)i),
                TF_DataType.TF_BOOL => value.Span<bool>().ToArray().Select(b => b ? 1.0 : 0.0),
                TF_DataType.TF_STRING => value.Strings!.Select(s => (double)Number(Encoding.Latin1.GetString(s))),
                _ => throw new NotSupportedException($"{value.DType}"),
            },
        ];
        return new(value.DType, value.Sizes.ToArray(), data);
    }

    /// <summary>The elements as an array of their own type; strings as their numbers.</summary>
    public Array ToArray() =>
        Type switch
        {
            TF_DataType.TF_FLOAT => Array.ConvertAll(Data, d => (float)d),
            TF_DataType.TF_INT32 => Array.ConvertAll(Data, d => (int)d),
            TF_DataType.TF_INT64 => Array.ConvertAll(Data, d => (long)d),
            TF_DataType.TF_UINT8 => Array.ConvertAll(Data, d => (byte)d),
            TF_DataType.TF_BOOL => Array.ConvertAll(Data, d => d != 0),
            _ => Data,
        };

    /// <summary>What stands where nothing does: zero, or the empty string.</summary>
    public static double Blank(TF_DataType type) => type == TF_DataType.TF_STRING ? Number("") : 0;

    /// <summary>The string that a number stands for.</summary>
    public static string Text(double number) => _numbers.First(pair => pair.Value == (int)number).Key;

    /// <summary>The number that stands for a string.</summary>
    public static int Number(string text) => _numbers.GetOrAdd(text, _ => _numbers.Count + 1);
}

/// <summary>A variable of the reference.</summary>
internal sealed class PlainVariable
{
    public Plain? Value { get; set; }
}
