using Tensorflow;
using TfNetLstm.Training;

namespace TfNetLstm;

/// <content>Graphs and models as files: with TensorFlow.NET this is TensorFlow's own affair.</content>
internal static partial class Engine
{
    private const string NoExports = "Exports need the managed engine; with TensorFlow.NET use TensorFlow's own tools.";

    /// <summary>Is not there.</summary>
    public static string ExportGraph(Graph graph, string folder, string format) =>
        throw new Commands.UsageException(NoExports);

    /// <summary>Is not there.</summary>
    public static byte[] Freeze(MnistModel model) => throw new Commands.UsageException(NoExports);

    /// <summary>Is not there.</summary>
    public static void WriteSavedModel(MnistModel model, string folder) => throw new Commands.UsageException(NoExports);
}
