using Tensorflow.Formats;
using Tensorflow.Formats.Proto;
using Tensorflow.MetaGraphs;

namespace Tensorflow;

/// <content>The graph beside its checkpoints.</content>
public sealed partial class Saver
{
    /// <summary>The MetaGraph of the default graph with this saver's nodes; written to a file where one is named.</summary>
    /// <param name="filename">The file, or empty for none.</param>
    /// <param name="collection_list">The collections to take, or null for all.</param>
    /// <param name="export_scope">The name scope to take out, or null for the whole graph.</param>
    /// <param name="as_text">Whether the file is text.</param>
    /// <param name="clear_devices">Whether nodes forget their devices.</param>
    /// <param name="clear_extraneous_savers">Whether the nodes of other savers are left out.</param>
    /// <param name="strip_default_attrs">Whether attributes with their default are left out.</param>
    /// <exception cref="OpError">The file cannot be written.</exception>
    public MetaGraphDef export_meta_graph(
        string? filename = null,
        string[]? collection_list = null,
        string? export_scope = null,
        bool as_text = false,
        bool clear_devices = false,
        bool clear_extraneous_savers = false,
        bool strip_default_attrs = false
    ) =>
        Export(
            DiskFileLayer.Instance,
            filename,
            new()
            {
                Collections = collection_list,
                Scope = export_scope,
                ClearDevices = clear_devices,
                ClearExtraneousSavers = clear_extraneous_savers,
                StripDefaultAttrs = strip_default_attrs,
            },
            as_text
        );

    private MetaGraphDef Export(IFileLayer files, string? filename, ExportSettings settings, bool asText = false)
    {
        var def = MetaGraphExporter.Export(Graph.Default, settings with { SaverDef = Def });
        if (!string.IsNullOrEmpty(filename))
            MessageFiles.Write(files, filename, def, asText);
        return def;
    }
}
