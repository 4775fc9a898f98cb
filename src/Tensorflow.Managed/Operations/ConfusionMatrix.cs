using Tensorflow.Graphs;

namespace Tensorflow.Operations;

/// <summary>How often each class was taken for which (confusion_matrix.py).</summary>
internal static class ConfusionMatrix
{
    public static Tensor Build(
        Tensor labels,
        Tensor predictions,
        int? num_classes,
        Tensor? weights,
        TF_DataType dtype,
        string? name
    )
    {
        var graph = labels.Given().graph;
        using var scope = graph.OpenNameScope(name ?? "confusion_matrix", out _);
        (labels, predictions) = OfOneRank(labels, predictions.Given());
        predictions = MathOps.Cast(predictions, TF_DataType.TF_INT64);
        labels = MathOps.Cast(labels, TF_DataType.TF_INT64);
        labels = After(Assertions.NonNegative(labels, "`labels` contains negative values"), labels);
        predictions = After(Assertions.NonNegative(predictions, "`predictions` contains negative values"), predictions);
        object classes;
        if (num_classes is { } count)
        {
            var limit = MathOps.Cast(count, TF_DataType.TF_INT64);
            labels = After(Assertions.Less(labels, limit, "`labels` out of bound"), labels);
            predictions = After(Assertions.Less(predictions, limit, "`predictions` out of bound"), predictions);
            classes = count;
        }
        else
            classes = MathOps.Add(OpBuilder.Tensor("Maximum", null, [Greatest(predictions), Greatest(labels)]), 1);
        var counted = weights is null ? null : MathOps.Cast(weights, dtype);
        var shape = LayoutOps.Stack([classes, classes]);
        var indices = LayoutOps.Stack([labels, predictions], axis: 1);
        counted ??= SourceOps.OnesLike(predictions, dtype);
        return IndexOps.ScatterNd(indices, counted, MathOps.Cast(shape, TF_DataType.TF_INT64));
    }

    private static Tensor After(Operation assertion, Tensor tensor) => SourceOps.WithDependencies([assertion], tensor);

    private static Tensor Greatest(Tensor x) => ReduceOps.Reduce("Max", x, null, false, null);

    /// <summary>Takes a last axis of 1 off that only one of the two has.</summary>
    private static (Tensor Labels, Tensor Predictions) OfOneRank(Tensor labels, Tensor predictions)
    {
        using var scope = labels.graph.OpenNameScope("remove_squeezable_dimensions", out _);
        var (left, right) = (labels.shape, predictions.shape);
        if (left.IsNull || right.IsNull)
            return (labels, predictions);
        if (right.ndim - left.ndim == 1 && right[-1] is (1 or -1))
            return (labels, ShapeOps.Squeeze(predictions, [-1]));
        if (left.ndim - right.ndim == 1 && left[-1] is (1 or -1))
            return (ShapeOps.Squeeze(labels, [-1]), predictions);
        return (labels, predictions);
    }
}
