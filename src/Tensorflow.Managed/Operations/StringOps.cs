using System.Text;
using System.Text.RegularExpressions;
using Tensorflow.Sessions;
using Tensorflow.Values;

namespace Tensorflow.Operations;

/// <summary>Ops on strings that the names of checkpoint files are made with.</summary>
internal static class StringOps
{
    public static IEnumerable<OpRule> Rules =>
        [
            .. TypeSet.String.For([
                new("StringJoin", StringJoinShape, StringJoinKernel, Gradients.None),
                new("StaticRegexFullMatch", ShapeRules.Unchanged, RegexFullMatchKernel, Gradients.None),
            ]),
        ];

    /// <summary>The inputs are scalars, which go with every element, or of one shape.</summary>
    private static void StringJoinShape(ShapeInference node)
    {
        var shape = Shape.Scalar;
        for (var i = 0; i < node.InputCount; i++)
        {
            var input = node.Input(i);
            if (input.IsNull)
            {
                node.Set(0, Shape.Unknown);
                return;
            }
            if (!input.IsScalar)
                shape = shape.IsScalar ? input : node.Merge(shape, input);
        }
        node.Set(0, shape);
    }

    private static Kernel StringJoinKernel(KernelRequest node)
    {
        var separator = node.Op.Attr("separator").S.ToByteArray();
        return context =>
        {
            var shaped = context.Input(0);
            for (var i = 0; i < context.InputCount; i++)
            {
                var input = context.Input(i);
                if (input.Rank == 0)
                    continue;
                if (shaped.Rank > 0 && !shaped.Dims.SequenceEqual(input.Dims))
                    throw context.Invalid(
                        $"Input shapes do not match: {RuntimeShapes.Text(shaped)} vs. {RuntimeShapes.Text(input)}"
                    );
                shaped = input;
            }
            var output = context.Allocate(0, shaped.Dims).Strings!;
            for (var element = 0; element < output.Length; element++)
                output[element] = Join(context, element, separator);
        };
    }

    private static byte[] Join(KernelContext context, int element, byte[] separator)
    {
        var joined = new List<byte>();
        for (var i = 0; i < context.InputCount; i++)
        {
            if (i > 0)
                joined.AddRange(separator);
            var input = context.Input(i);
            joined.AddRange(input.Strings![input.Rank == 0 ? 0 : element]);
        }
        return [.. joined];
    }

    private static Kernel RegexFullMatchKernel(KernelRequest node)
    {
        var pattern = Pattern(node);
        return context =>
        {
            var input = context.Input(0);
            var output = context.Allocate(0, input.Dims).Span<bool>();
            for (var i = 0; i < output.Length; i++)
                output[i] = pattern.IsMatch(Encoding.UTF8.GetString(input.Strings![i]));
        };
    }

    /// <summary>RE2 does not backtrack, and takes the whole string; the dot is not a line feed in either library.</summary>
    private static Regex Pattern(KernelRequest node)
    {
        var pattern = node.Op.String("pattern");
        try
        {
            return new($@"\A(?:{pattern})\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            throw new InvalidArgumentError($"Invalid pattern: {pattern}, error: {error.Message}", node.Op);
        }
    }
}
