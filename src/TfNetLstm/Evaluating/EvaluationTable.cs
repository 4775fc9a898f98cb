using TfNetLstm.Data;

namespace TfNetLstm.Evaluating;

/// <summary>The evaluation as text.</summary>
internal static class EvaluationTable
{
    /// <summary>Writes it.</summary>
    public static void Write(TextWriter output, Evaluation evaluation)
    {
        output.WriteLine(
            FormattableString.Invariant(
                $"accuracy {evaluation.Accuracy:F4} ({evaluation.Right} of {evaluation.Count}), loss {evaluation.Loss:F4}"
            )
        );
        output.WriteLine();
        output.WriteLine("digit  images  precision  recall      F1");
        foreach (var score in evaluation.Scores())
        {
            output.WriteLine(
                FormattableString.Invariant(
                    $"{score.Digit, 5}  {score.Images, 6}  {score.Precision, 9:F4}  {score.Recall, 6:F4}  {score.F1, 6:F4}"
                )
            );
        }
        output.WriteLine();
        output.WriteLine(
            "is \\ told"
                + string.Concat(
                    Enumerable.Range(0, DataSet.Classes).Select(d => FormattableString.Invariant($"{d, 6}"))
                )
        );
        for (var label = 0; label < DataSet.Classes; label++)
        {
            var row = label;
            output.WriteLine(
                FormattableString.Invariant($"{label, 9}")
                    + string.Concat(
                        Enumerable
                            .Range(0, DataSet.Classes)
                            .Select(p =>
                                evaluation.Confused(row, p) is > 0 and var n
                                    ? FormattableString.Invariant($"{n, 6}")
                                    : "     ."
                            )
                    )
            );
        }
    }
}
