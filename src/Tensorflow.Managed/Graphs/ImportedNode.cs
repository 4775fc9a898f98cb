using System.Globalization;
using Tensorflow.Formats.Proto;
using Tensorflow.Operations;

namespace Tensorflow.Graphs;

/// <summary>A node of a GraphDef that is checked and about to enter a graph.</summary>
internal sealed class ImportedNode(NodeDef def, OpSchema schema, Dictionary<string, AttrValue> attrs)
{
    public string Name => def.Name;

    public NodeDef Def => def;

    public OpSchema Schema => schema;

    /// <summary>The attributes, defaults filled in.</summary>
    public Dictionary<string, AttrValue> Attrs => attrs;

    /// <summary>The data inputs, by node and output.</summary>
    public List<(string Node, int Output)> Inputs { get; } = [];

    /// <summary>The names of the nodes that run before.</summary>
    public List<string> Controls { get; } = [];

    public TF_DataType[] OutputTypes { get; set; } = [];

    public bool IsMerge => schema.Name is "Merge" or "RefMerge";

    public bool IsNextIteration => schema.Name is "NextIteration" or "RefNextIteration";

    /// <summary>Splits a tensor's name as files have it: <c>node</c>, <c>node:2</c>; anything else is all node.</summary>
    public static (string Node, int Output) ParseInput(string input)
    {
        var colon = input.LastIndexOf(':');
        return
            colon > 0
            && int.TryParse(input.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var output)
            ? (input[..colon], output)
            : (input, 0);
    }
}
