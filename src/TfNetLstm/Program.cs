using System.CommandLine;
using TfNetLstm.Commands;
using TfNetLstm.Evaluating;
using TfNetLstm.Training;

var root = new RootCommand("The MNIST LSTM of the early TensorFlow tutorials, in C#.")
{
    TrainCommand.Create(settings => new MnistModel(settings)),
    EvalCommand.Create(CheckpointModel.Open),
    PredictCommand.Create(CheckpointModel.Open),
    CompareCommand.Create(),
    InspectCommand.Create(),
    ExportGraphCommand.Create(),
    FreezeCommand.Create(),
    DataCommand.Create(),
    InfoCommand.Create(),
    CompletionCommand.Create(),
    OpsCommand.Create(),
};
return CommandLine.Run(root, args, Console.Out, Console.Error);
