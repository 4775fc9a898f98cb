using System.Globalization;
using NumSharp;
using Tensorflow.Formats;
using TfNetLstm.Runs;

namespace TfNetLstm.Tests.Program;

/// <summary>A model that keeps a list of what it is asked and answers with prepared numbers.</summary>
internal sealed class FakeModel : ISavedModel
{
    public List<string> Calls { get; } = [];

    public Queue<float> Losses { get; } = new();

    public Queue<float> Accuracies { get; } = new();

    public Action<string> OnCall { get; init; } = _ => { };

    public IReadOnlyList<RandomNode> RandomNodes { get; set; } = [];

    public bool IsDisposed { get; private set; }

    public void Train(NDArray x, NDArray y) => Note("train", x, y);

    public float TrainWithLoss(NDArray x, NDArray y)
    {
        Note("train+loss", x, y);
        return Next(Losses);
    }

    public float Accuracy(NDArray x, NDArray y)
    {
        Note("accuracy", x, y);
        return Next(Accuracies);
    }

    public float Loss(NDArray x, NDArray y)
    {
        Note("loss", x, y);
        return Next(Losses);
    }

    /// <summary>Writes an index file without content.</summary>
    public string Save(string prefix, long step, bool isBest)
    {
        OnCall("save");
        var path = string.Create(CultureInfo.InvariantCulture, $"{prefix}-{step}");
        File.WriteAllBytes(CheckpointPath.IndexFile(path), []);
        return path;
    }

    public void Restore(string prefix) { }

    public void Recover(IEnumerable<string> prefixes) { }

    public string VariablesHash() => "";

    public void Dispose() => IsDisposed = true;

    private static float Next(Queue<float> answers) => answers.Count > 0 ? answers.Dequeue() : 0.5f;

    // "train 128x28x28 128x10 #5": the shapes and the digit of the first label
    private void Note(string call, NDArray x, NDArray y)
    {
        var digit = Array.IndexOf(y.ToArray<float>(), 1f).ToString(CultureInfo.InvariantCulture);
        Calls.Add($"{call} {string.Join('x', x.shape)} {string.Join('x', y.shape)} #{digit}");
        OnCall(call);
    }
}
