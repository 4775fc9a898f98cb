using System.Reflection;

namespace TfNetLstm.Tests.PublicApi;

/// <summary>What programs compile against stays as it is, or its change is seen: a text file an assembly holds every public member.</summary>
public class PublicApiTests
{
    private const string Accept =
        "If the change is meant, run scripts/accept_public_api.sh and commit what it changes.";

    [Theory]
    [InlineData("Tensorflow.Managed")]
    [InlineData("Tensorflow.Formats")]
    [InlineData("Tensorflow.Rnn")]
    [InlineData("Tensorflow.GrpcServer")]
    [InlineData("Tensorflow.Remote")]
    public void IsTheKeptOne(string assembly)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "PublicApi");
        Directory.CreateDirectory(folder);
        var made = ApiPrinter.Print(Assembly.Load(assembly));
        File.WriteAllLines(Path.Combine(folder, assembly + ".made.txt"), made);
        var path = Path.Combine(folder, assembly + ".txt");
        var kept = File.Exists(path) ? File.ReadAllLines(path) : [];
        var different = Difference(kept, made);
        Assert.True(
            different.Length == 0,
            $"The public API of {assembly} has changed. {Accept}\n{string.Join("\n", different)}"
        );
    }

    /// <summary>Lines that are in one list only, below the types they are of.</summary>
    internal static string[] Difference(string[] kept, string[] made)
    {
        var (before, after) = (WithTypes(kept), WithTypes(made));
        var gone = before.Except(after).Select(l => (l.Type, Text: "- " + l.Line));
        var come = after.Except(before).Select(l => (l.Type, Text: "+ " + l.Line));
        return
        [
            .. gone.Concat(come)
                .GroupBy(l => l.Type, StringComparer.Ordinal)
                .OrderBy(g => g.Key, StringComparer.Ordinal)
                .SelectMany(g => g.Select(l => l.Text.Trim()).Prepend(g.Key)),
        ];
    }

    private static (string Type, string Line)[] WithTypes(string[] lines)
    {
        var type = "";
        return Array.ConvertAll(lines, line => (type = line.StartsWith(' ') ? type : line.Split(" : ")[0], line));
    }

    [Fact]
    public void ADifferenceNamesTypeAndMember() =>
        Assert.Equal(
            ["class B", "- class B", "-     int Two", "+ class B : A", "+     long Two", "class C", "+ class C"],
            Difference(
                ["class A", "    int One", "class B", "    int Two"],
                ["class A", "    int One", "class B : A", "    long Two", "class C"]
            )
        );
}
