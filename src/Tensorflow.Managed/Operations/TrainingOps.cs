namespace Tensorflow.Operations;

/// <summary>The updates that optimizers apply to variables and their slots: all of their elements, or some rows.</summary>
internal static partial class TrainingOps
{
    public static IEnumerable<OpRule> Rules =>
        [
            .. TypeSet.Numbers.For([new("ApplyGradientDescent", LikeVariable, GradientDescentKernel, Gradients.None)]),
            .. TypeSet.Reals.For([
                new("ApplyAdam", LikeVariable, AdamKernel, Gradients.None),
                .. WithRows("Momentum", MomentumKernel),
                .. WithRows("Adagrad", AdagradKernel),
                .. WithRows("Adadelta", AdadeltaKernel),
                .. WithRows("RMSProp", RmsPropKernel),
                .. WithRows("CenteredRMSProp", CenteredRmsPropKernel),
                .. WithRows("Ftrl", FtrlKernel),
                .. WithRows("FtrlV2", FtrlV2Kernel),
                .. WithRows("ProximalGradientDescent", ProximalGradientDescentKernel),
                .. WithRows("ProximalAdagrad", ProximalAdagradKernel),
                .. WithRows("AdagradDA", AdagradDualAveragingKernel),
            ]),
        ];

    /// <summary>An update of all elements, and the same of the rows that an input names.</summary>
    private static OpRule[] WithRows(string name, KernelFactory kernel) =>
        [
            new("Apply" + name, LikeVariable, kernel, Gradients.None),
            new("SparseApply" + name, LikeVariable, kernel, Gradients.None),
        ];

    /// <summary>
    /// The output is the variable; slots and gradient have its shape, but that the gradient of rows has one for each
    /// index.
    /// </summary>
    private static void LikeVariable(ShapeInference node)
    {
        var arguments = new UpdateArguments(node.Op.Schema.Def);
        var shape = node.Input(0);
        for (var slot = 1; slot < arguments.Slots; slot++)
            shape = node.Merge(shape, node.Input(slot));
        var gradient = node.Input(arguments.Gradient);
        if (arguments.Indices < 0)
            shape = node.Merge(shape, gradient);
        else
        {
            var count = node.InputOfRank(arguments.Indices, 1);
            node.Merge(count.Concatenate(shape.IsNull ? Shape.Unknown : shape.Slice(1)), gradient);
        }
        node.Set(0, shape);
    }
}
