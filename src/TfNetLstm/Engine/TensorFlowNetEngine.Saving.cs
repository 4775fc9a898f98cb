using Tensorflow;
using TfNetLstm.Runs;
using static Tensorflow.Binding;

namespace TfNetLstm;

/// <content>Checkpoints.</content>
internal static partial class Engine
{
    /// <summary>TensorFlow.NET's runs are not resumed exactly, so nothing has to be told apart.</summary>
    public static string VariablesHash(Graph graph, Session session) => "";

    /// <summary>TensorFlow keeps these to itself.</summary>
    public static IReadOnlyList<RandomNode> RandomNodes(Session session) => [];

    /// <summary>TensorFlow keeps these to itself.</summary>
    public static void RestoreRandomNodes(Session session, IEnumerable<RandomNode> nodes) { }

    /// <summary>Saves and restores variables; its nodes come behind all others of the graph.</summary>
    public sealed class ModelSaver
    {
        private readonly Saver _saver;

        /// <summary>Adds the nodes.</summary>
        public ModelSaver(Graph graph, int keep, bool onlyTrained = false)
        {
            using (AsDefault(graph))
                _saver = tf.train.Saver(max_to_keep: keep);
        }

        /// <summary>Saves; gives the checkpoint's prefix.</summary>
        public string Save(Session session, string prefix, long step) =>
            _saver.save(session, prefix, checked((int)step));

        /// <summary>Restores.</summary>
        public void Restore(Session session, string prefix) => _saver.restore(session, prefix);

        /// <summary>TensorFlow.NET's saver counts its own checkpoints only.</summary>
        public void Recover(IEnumerable<string> prefixes) { }
    }
}
