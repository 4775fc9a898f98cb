namespace Tensorflow.Operations;

/// <summary>All op families, in the order of their files.</summary>
internal static class OpFamilies
{
    public static IEnumerable<OpRule> All =>
        [
            .. SourceOps.Rules,
            .. ShapeOps.Rules,
            .. LayoutOps.Rules,
            .. SliceOps.Rules,
            .. ElementwiseOps.Rules,
            .. CompareOps.Rules,
            .. ReduceOps.Rules,
            .. MatrixOps.Rules,
            .. SoftmaxOps.Rules,
            .. StateOps.Rules,
            .. TrainingOps.Rules,
            .. RandomOps.Rules,
            .. LinearAlgebraOps.Rules,
            .. NormOps.Rules,
        ];
}
