namespace TfNetLstm.Distributed;

/// <summary>A cluster as the program uses one: parameter servers, and workers at these addresses.</summary>
/// <param name="Text">The cluster as it was given, <c>ps=host:2222;worker=host:2223,host:2224</c>.</param>
/// <param name="Workers">Where the workers listen, by task.</param>
internal sealed record ClusterTasks(string Text, IReadOnlyList<string> Workers);
