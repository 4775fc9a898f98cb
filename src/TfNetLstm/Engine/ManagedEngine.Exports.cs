using Google.Protobuf;
using Tensorflow;
using TfNetLstm.Training;
using static Tensorflow.Binding;

namespace TfNetLstm;

/// <content>Graphs and models as files that TensorFlow reads.</content>
internal static partial class Engine
{
    /// <summary>Writes a graph into a folder as <c>events</c>, <c>pb</c>, <c>pbtxt</c> or <c>meta</c>; gives the file's path.</summary>
    public static string ExportGraph(Graph graph, string folder, string format)
    {
        switch (format)
        {
            case "events":
                using (var writer = new Tensorflow.Summaries.FileWriter(folder, graph))
                    return writer.event_file;
            case "meta":
                Directory.CreateDirectory(folder);
                var path = Path.Combine(folder, "graph.meta");
                tf.train.export_meta_graph(path, graph: graph);
                return path;
            default:
                return tf.train.write_graph(graph, folder, "graph." + format, as_text: format == "pbtxt");
        }
    }

    /// <summary>The nodes from images and state to logits with the weights in them, as a serialized <c>GraphDef</c>.</summary>
    public static byte[] Freeze(MnistModel model) =>
        tf
            .graph_util.convert_variables_to_constants(
                model.Session,
                model.Session.graph.as_graph_def(),
                [model.Graph.pred.op.name]
            )
            .ToByteArray();

    /// <summary>Writes a SavedModel that answers to x and istate with pred.</summary>
    public static void WriteSavedModel(MnistModel model, string folder)
    {
        using (model.Session.graph.as_default())
        {
            tf.saved_model.simple_save(
                model.Session,
                folder,
                new Dictionary<string, Tensor>(StringComparer.Ordinal)
                {
                    ["x"] = model.Graph.x,
                    ["istate"] = model.Graph.istate,
                },
                new Dictionary<string, Tensor>(StringComparer.Ordinal) { ["pred"] = model.Graph.pred }
            );
        }
    }
}
