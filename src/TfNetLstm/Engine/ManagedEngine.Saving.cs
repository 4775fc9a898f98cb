using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using NumSharp;
using Tensorflow;
using Tensorflow.Formats;
using TfNetLstm.Data;
using TfNetLstm.Runs;
using static Tensorflow.Binding;

namespace TfNetLstm;

/// <content>Checkpoints.</content>
internal static partial class Engine
{
    /// <summary>A hash of all variables: names, and values bit for bit.</summary>
    public static string VariablesHash(Graph graph, Session session)
    {
        RefVariable[] variables;
        using (graph.as_default())
            variables = tf.global_variables();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var variable in variables.OrderBy(v => v.op.name, StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(variable.op.name));
            hash.AppendData(MemoryMarshal.AsBytes(Floats(session.run((Tensor)variable)).AsSpan()));
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Where the session's random nodes stand; a server does not tell.</summary>
    public static IReadOnlyList<RandomNode> RandomNodes(Session session) =>
        session.sess_str.Length > 0
            ? []
            :
            [
                .. session
                    .export_random_op_states()
                    .Select(s => new RandomNode(s.Node, s.Key, s.CounterLow, s.CounterHigh)),
            ];

    /// <summary>Puts random nodes to where they stood; those of a server stay where they are.</summary>
    public static void RestoreRandomNodes(Session session, IEnumerable<RandomNode> nodes)
    {
        if (session.sess_str.Length > 0)
            return;
        session.import_random_op_states(
            nodes.Select(n => new RandomOpState(n.Name, n.Key, n.CounterLow, n.CounterHigh))
        );
    }

    /// <summary>Saves and restores variables; its nodes come behind all others of the graph.</summary>
    public sealed class ModelSaver
    {
        private readonly Saver _saver;

        /// <summary>Adds the nodes.</summary>
        public ModelSaver(Graph graph, int keep, bool onlyTrained = false)
        {
            using (graph.as_default())
                _saver = tf.train.Saver(
                    onlyTrained ? tf.trainable_variables() : null,
                    max_to_keep: keep,
                    save_relative_paths: true
                );
        }

        /// <summary>Saves; gives the checkpoint's prefix.</summary>
        public string Save(Session session, string prefix, long step)
        {
            KeepFilesHere(session);
            try
            {
                return _saver.save(session, prefix, checked((int)step))!;
            }
            catch (Exception e) when (e is TensorflowException or TensorFileException)
            {
                throw new IOException($"{prefix}-{step} cannot be saved: {OneLine(e.Message)}", e);
            }
        }

        /// <summary>Restores.</summary>
        public void Restore(Session session, string prefix)
        {
            KeepFilesHere(session);
            try
            {
                _saver.restore(session, prefix);
            }
            catch (Exception e) when (e is TensorflowException or TensorFileException)
            {
                throw new DataFileException(prefix, OneLine(e.Message), "was it made with the same cell and sizes?");
            }
        }

        /// <summary>Takes these checkpoints, oldest first, as its own.</summary>
        public void Recover(IEnumerable<string> prefixes) => _saver.recover_last_checkpoints(prefixes);

        // A server's disk is not this one.
        private void KeepFilesHere(Session session) => _saver.files_at_client = session.sess_str.Length > 0;

        private static string OneLine(string message) =>
            string.Join(
                "; ",
                message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            );
    }
}
