using System.Text.RegularExpressions;

namespace TfNetLstm.Tests.Docs;

/// <summary>Every link of the pages that stays in the repository leads somewhere.</summary>
public partial class LinkTests
{
    public static TheoryData<string> Pages => [.. Repository.Pages];

    [Theory]
    [MemberData(nameof(Pages))]
    public void LeadSomewhere(string page)
    {
        var folder = Path.GetDirectoryName(Repository.PathOf(page))!;
        var broken = Link()
            .Matches(File.ReadAllText(Repository.PathOf(page)))
            .Select(m => m.Groups[1].Value)
            .Where(target => !target.Contains("://", StringComparison.Ordinal))
            .Where(target => !Exists(folder, page, target.Split('#', 2)));
        Assert.Equal([], broken);
    }

    private static bool Exists(string folder, string page, string[] target)
    {
        var path = target[0].Length == 0 ? Repository.PathOf(page) : Path.Combine(folder, target[0]);
        return Path.Exists(path) && (target.Length == 1 || Anchors(path).Contains(target[1]));
    }

    // As the hosts of repositories make them: lower case, spaces to hyphens, other signs gone.
    private static IEnumerable<string> Anchors(string path) =>
        File.ReadLines(path)
            .Where(l => l.StartsWith('#'))
            .Select(l => l.TrimStart('#').Trim().ToLowerInvariant().Replace(' ', '-'))
            .Select(l => NotInAnchor().Replace(l, ""));

    [GeneratedRegex(@"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"[^\w-]")]
    private static partial Regex NotInAnchor();
}
