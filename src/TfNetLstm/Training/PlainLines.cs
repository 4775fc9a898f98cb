namespace TfNetLstm.Training;

/// <summary>Prints exactly the tutorial's lines.</summary>
internal sealed class PlainLines(TextWriter output) : ITrainingListener
{
    /// <inheritdoc/>
    public void Displayed(DisplayedStep shown) => Print(LogLines.Iter(shown.Examples, shown.Loss, shown.Accuracy));

    /// <inheritdoc/>
    public void Finished() => Print(LogLines.Finished);

    /// <inheritdoc/>
    public void Tested(float accuracy) => Print(LogLines.Testing(accuracy));

    private void Print(string line)
    {
        output.WriteLine(line);
        output.Flush();
    }
}
