using System.Globalization;
using System.Text;
using Tensorflow.Graphs;
using Tensorflow.Sessions;
using Tensorflow.Values;

namespace Tensorflow.Operations;

/// <summary>The op that stops a run whose data are not as they must be.</summary>
internal static class AssertOps
{
    private const int DefaultSummary = 3;

    public static IEnumerable<OpRule> Rules =>
        [
            .. TypeSet.Bool.For([
                new("Assert", node => node.InputOfRank(0, 0), AssertKernel, Gradients.None, Stateful: true),
            ]),
        ];

    /// <summary>A node that fails with the data where the condition does not hold (control_flow_assert.py).</summary>
    public static Operation Assert(Tensor condition, object[] data, int? summarize, string? name)
    {
        var graph = condition.Given().graph;
        using var scope = graph.OpenNameScope(name ?? "Assert", out _);
        // Python makes tensors of the data here, and of the same data once more below.
        var shown = Array.ConvertAll(data.Given(), item => TensorConversion.Convert(item, graph: graph));
        return Array.TrueForAll(shown, t => t.dtype is TF_DataType.TF_STRING or TF_DataType.TF_INT32)
            ? Check()
            // Other data are only computed for the message.
            : Binding
                .tf.cond(condition, () => [OpBuilder.Apply("NoOp", null, [])], () => [Check()], "AssertGuard")[0]
                .op;

        Operation Check() =>
            OpBuilder.Apply("Assert", null, [condition, data], ("summarize", (long)(summarize ?? DefaultSummary)));
    }

    private static Kernel AssertKernel(KernelRequest node)
    {
        var most = (int)Math.Min(int.MaxValue, node.Op.Int("summarize"));
        return context =>
        {
            if (!context.Input(0).Scalar<bool>())
                throw context.Invalid("assertion failed: " + Describe(context, most < 0 ? int.MaxValue : most));
        };
    }

    private static string Describe(KernelContext context, int most)
    {
        var parts = new List<string>();
        for (var i = 1; i < context.InputCount; i++)
            parts.Add($"[{Describe(context.Input(i), most)}]");
        return string.Join(' ', parts);
    }

    /// <summary>The first elements as TensorFlow prints them: rows in brackets, dots for what is left out.</summary>
    private static string Describe(Value value, int most)
    {
        var text = new StringBuilder();
        var next = 0;
        if (value.Rank < 2)
            for (; next < Math.Min(most, value.Count); next++)
                text.Append(next > 0 ? " " : "").Append(Element(value, next));
        else
            Rows(value, 0, Math.Min(most, value.Count), text, ref next);
        return value.Count > most ? text.Append("...").ToString() : text.ToString();
    }

    private static void Rows(Value value, int axis, int most, StringBuilder text, ref int next)
    {
        for (var i = 0; i < value.Sizes[axis]; i++)
        {
            if (next >= most)
            {
                // A row that is cut says so; rows that are left out are told of behind them all.
                text.Append(axis == value.Rank - 1 ? "..." : "");
                return;
            }
            if (axis == value.Rank - 1)
            {
                text.Append(i > 0 ? " " : "").Append(Element(value, next++));
                continue;
            }
            text.Append('[');
            Rows(value, axis + 1, most, text, ref next);
            text.Append(']');
        }
    }

    private static string Element(Value value, int index) =>
        value.DType switch
        {
            TF_DataType.TF_STRING => Encoding.UTF8.GetString(value.Strings![index]),
            TF_DataType.TF_BOOL => value.Span<bool>()[index] ? "1" : "0",
            TF_DataType.TF_FLOAT => value.Span<float>()[index].ToString("G6", CultureInfo.InvariantCulture),
            TF_DataType.TF_DOUBLE => value.Span<double>()[index].ToString("G6", CultureInfo.InvariantCulture),
            TF_DataType.TF_UINT8 => value.Span<byte>()[index].ToString(CultureInfo.InvariantCulture),
            TF_DataType.TF_INT32 or TF_DataType.TF_INT64 => value.Integer(index).ToString(CultureInfo.InvariantCulture),
            _ => "?",
        };
}
