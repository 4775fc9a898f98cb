using Tensorflow;
using Tensorflow.Graphs;
using Tensorflow.Sessions;
using Tensorflow.Values;

namespace TfNetLstm.Tests.Operations;

/// <summary>One node whose inputs are placeholders of unknown shape, so that all checks fall to its kernel.</summary>
internal static class OneNode
{
    /// <summary>The node; an input is a value, or an array of values where the op takes a list.</summary>
    public static Operation Build(string type, object[] inputs, params (string, object?)[] attrs)
    {
        var graph = new Graph();
        using (graph.as_default())
            return OpBuilder.Apply(type, "n", Array.ConvertAll(inputs, Argument), attrs);
    }

    /// <summary>Runs a node once.</summary>
    public static Value[] Run(string type, object[] inputs, params (string, object?)[] attrs) =>
        KernelContext.RunOnce(Build(type, inputs, attrs), [.. inputs.SelectMany(Flat)]);

    /// <summary>The values of an argument.</summary>
    public static IEnumerable<Value> Flat(object input) => input is Value one ? [one] : (Value[])input;

    /// <summary>A vector of int32.</summary>
    public static Value Ints(params int[] numbers) => Value.Of<int>(numbers, [numbers.Length]);

    /// <summary>Floats of this shape: 0, 1, 2, ...</summary>
    public static Value Floats(params int[] dims)
    {
        var numbers = Enumerable.Range(0, dims.Aggregate(1, (a, b) => a * b)).Select(i => (float)i).ToArray();
        return Value.Of<float>(numbers, Array.ConvertAll(dims, d => (long)d));
    }

    /// <summary>A string tensor.</summary>
    public static Value Strings(long[] dims, params string[] texts) =>
        Value.OfStrings(Array.ConvertAll(texts, System.Text.Encoding.UTF8.GetBytes), dims);

    private static object? Argument(object input) =>
        input is Value one ? Placeholder(one) : Array.ConvertAll((Value[])input, Placeholder);

    private static Tensor Placeholder(Value value) => OpBuilder.Tensor("Placeholder", null, [], ("dtype", value.DType));
}
