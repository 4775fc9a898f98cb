using TfNetLstm.Data;

namespace TfNetLstm.Training;

/// <summary>Loss and accuracy over the images set aside, and how long there was no better loss.</summary>
internal sealed class Validation(DataSet images)
{
    // Bounds the memory of a pass; the mean of equal parts is the mean of all.
    private const int Part = 500;

    /// <summary>What has been best so far; null before the first validation.</summary>
    public BestValidation? Best { get; set; }

    /// <summary>Validations since the best one.</summary>
    public int Stale { get; set; }

    /// <summary>Runs all images; "better" means by <paramref name="byAccuracy"/> a higher accuracy, else a lower loss.</summary>
    public ValidatedStep Run(ITrainingModel model, InputLayout layout, long step, bool byAccuracy)
    {
        var (loss, accuracy) = (0.0, 0.0);
        for (var start = 0; start < images.Count; start += Part)
        {
            var size = Math.Min(Part, images.Count - start);
            using var batch = images.Range(start, size);
            using var x = layout.Rows(batch);
            loss += (double)model.Loss(x, batch.Labels) * size / images.Count;
            accuracy += (double)model.Accuracy(x, batch.Labels) * size / images.Count;
        }
        var isBest = Best is not { } best || (byAccuracy ? accuracy > best.Accuracy : loss < best.Loss);
        Stale = isBest ? 0 : Stale + 1;
        if (isBest)
            Best = new(step, loss, accuracy);
        return new(step, loss, accuracy, isBest);
    }
}

/// <summary>The best validation of a run.</summary>
internal sealed record BestValidation(long Step, double Loss, double Accuracy);
