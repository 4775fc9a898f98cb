using Tensorflow.Graphs;
using Tensorflow.Values;

namespace Tensorflow.Operations;

/// <summary>What a shape rule sees of its node, and where it puts the shapes (C++'s <c>InferenceContext</c>).</summary>
internal sealed class ShapeInference(Operation op, IShapeFacts? facts = null)
{
    // Which inputs' values the rule has asked for: an error tells them.
    private uint _askedValues;
    private uint _askedShapes;

    public Operation Op => op;

    public int InputCount => op.inputs.Count;

    public int OutputCount => op.outputs.Length;

    /// <summary>Infers the shapes of the node's outputs: the static ones, or where facts are given those of a run.</summary>
    public static void Run(Operation op, IShapeFacts? facts = null)
    {
        var node = new ShapeInference(op, facts);
        if (op.Schema.Rule is { } rule)
            rule.Shape(node);
        else
            ShapeRules.Unknown(node);
    }

    public Shape Input(int index) => facts?.ShapeOf(op.inputs[index]) ?? op.inputs[index].shape;

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
    public Value? Constant(int index)
    {
        _askedValues |= 1u << index;
        return facts is null ? ConstantFolding.Evaluate(op.inputs[index]) : facts.ValueOf(op.inputs[index]);
    }

    /// <summary>The shape that the input, an integer vector, stands for, as far as it is known.</summary>
    public Shape ConstantAsShape(int index)
    {
        _askedShapes |= 1u << index;
        if (facts is not null)
            return facts.ValueOf(op.inputs[index]) is { Rank: > 0 } value
                ? new([.. value.ToInt64Array()])
                : Shape.Unknown;
        return ConstantFolding.EvaluateAsShape(op.inputs[index]);
    }

    public void Set(int output, Shape shape)
    {
        if (facts is null)
            op.outputs[output].RefineShape(shape);
        else
            facts.Set(op.outputs[output], shape);
    }

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

    /// <summary>
    /// The error that TensorFlow's Python raises when a shape function fails, with the node, its attributes, the inputs'
    /// shapes, and the values that the rule looked at (C++'s <c>InferenceContext::AttachContext</c>).
    /// </summary>
    public ValueError Error(string what)
    {
        var inputs = string.Join(
            ", ",
            op.inputs.Select(i => i.op.name + (i.value_index > 0 ? $":{i.value_index}" : ""))
        );
        var shapes = string.Join(", ", op.inputs.Select(i => i.shape.ToRuntimeString()));
        var text =
            $"{what} for '{{{{node {op.name}}}}} = {op.type}[{Attributes()}]({inputs})' with input shapes: {shapes}";
        var asShapes = Asked(
            _askedShapes,
            i => ConstantFolding.EvaluateAsShape(i) is { IsNull: false } s ? s.ToRuntimeString() : null
        );
        var values = Asked(
            _askedValues & ~_askedShapes,
            i => ConstantFolding.Evaluate(i) is { } v ? $"<{Summary(v)}>" : null
        );
        if (values.Length > 0)
            text += $" and with computed input tensors: {values}";
        if (asShapes.Length > 0)
            text += $" and with input tensors computed as partial shapes: {asShapes}";
        return new(text + ".");
    }

    private string Asked(uint asked, Func<Tensor, string?> text) =>
        string.Join(
            ", ",
            op.inputs.Select(
                    (input, i) => (asked >> i & 1) != 0 && text(input) is { } known ? $"input[{i}] = {known}" : null
                )
                .OfType<string>()
        );

    private static string Summary(Value value) =>
        value.DType is TF_DataType.TF_INT32 or TF_DataType.TF_INT64
            ? string.Join(" ", value.ToInt64Array())
            : value.DType.as_numpy_name();

    private string Attributes() =>
        string.Join(
            ", ",
            op.Attrs.Where(a => !a.Key.StartsWith('_'))
                .OrderBy(a => a.Key, StringComparer.Ordinal)
                .Select(a => $"{a.Key}={AttrValues.Summary(a.Value)}")
        );
}

/// <summary>What is known of a run beyond what the graph tells, as a shape rule asks for it.</summary>
internal interface IShapeFacts
{
    /// <summary>The tensor's shape in the run, as far as it is known.</summary>
    Shape ShapeOf(Tensor tensor);

    /// <summary>The tensor's value, null where it is not known.</summary>
    Value? ValueOf(Tensor tensor);

    /// <summary>Takes the shape that a rule has found.</summary>
    void Set(Tensor tensor, Shape shape);
}
