namespace TfNetLstm.Tests.Docs;

/// <summary>The checkout that the tests were built in, and the pages for its readers.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>The pages, by their paths from the root: what stands in them has to be true.</summary>
    public static IEnumerable<string> Pages =>
        Directory
            .EnumerateFiles(Root, "*.md")
            .Concat(Markdown("docs"))
            .Concat(Markdown("src"))
            .Concat(Markdown("scripts"))
            .Concat(Markdown("data"))
            .Select(p => Path.GetRelativePath(Root, p).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);

    public static string PathOf(string file) => Path.Combine(Root, file);

    private static IEnumerable<string> Markdown(string folder) =>
        Directory
            .EnumerateFiles(PathOf(folder), "*.md", SearchOption.AllDirectories)
            .Where(p => !p.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "TfNetLstm.sln")))
                return folder.FullName;
        }
        throw new DirectoryNotFoundException("The tests of the pages run in a checkout of the repository.");
    }
}
