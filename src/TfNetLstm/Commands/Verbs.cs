using System.CommandLine;
using TfNetLstm.Evaluating;
using TfNetLstm.Training;

namespace TfNetLstm.Commands;

/// <summary>All verbs of the program.</summary>
internal static class Verbs
{
    /// <summary>The program, over the world it runs in.</summary>
    public static RootCommand Root(ProgramContext context) =>
        new("The MNIST LSTM of the early TensorFlow tutorials, in C#.")
        {
            TrainCommand.Create(settings => new MnistModel(settings), context),
            EvalCommand.Create(CheckpointModel.Open),
            PredictCommand.Create(CheckpointModel.Open, context),
            CompareCommand.Create(),
            ServeCommand.Create(),
            InspectCommand.Create(),
            ExportGraphCommand.Create(context),
            FreezeCommand.Create(),
            DataCommand.Create(),
            InfoCommand.Create(),
            BenchCommand.Create(),
            OpsCommand.Create(),
            CompletionCommand.Create(),
        };
}
