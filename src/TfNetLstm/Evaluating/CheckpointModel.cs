using System.Globalization;
using Tensorflow.Formats;
using TfNetLstm.Data;
using TfNetLstm.Runs;
using TfNetLstm.Settings;
using TfNetLstm.Training;

namespace TfNetLstm.Evaluating;

/// <summary>Opens checkpoints, ours and Python's: the graph's constants follow from the names and shapes in them.</summary>
internal static class CheckpointModel
{
    private static readonly (string Tensor, string Cell)[] s_cells =
    [
        ("rnn/basic_lstm_cell/kernel", "basic_lstm"),
        ("rnn/lstm_cell/kernel", "lstm"),
        ("rnn/gru_cell/gates/kernel", "gru"),
        ("rnn/basic_rnn_cell/kernel", "rnn"),
    ];

    /// <summary>Opens the checkpoint that a prefix, one of its files, or a folder names.</summary>
    public static OpenedModel Open(string path, int threads)
    {
        try
        {
            var prefix = CheckpointPath.Resolve(path);
            using var reader = CheckpointReader.Open(prefix);
            var constants = Constants(prefix, reader.GetShapes());
            if (TrainState.Read(prefix)?.Settings.TryGetValue("forget_bias", out var bias) == true)
                constants = constants with { ForgetBias = float.Parse(bias, CultureInfo.InvariantCulture) };
            return new(MnistModel.Trained(prefix, constants, threads), constants, prefix);
        }
        catch (TensorFileException e)
        {
            throw DataFileException.Of(
                e,
                "give the prefix of a checkpoint (model.ckpt-10), one of its files, or its folder"
            );
        }
    }

    private static ModelSettings Constants(string prefix, IReadOnlyDictionary<string, IReadOnlyList<long>> shapes)
    {
        var cell = s_cells.FirstOrDefault(c => shapes.ContainsKey(c.Tensor)).Cell;
        if (
            cell is null
            || shapes.GetValueOrDefault("Variable") is not [var input, var hidden]
            || input is < 1 or > ModelSettings.Pixels
            || ModelSettings.Pixels % input != 0
        )
        {
            throw new DataFileException(
                prefix,
                "a checkpoint of another program",
                "inspect shows what it holds; this program's has Variable and rnn/basic_lstm_cell/kernel"
            );
        }
        return new()
        {
            Cell = cell,
            Hidden = (int)hidden,
            Steps = (int)(ModelSettings.Pixels / input),
        };
    }
}
