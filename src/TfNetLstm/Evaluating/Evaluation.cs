using TfNetLstm.Data;
using TfNetLstm.Training;

namespace TfNetLstm.Evaluating;

/// <summary>A test image told wrong: its place in the file, what it is, what was said, and how surely.</summary>
internal sealed record Mistake(int Index, int Label, int Predicted, double Probability, double Loss);

/// <summary>How well one digit is told.</summary>
internal sealed record ClassScore(int Digit, int Images, double Precision, double Recall, double F1);

/// <summary>What a model makes of labelled images.</summary>
internal sealed class Evaluation
{
    private const int Part = 500;

    private readonly int[,] _confusion = new int[DataSet.Classes, DataSet.Classes];
    private readonly List<Mistake> _mistakes = [];
    private double _loss;

    private Evaluation(int count) => Count = count;

    /// <summary>How many images there were.</summary>
    public int Count { get; }

    /// <summary>How many were told right.</summary>
    public int Right => Enumerable.Range(0, DataSet.Classes).Sum(c => _confusion[c, c]);

    /// <summary>The share told right.</summary>
    public double Accuracy => (double)Right / Count;

    /// <summary>The mean cross entropy.</summary>
    public double Loss => _loss / Count;

    /// <summary>All mistakes, the most costly first.</summary>
    public IReadOnlyList<Mistake> Mistakes { get; private set; } = [];

    /// <summary>How often <paramref name="label"/> was told to be <paramref name="predicted"/>.</summary>
    public int Confused(int label, int predicted) => _confusion[label, predicted];

    /// <summary>Runs the first images of a set.</summary>
    public static Evaluation Of(IClassifier model, InputLayout layout, DataSet images, int count)
    {
        var result = new Evaluation(count);
        for (var start = 0; start < count; start += Part)
        {
            var size = Math.Min(Part, count - start);
            using var batch = images.Range(start, size);
            using var x = layout.Rows(batch);
            result.Take(model.Logits(x), images.Labels.Slice(start, size), start);
        }
        result.Mistakes = [.. result._mistakes.OrderByDescending(m => m.Loss).ThenBy(m => m.Index)];
        return result;
    }

    /// <summary>Precision, recall and F1 of each digit; 0 where there is nothing to divide by.</summary>
    public IEnumerable<ClassScore> Scores()
    {
        for (var digit = 0; digit < DataSet.Classes; digit++)
        {
            var (images, told) = (0, 0);
            for (var other = 0; other < DataSet.Classes; other++)
            {
                images += _confusion[digit, other];
                told += _confusion[other, digit];
            }
            var right = _confusion[digit, digit];
            var (precision, recall) = (Share(right, told), Share(right, images));
            yield return new(digit, images, precision, recall, Share(2 * precision * recall, precision + recall));
        }
    }

    private static double Share(double part, double all) => all > 0 ? part / all : 0;

    private void Take(ReadOnlySpan<float> logits, ReadOnlySpan<byte> labels, int start)
    {
        for (var i = 0; i < labels.Length; i++)
        {
            var row = logits.Slice(i * DataSet.Classes, DataSet.Classes);
            var (label, predicted, loss) = (labels[i], Softmax.ArgMax(row), Softmax.CrossEntropy(row, labels[i]));
            _loss += loss;
            _confusion[label, predicted]++;
            if (label != predicted)
                _mistakes.Add(new(start + i, label, predicted, Softmax.Of(row)[predicted], loss));
        }
    }
}
