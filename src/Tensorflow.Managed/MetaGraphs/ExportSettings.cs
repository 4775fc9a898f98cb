using Tensorflow.Formats.Proto;

namespace Tensorflow.MetaGraphs;

/// <summary>What of a graph goes into a MetaGraph.</summary>
internal sealed record ExportSettings
{
    /// <summary>The saver's nodes, or null for none.</summary>
    public SaverDef? SaverDef { get; init; }

    /// <summary>What is known beforehand of the MetaGraph.</summary>
    public MetaGraphDef.Types.MetaInfoDef? MetaInfo { get; init; }

    /// <summary>The nodes, or null for all of the graph's.</summary>
    public GraphDef? GraphDef { get; init; }

    /// <summary>The collections, or null for all.</summary>
    public IReadOnlyCollection<string>? Collections { get; init; }

    /// <summary>The name scope that is taken out, or null for the whole graph.</summary>
    public string? Scope { get; init; }

    public bool ClearDevices { get; init; }

    /// <summary>Whether the nodes of other savers are left out.</summary>
    public bool ClearExtraneousSavers { get; init; }

    /// <summary>Whether attributes that have their default are left out.</summary>
    public bool StripDefaultAttrs { get; init; }
}
