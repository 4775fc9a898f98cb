using System.CommandLine;
using TfNetLstm.Commands;

var root = new RootCommand("The MNIST LSTM of the early TensorFlow tutorials, in C#.")
{
    TrainCommand.Create(_ => throw new InvalidOperationException("No engine is linked into this build.")),
};
return CommandLine.Run(root, args, Console.Out, Console.Error);
