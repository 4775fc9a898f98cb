using Tensorflow.Formats.Proto;

namespace TfNetLstm.Tests.Training;

/// <summary>Two graphs, node for node.</summary>
internal static class GraphComparison
{
    private const int Shown = 5;

    /// <summary>Fails unless both have the same nodes in the same order, and the same versions.</summary>
    public static void AssertSame(GraphDef expected, GraphDef actual)
    {
        var different = expected.Node.Zip(actual.Node).Where(p => !p.First.Equals(p.Second)).Take(Shown);
        var lines = different.Select(p => $"- {p.First}\n+ {p.Second}").ToArray();
        Assert.True(lines.Length == 0, string.Join('\n', lines));
        var rest = expected.Node.Skip(actual.Node.Count).Select(n => "- " + n.Name);
        var more = actual.Node.Skip(expected.Node.Count).Select(n => "+ " + n.Name);
        Assert.Empty(rest.Concat(more));
        Assert.Equal(expected, actual);
    }
}
