using System.Runtime.InteropServices;
using Tensorflow.Formats;
using Tensorflow.Formats.Proto;
using TfNetLstm.Tests.Data;

namespace TfNetLstm.Tests.Program;

/// <summary>A checkpoint of the weights that TensorFlow had after its 781 steps.</summary>
internal sealed class TrainedCheckpoint : IDisposable
{
    private static readonly string[] _variables =
    [
        "Variable",
        "Variable_1",
        "Variable_2",
        "Variable_3",
        "rnn/basic_lstm_cell/kernel",
        "rnn/basic_lstm_cell/bias",
    ];

    private readonly TemporaryFolder _folder = new();

    /// <summary>The checkpoint's prefix.</summary>
    public string Prefix => _folder["model.ckpt-781"];

    /// <summary>A file of the checkpoint's folder.</summary>
    public string this[string name] => _folder[name];

    /// <summary>Writes it into a folder of its own.</summary>
    public static TrainedCheckpoint Write()
    {
        var checkpoint = new TrainedCheckpoint();
        var values = Golden.Npz("model/values.npz");
        using var writer = new CheckpointWriter(checkpoint.Prefix);
        foreach (var name in _variables.Order(StringComparer.Ordinal))
        {
            var array = values["step781/" + name];
            var shape = array.Shape.Select(s => (long)s).ToArray();
            writer.Add(name, DataType.DtFloat, shape, MemoryMarshal.AsBytes(array.Floats.AsSpan()));
        }
        writer.Finish();
        return checkpoint;
    }

    /// <summary>A text with the folder's name taken out.</summary>
    public string WithoutPaths(string text) => text.Replace(_folder.Path, "run", StringComparison.Ordinal);

    public void Dispose() => _folder.Dispose();
}
