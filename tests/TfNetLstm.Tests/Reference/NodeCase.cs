using Tensorflow;
using Tensorflow.Graphs;
using Tensorflow.Operations;
using Tensorflow.Values;
using TfNetLstm.Tests.Operations;

namespace TfNetLstm.Tests.Reference;

/// <summary>An input of a case: numbers that take the element type of the case unless they have one of their own.</summary>
/// <param name="Data">The elements; one for each, or fewer, which repeat.</param>
/// <param name="Dims">The shape.</param>
/// <param name="Fixed">The type, where it is not the case's.</param>
/// <param name="IsVariable">Whether it is a variable with this value.</param>
internal sealed record NodeInput(double[] Data, int[] Dims, TF_DataType? Fixed = null, bool IsVariable = false)
{
    /// <summary>The value in the case's element type; strings are the numbers' texts.</summary>
    public Value Of(TF_DataType type)
    {
        var (own, dims) = (Fixed ?? type, Array.ConvertAll(Dims, d => (long)d));
        var count = Plain.Size(Dims);
        var numbers = Enumerable.Range(0, count).Select(i => Data[i % Data.Length]).ToArray();
        return own switch
        {
            TF_DataType.TF_FLOAT => Value.Of<float>(Array.ConvertAll(numbers, d => (float)d), dims),
            TF_DataType.TF_DOUBLE => Value.Of<double>(numbers, dims),
            TF_DataType.TF_INT32 => Value.Of<int>(Array.ConvertAll(numbers, d => (int)d), dims),
            TF_DataType.TF_INT64 => Value.Of<long>(Array.ConvertAll(numbers, d => (long)d), dims),
            TF_DataType.TF_UINT8 => Value.Of<byte>(Array.ConvertAll(numbers, d => (byte)Math.Abs(d)), dims),
            TF_DataType.TF_BOOL => Value.Of<bool>(Array.ConvertAll(numbers, d => d > 1), dims),
            _ => Value.OfStrings(Array.ConvertAll(numbers, Text), dims),
        };
    }

    private static byte[] Text(double number) =>
        System.Text.Encoding.ASCII.GetBytes(number.ToString(System.Globalization.CultureInfo.InvariantCulture));
}

/// <summary>One node: an op, its inputs, and its attributes. It is run with every element type that the op's rule states.</summary>
/// <param name="Op">The op.</param>
/// <param name="Inputs">Its inputs; an array where the op takes a list.</param>
/// <param name="Attrs">Its attributes; the type attributes of inputs are found, <see cref="CaseType"/> stands for the case's.</param>
internal sealed record NodeCase(string Op, object[] Inputs, params (string, object?)[] Attrs)
{
    /// <summary>In place of an attribute: the element type of the case.</summary>
    public static readonly object CaseType = new();

    /// <summary>The element types of the op's that the case has numbers for.</summary>
    public TypeSet Types { get; init; } = TypeSet.Any;

    /// <summary>Runs the node in a session and in the reference, and compares all outputs and variables.</summary>
    public void Check(TF_DataType type)
    {
        var graph = Binding.tf.Graph();
        using var scope = graph.as_default();
        var (feeds, variables) = (new Dictionary<string, Value>(StringComparer.Ordinal), new List<RefVariable>());
        var attrs = Array.ConvertAll(Attrs, a => (a.Item1, a.Item2 == CaseType ? type : a.Item2));
        var node = OpBuilder.Apply(Op, "node", Array.ConvertAll(Inputs, Argument), attrs);
        var initialize = Binding.tf.variables_initializer(variables);
        var reference = new PlainGraph(graph.as_graph_def());
        var plainFeeds = feeds.ToDictionary(f => f.Key, f => Plain.From(f.Value), StringComparer.Ordinal);
        using var session = Binding.tf.Session(graph);
        FeedItem[] items = [.. feeds.Select(f => new FeedItem(f.Key + ":0", f.Value))];
        session.run(initialize, items);
        reference.Run([initialize.name], plainFeeds);
        // A random op goes on from run to run.
        for (var run = 0; run < 2; run++)
        {
            var fetched = node.outputs.Where(o => o.dtype.as_base_dtype() != TF_DataType.TF_RESOURCE).ToArray();
            if (fetched.Length == 0)
                session.run(node, items);
            var wanted = reference.Run(
                fetched.Length == 0 ? [node.name] : [.. fetched.Select(o => o.name)],
                plainFeeds
            );
            var got = fetched.Length == 0 ? [] : session.run(fetched, items);
            Assert.All(got.Zip(wanted), (pair, i) => Compare(pair.Second!, pair.First!, $"{Op} of {type}, output {i}"));
            foreach (var variable in variables)
                Compare(
                    reference.Run([variable.Op.name], plainFeeds)[0]!,
                    session.run(variable.Handle),
                    $"{Op} of {type}, {variable.Op.name}"
                );
        }

        object Argument(object input) =>
            input is NodeInput one ? Single(one) : Array.ConvertAll((NodeInput[])input, Single);

        object Single(NodeInput input)
        {
            if (input.IsVariable)
            {
                variables.Add(Binding.tf.Variable(Placeholder(input), name: "variable"));
                return variables[^1];
            }
            return Placeholder(input);
        }

        Tensor Placeholder(NodeInput input)
        {
            var value = input.Of(type);
            var placeholder = Binding.tf.placeholder(value.DType, value.ToShape());
            feeds.Add(placeholder.op.name, value);
            return placeholder;
        }
    }

    private static void Compare(Plain wanted, NumSharp.NDArray got, string what)
    {
        if (wanted.Type == TF_DataType.TF_STRING)
        {
            // NumSharp keeps strings in a row, without a shape.
            var numbers = NumSharp.NDArray.AsStringArray(got).Select(text => (double)Plain.Number(text));
            Assert.Equal(wanted.Data, numbers.ToArray());
            return;
        }
        var value = HostArrays.ToValue(got);
        Assert.Equal(wanted.Dims, value.Sizes.ToArray());
        PlainTolerance.AssertClose(wanted.ToArray(), ValueExtensions.ToArray(value), what);
    }
}
