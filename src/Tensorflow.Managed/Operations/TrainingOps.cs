namespace Tensorflow.Operations;

/// <summary>The updates that optimizers apply to variables and their slots.</summary>
internal static partial class TrainingOps
{
    public static IEnumerable<OpRule> Rules =>
        [
            .. TypeSet.Numbers.For([new("ApplyGradientDescent", LikeVariable, GradientDescentKernel, Gradients.None)]),
            .. TypeSet.Reals.For([
                new("ApplyMomentum", LikeVariable, MomentumKernel, Gradients.None),
                new("ApplyAdam", LikeVariable, AdamKernel, Gradients.None),
                new("ApplyAdagrad", LikeVariable, AdagradKernel, Gradients.None),
                new("ApplyAdadelta", LikeVariable, AdadeltaKernel, Gradients.None),
                new("ApplyRMSProp", LikeVariable, RmsPropKernel, Gradients.None),
                new("ApplyCenteredRMSProp", LikeVariable, RmsPropKernel, Gradients.None),
                new("ApplyFtrl", LikeVariable, FtrlKernel, Gradients.None),
                new("ApplyFtrlV2", LikeVariable, FtrlKernel, Gradients.None),
                new("ApplyProximalGradientDescent", LikeVariable, ProximalKernel, Gradients.None),
                new("ApplyProximalAdagrad", LikeVariable, ProximalKernel, Gradients.None),
                new("ApplyAdagradDA", LikeVariable, AdagradDualAveragingKernel, Gradients.None),
            ]),
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
