using System.Text.RegularExpressions;
using Google.Protobuf;
using Tensorflow.Formats.Proto;
using Tensorflow.Graphs;
using Tensorflow.Values;

namespace Tensorflow.Summaries;

/// <summary>Makes summary nodes with the names and tags that Python's <c>compat.v1</c> gives them.</summary>
internal static partial class SummaryNodes
{
    private static readonly string[] _default = [GraphKeys.SUMMARIES];

    public static Tensor Scalar(string name, Tensor tensor, string[]? collections, string? family) =>
        Build(
            name.Given(),
            family,
            null,
            tensor.Given(),
            collections,
            (tag, scope) => OpBuilder.Tensor("ScalarSummary", scope, [tag, tensor])
        );

    public static Tensor Histogram(string? name, Tensor values, string[]? collections, string? family) =>
        Build(
            name,
            family,
            "HistogramSummary",
            values.Given(),
            collections,
            (tag, scope) => OpBuilder.Tensor("HistogramSummary", scope, [tag, values])
        );

    public static Tensor Image(string name, Tensor tensor, int most, string[]? collections, string? family) =>
        Build(
            name.Given(),
            family,
            null,
            tensor.Given(),
            collections,
            (tag, scope) => OpBuilder.Tensor("ImageSummary", scope, [tag, tensor], ("max_images", (long)most))
        );

    public static Tensor Audio(
        string name,
        Tensor tensor,
        object sampleRate,
        int most,
        string[]? collections,
        string? family
    ) =>
        Build(
            name.Given(),
            family,
            null,
            tensor.Given(),
            collections,
            (tag, scope) =>
            {
                var rate = TensorConversion.Convert(sampleRate, TF_DataType.TF_FLOAT, "sample_rate", tensor.graph);
                return OpBuilder.Tensor("AudioSummaryV2", scope, [tag, tensor, rate], ("max_outputs", (long)most));
            }
        );

    public static Tensor Text(string name, Tensor tensor, string[]? collections) =>
        tensor.Given().dtype.as_base_dtype() == TF_DataType.TF_STRING
            ? OfTensor(name, tensor, new() { PluginData = new() { PluginName = "text" } }, collections, null)
            : throw new ValueError(
                $"Expected tensor {tensor.name} to have dtype string, got {tensor.dtype.as_numpy_name()}"
            );

    public static Tensor OfTensor(
        string name,
        Tensor tensor,
        SummaryMetadata metadata,
        string[]? collections,
        string? family
    )
    {
        var text = Value.OfStrings([metadata.ToByteArray()], []);
        return Build(
            name.Given(),
            family,
            null,
            tensor.Given(),
            collections,
            (tag, scope) => OpBuilder.Tensor("TensorSummaryV2", scope, [tag, tensor, text])
        );
    }

    public static Tensor Merge(IReadOnlyList<Tensor> inputs, string[]? collections, string? name)
    {
        inputs.AllGiven();
        var clean = Clean(name);
        var graph = OpBuilder.GraphOf(inputs);
        using var scope = graph.OpenNameScope(clean ?? "Merge", out _);
        var merged = OpBuilder.Tensor("MergeSummary", clean, [inputs]);
        graph.add_to_collections(collections ?? [], merged);
        return merged;
    }

    public static Tensor? MergeAll(string key, string? scope, string? name)
    {
        var summaries = Graph.Default.get_collection<Tensor>(key.Given());
        if (!string.IsNullOrEmpty(scope))
        {
            var pattern = new Regex($@"\A(?:{scope})", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
            summaries.RemoveAll(summary => !pattern.IsMatch(summary.name));
        }
        return summaries.Count == 0 ? null : Merge(summaries, null, name);
    }

    /// <summary>The name without the characters that no node's name may have (<c>clean_tag</c>).</summary>
    private static string? Clean(string? name) => name is null ? null : NotInNames().Replace(name, "_").TrimStart('/');

    /// <summary>
    /// Opens the scope whose name is the node's, and from which the tag is made: a tag is as unique as the node. A family
    /// stands before the name, and in the tag before all.
    /// </summary>
    private static Tensor Build(
        string? name,
        string? family,
        string? defaultName,
        Tensor tensor,
        string[]? collections,
        Func<string, string, Tensor> make
    )
    {
        (name, family) = (Clean(name), Clean(family));
        var graph = tensor.graph;
        using var block = graph.OpenNameScope(family is null ? name ?? defaultName : $"{family}/{name}", out var scope);
        var tag = scope.TrimEnd('/');
        var summary = make(family is null ? tag : $"{family}/{tag}", scope);
        foreach (var key in collections ?? _default)
            graph.add_to_collection(key, summary);
        return summary;
    }

    [GeneratedRegex(@"[^-/\w.]")]
    private static partial Regex NotInNames();
}
