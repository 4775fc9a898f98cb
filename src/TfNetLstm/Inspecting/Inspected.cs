namespace TfNetLstm.Inspecting;

/// <summary>A tensor or node of a file: a line of the table.</summary>
internal sealed record InspectedItem(string Name, string Type, string Shape, long? Bytes, string Note);

/// <summary>What is in a file.</summary>
/// <param name="Kind">What kind of file it is, in words.</param>
/// <param name="Path">Where it was found.</param>
/// <param name="Facts">What is known of the whole.</param>
/// <param name="Items">Its parts.</param>
internal sealed record Inspected(
    string Kind,
    string Path,
    IReadOnlyList<(string Name, string Value)> Facts,
    IReadOnlyList<InspectedItem> Items
);
