using System.CommandLine;
using TfNetLstm.Training;

namespace TfNetLstm.Commands;

/// <summary>The program's verbs, in the order in which the help lists them.</summary>
internal static class Verbs
{
    /// <summary>The command that has them all.</summary>
    public static RootCommand Create() =>
        new("The MNIST LSTM of the early TensorFlow tutorials, in C#.")
        {
            TrainCommand.Create(settings => new MnistModel(settings.Seed, settings.LearningRate, settings.Threads)),
            OpsCommand.Create(),
        };
}
