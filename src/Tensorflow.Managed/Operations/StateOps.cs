namespace Tensorflow.Operations;

/// <summary>Variables and what writes to them.</summary>
internal static partial class StateOps
{
    public static IEnumerable<OpRule> Rules =>
        [
            .. TypeSet.Any.For([
                new("VariableV2", VariableShape, VariableKernel, Gradients.None, Stateful: true),
                new("Variable", VariableShape, VariableKernel, Gradients.None, Stateful: true),
                new("RefIdentity", ShapeRules.Unchanged, RefIdentityKernel, Gradients.PassOn),
                new("IsVariableInitialized", ShapeRules.Scalar, IsInitializedKernel, Gradients.None),
                new("Assign", AssignShape, AssignKernel, Gradients.None),
            ]),
            .. TypeSet.Numbers.For([
                new("AssignAdd", MergedWithRef, AssignAddKernel, Gradients.None),
                new("AssignSub", MergedWithRef, AssignSubKernel, Gradients.None),
            ]),
        ];

    private static void VariableShape(ShapeInference node) => node.Set(0, node.Op.Shape("shape"));

    private static void AssignShape(ShapeInference node) =>
        node.Set(0, node.Op.Bool("validate_shape") ? node.Merge(node.Input(0), node.Input(1)) : node.Input(1));

    private static void MergedWithRef(ShapeInference node) => node.Set(0, node.Merge(node.Input(0), node.Input(1)));
}
