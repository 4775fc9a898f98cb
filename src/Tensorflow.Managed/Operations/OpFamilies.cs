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
            .. FunctionOps.Rules,
            .. ActivationOps.Rules,
            .. CompareOps.Rules,
            .. SelectionOps.Rules,
            .. RankingOps.Rules,
            .. ReduceOps.Rules,
            .. ScanOps.Rules,
            .. SetOps.Rules,
            .. MatrixOps.Rules,
            .. SoftmaxOps.Rules,
            .. CrossEntropies.Rules,
            .. StateOps.Rules,
            .. TrainingOps.Rules,
            .. ScatterOps.Rules,
            .. RandomOps.Rules,
            .. MirrorOps.Rules,
            .. DiagonalOps.Rules,
            .. IndexOps.Rules,
            .. SegmentOps.Rules,
            .. ConvolutionOps.Rules,
            .. PoolingOps.Rules,
            .. AssertOps.Rules,
            .. ControlFlowOps.Rules,
            .. StackOps.Rules,
            .. TensorArrayOps.Rules,
            .. LinearAlgebraOps.Rules,
            .. NumericsOps.Rules,
            .. StringOps.Rules,
            .. CheckpointOps.Rules,
            .. SummaryOps.Rules,
        ];
}
