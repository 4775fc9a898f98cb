using System.CommandLine;
using TfNetLstm.Evaluating;
using TfNetLstm.Training;

namespace TfNetLstm.Commands;

/// <summary>The program's verbs, in the order in which the help lists them.</summary>
internal static class Verbs
{
    /// <summary>The command that has them all.</summary>
    public static RootCommand Create() =>
        new("The MNIST LSTM of the early TensorFlow tutorials, in C#.")
        {
            TrainCommand.Create(settings => new MnistModel(settings)),
            EvalCommand.Create(CheckpointModel.Open),
            PredictCommand.Create(CheckpointModel.Open),
            CompareCommand.Create(),
            BenchCommand.Create(),
            OpsCommand.Create(),
        };
}
