namespace Tensorflow.Operations;

/// <summary>The updates that optimizers apply to variables and their slots.</summary>
internal static partial class TrainingOps
{
    public static IEnumerable<OpRule> Rules =>
        [
            new("ApplyGradientDescent", LikeVariable, GradientDescentKernel, Gradients.None),
            new("ApplyAdam", LikeVariable, AdamKernel, Gradients.None),
        ];

    /// <summary>The output is the variable; slots and gradient, the inputs of rank above 0, have its shape.</summary>
    private static void LikeVariable(ShapeInference node)
    {
        var shape = node.Input(0);
        foreach (var arg in node.Op.Schema.Def.InputArg.Index())
            if (arg.Item.IsRef || arg.Item.Name is "grad" or "delta")
                shape = node.Merge(shape, node.Input(arg.Index));
        node.Set(0, shape);
    }
}
