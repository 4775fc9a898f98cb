using System.CommandLine;
using TfNetLstm.Evaluating;
using TfNetLstm.Training;

namespace TfNetLstm.Commands;

/// <summary>The program's verbs, in the order in which the help lists them.</summary>
internal static class Verbs
{
    /// <summary>The command that has them all, over the world it runs in; the process's where null.</summary>
    public static RootCommand Create(ProgramContext? context = null) =>
        new("The MNIST LSTM of the early TensorFlow tutorials, in C#.")
        {
            TrainCommand.Create(settings => new MnistModel(settings), context),
            EvalCommand.Create(CheckpointModel.Open),
            PredictCommand.Create(CheckpointModel.Open, context),
            CompareCommand.Create(),
            InspectCommand.Create(),
            ExportGraphCommand.Create(context),
            FreezeCommand.Create(),
            DataCommand.Create(),
            InfoCommand.Create(),
            OpsCommand.Create(),
            CompletionCommand.Create(),
        };
}
