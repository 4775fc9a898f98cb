using System.CommandLine;
using TfNetLstm.Commands;
using TfNetLstm.Training;

var root = new RootCommand("The MNIST LSTM of the early TensorFlow tutorials, in C#.")
{
    TrainCommand.Create(settings => new MnistModel(settings.Seed, settings.Model, settings.Threads)),
    CompareCommand.Create(),
    OpsCommand.Create(),
};
return CommandLine.Run(root, args, Console.Out, Console.Error);
