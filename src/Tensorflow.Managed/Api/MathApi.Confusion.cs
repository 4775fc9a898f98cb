using Tensorflow.Operations;

namespace Tensorflow;

public sealed partial class MathApi
{
    /// <summary>How often each class was taken for which: [classes, classes], a row for each label.</summary>
    /// <param name="labels">The true classes, whole numbers from 0.</param>
    /// <param name="predictions">The classes that were found; as many.</param>
    /// <param name="num_classes">How many classes there are; one more than the greatest number where null.</param>
    /// <param name="weights">What each prediction counts; 1 where null.</param>
    /// <param name="dtype">The element type of the counts.</param>
    /// <param name="name">The name scope.</param>
    /// <exception cref="InvalidArgumentError">A class is negative or too great; raised when the graph runs.</exception>
    public Tensor confusion_matrix(
        Tensor labels,
        Tensor predictions,
        int? num_classes = null,
        Tensor? weights = null,
        TF_DataType dtype = TF_DataType.TF_INT32,
        string? name = null
    ) => ConfusionMatrix.Build(labels, predictions, num_classes, weights, dtype, name);
}
