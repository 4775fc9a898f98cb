using Tensorflow.Formats.Proto;
using Tensorflow.Graphs;
using Tensorflow.Summaries;

namespace Tensorflow;

/// <content>What TensorBoard shows of a run.</content>
public sealed partial class tensorflow
{
    /// <summary>Nodes that describe a run, and writers that keep it for TensorBoard.</summary>
    public summary_internal summary { get; } = new();

    /// <summary>Nodes that describe a run, and writers that keep it for TensorBoard (<c>tf.summary</c>).</summary>
    public sealed class summary_internal
    {
        /// <summary>The writers that <c>get</c> has made, one a folder.</summary>
        public FileWriterCache FileWriterCache { get; } = new();

        /// <summary>A node that describes a number.</summary>
        /// <param name="name">The node's name, from which the tag is made.</param>
        /// <param name="tensor">A scalar of any real type.</param>
        /// <param name="collections">Where the node is kept; <c>summaries</c> where null.</param>
        /// <param name="family">What the tag begins with: TensorBoard's group.</param>
        /// <returns>A serialized <c>Summary</c>, as all of these.</returns>
        public Tensor scalar(string name, Tensor tensor, string[]? collections = null, string? family = null) =>
            SummaryNodes.Scalar(name, tensor, collections, family);

        /// <summary>A node that counts how many numbers are alike; it fails where one is not finite.</summary>
        /// <param name="name">The node's name, from which the tag is made.</param>
        /// <param name="values">Any shape, any real type.</param>
        /// <param name="collections">Where the node is kept; <c>summaries</c> where null.</param>
        /// <param name="family">What the tag begins with: TensorBoard's group.</param>
        public Tensor histogram(string name, Tensor values, string[]? collections = null, string? family = null) =>
            SummaryNodes.Histogram(name, values, collections, family);

        /// <summary>A node that makes pictures of the first examples of a batch.</summary>
        /// <param name="name">The node's name, from which the tags are made.</param>
        /// <param name="tensor">[batch, height, width, channels], 1, 3 or 4 channels; numbers are scaled, bytes are not.</param>
        /// <param name="max_outputs">How many pictures at most.</param>
        /// <param name="collections">Where the node is kept; <c>summaries</c> where null.</param>
        /// <param name="family">What the tags begin with: TensorBoard's group.</param>
        public Tensor image(
            string name,
            Tensor tensor,
            int max_outputs = 3,
            string[]? collections = null,
            string? family = null
        ) => SummaryNodes.Image(name, tensor, max_outputs, collections, family);

        /// <summary>A node that makes sounds of the first examples of a batch.</summary>
        /// <param name="name">The node's name, from which the tags are made.</param>
        /// <param name="tensor">[batch, frames] or [batch, frames, channels] between -1 and 1.</param>
        /// <param name="sample_rate">In Hertz: a number or a scalar tensor.</param>
        /// <param name="max_outputs">How many sounds at most.</param>
        /// <param name="collections">Where the node is kept; <c>summaries</c> where null.</param>
        /// <param name="family">What the tags begin with: TensorBoard's group.</param>
        public Tensor audio(
            string name,
            Tensor tensor,
            object sample_rate,
            int max_outputs = 3,
            string[]? collections = null,
            string? family = null
        ) => SummaryNodes.Audio(name, tensor, sample_rate, max_outputs, collections, family);

        /// <summary>A node that keeps text, which TensorBoard reads as Markdown.</summary>
        /// <param name="name">The node's name, from which the tag is made.</param>
        /// <param name="tensor">Strings: one text, or a table of them.</param>
        /// <param name="collections">Where the node is kept; <c>summaries</c> where null.</param>
        /// <exception cref="ValueError">The tensor does not hold strings.</exception>
        public Tensor text(string name, Tensor tensor, string[]? collections = null) =>
            SummaryNodes.Text(name, tensor, collections);

        /// <summary>A node that keeps a tensor whole.</summary>
        /// <param name="name">The node's name, from which the tag is made.</param>
        /// <param name="tensor">Any shape and type.</param>
        /// <param name="summary_description">What the summary is, for people.</param>
        /// <param name="collections">Where the node is kept; <c>summaries</c> where null.</param>
        /// <param name="summary_metadata">Tells TensorBoard which plugin shows it.</param>
        /// <param name="family">What the tag begins with: TensorBoard's group.</param>
        /// <param name="display_name">What TensorBoard shows for the tag.</param>
        public Tensor tensor_summary(
            string name,
            Tensor tensor,
            string? summary_description = null,
            string[]? collections = null,
            SummaryMetadata? summary_metadata = null,
            string? family = null,
            string? display_name = null
        )
        {
            var metadata = summary_metadata?.Clone() ?? new();
            if (summary_description is not null)
                metadata.SummaryDescription = summary_description;
            if (display_name is not null)
                metadata.DisplayName = display_name;
            return SummaryNodes.OfTensor(name, tensor, metadata, collections, family);
        }

        /// <summary>A node that joins summaries into one; it fails where two have the same tag.</summary>
        /// <param name="inputs">Serialized summaries.</param>
        /// <param name="collections">Where the node is kept; nowhere where null.</param>
        /// <param name="name">The name scope; <c>Merge</c> where null.</param>
        public Tensor merge(IReadOnlyList<Tensor> inputs, string[]? collections = null, string? name = null) =>
            SummaryNodes.Merge(inputs, collections, name);

        /// <summary>A node that joins all summaries of a collection of the default graph; null where there are none.</summary>
        /// <param name="key">The collection.</param>
        /// <param name="scope">A regular expression with which the names of those to take begin.</param>
        /// <param name="name">The name scope; <c>Merge</c> where null.</param>
        public Tensor? merge_all(string key = GraphKeys.SUMMARIES, string? scope = null, string? name = null) =>
            SummaryNodes.MergeAll(key, scope, name);

        /// <summary>A writer of an event file in a folder, which is made if need be; it holds the graph, if one is given.</summary>
        /// <param name="logdir">The folder.</param>
        /// <param name="graph">The graph that TensorBoard shows.</param>
        /// <param name="max_queue">How many events wait at most before they are written.</param>
        /// <param name="flush_secs">How long an event waits at most.</param>
        /// <param name="graph_def">The graph as a message, instead of <paramref name="graph"/>.</param>
        /// <param name="filename_suffix">What the file's name ends with.</param>
        /// <param name="session">Is taken for Python's sake: this engine writes from the host alone, so it is the same without.</param>
        public FileWriter FileWriter(
            string logdir,
            Graph? graph = null,
            int max_queue = 10,
            double flush_secs = 120,
            GraphDef? graph_def = null,
            string? filename_suffix = null,
            Session? session = null
        ) => new(logdir, graph, max_queue, flush_secs, graph_def, filename_suffix, session);
    }
}
