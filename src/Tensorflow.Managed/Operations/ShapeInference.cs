using System.Runtime.CompilerServices;
using Tensorflow.Formats.Proto;
using Tensorflow.Graphs;
using Tensorflow.Values;

namespace Tensorflow.Operations;

/// <summary>What a shape rule sees of its node, and where it puts the shapes (C++'s <c>InferenceContext</c>).</summary>
internal readonly struct ShapeInference(Operation op)
{
    public Operation Op => op;

    public int InputCount => op.inputs.Count;

    public int OutputCount => op.outputs.Length;

    public static void Run(Operation op)
    {
        var node = new ShapeInference(op);
        if (op.Schema.Rule is { } rule)
            rule.Shape(node);
        else
            ShapeRules.Unknown(node);
    }

    public Shape Input(int index) => op.inputs[index].shape;

    /// <summary>The input's shape, which must have this rank where its rank is known.</summary>
    /// <exception cref="ValueError">It has another rank.</exception>
    public Shape InputOfRank(int index, int rank)
    {
        var shape = Input(index);
        if (shape.IsNull)
            return Shape.UnknownOfRank(rank);
        return shape.ndim == rank ? shape : throw Error($"Shape must be rank {rank} but is rank {shape.ndim}");
    }

    /// <summary>The input's value where it does not depend on feeds or variables, else null.</summary>
    public Value? Constant(int index) => ConstantFolding.Evaluate(op.inputs[index]);

    /// <summary>The shape that the input, an integer vector, stands for, as far as it is known.</summary>
    public Shape ConstantAsShape(int index) => ConstantFolding.EvaluateAsShape(op.inputs[index]);

    public void Set(int output, Shape shape) => op.outputs[output].RefineShape(shape);

    /// <summary>Both shapes' knowledge together.</summary>
    /// <exception cref="ValueError">They contradict.</exception>
    public Shape Merge(Shape a, Shape b)
    {
        if (a.MergeWith(b) is { } merged)
            return merged;
        if (a.ndim != b.ndim)
            throw Error($"Shapes must be equal rank, but are {a.ndim} and {b.ndim}");
        var axis = Enumerable.Range(0, a.ndim).First(i => a[i] >= 0 && b[i] >= 0 && a[i] != b[i]);
        throw Error(
            $"Dimension {axis} in both shapes must be equal, but are {a[axis]} and {b[axis]}. Shapes are "
                + $"{a.ToRuntimeString()} and {b.ToRuntimeString()}."
        );
    }

    /// <summary>An axis counted from the end where negative, checked against the rank.</summary>
    public int Axis(long axis, int rank) =>
        axis >= -rank && axis < rank
            ? (int)(axis < 0 ? axis + rank : axis)
            : throw Error($"Expected dimension in the range [{-rank}, {rank}), but got {axis}");

    /// <summary>The error that TensorFlow's Python raises when a shape function fails.</summary>
    public ValueError Error(string what)
    {
        var shapes = string.Join(", ", op.inputs.Select(i => i.shape.ToRuntimeString()));
        return new(
            $"{what} for '{{{{node {op.name}}}}} = {op.type}[{Attributes()}]({string.Join(", ", op.inputs.Select(i => i.op.name))})' "
                + $"with input shapes: {shapes}."
        );
    }

    private string Attributes() =>
        string.Join(
            ", ",
            op.Attrs.Where(a =>
                    a.Value.ValueCase == AttrValue.ValueOneofCase.Type
                    || a.Value.ValueCase == AttrValue.ValueOneofCase.B
                )
                .OrderBy(a => a.Key, StringComparer.Ordinal)
                .Select(a =>
                    $"{a.Key}={(a.Value.ValueCase == AttrValue.ValueOneofCase.B ? (a.Value.B ? "true" : "false") : "DT_" + DtName(a.Value.Type))}"
                )
        );

    private static string DtName(DataType type) =>
        ((TF_DataType)type).as_numpy_name().ToUpperInvariant() switch
        {
            "FLOAT32" => "FLOAT",
            "FLOAT64" => "DOUBLE",
            var name => name,
        };
}
