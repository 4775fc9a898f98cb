using System.Text.RegularExpressions;
using TfNetLstm.Commands;

namespace TfNetLstm.Tests.Docs;

/// <summary>Every command line of the pages names things that exist: verbs, options, projects, scripts, packages.</summary>
public partial class ShellTests
{
    public static TheoryData<string, string> Lines
    {
        get
        {
            var rows = new TheoryData<string, string>();
            foreach (var fence in Repository.Pages.SelectMany(Fence.Read).Where(f => f.Language == "sh"))
            foreach (var line in ShellLine.Of(fence.Lines))
                rows.Add(fence.Page, line);
            foreach (var page in Repository.Pages)
            foreach (Match match in InlineCommand().Matches(File.ReadAllText(Repository.PathOf(page))))
                rows.Add(page, match.Groups[1].Value);
            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public void CanBeTyped(string page, string line) =>
        Assert.Equal("", Wrong(line) is { } wrong ? $"{page}: {wrong}" : "");

    [Fact]
    public void TheHelpsExamplesCanBeTyped() =>
        Assert.Equal(
            [],
            Verbs
                .Root(ProgramContext.OfProcess())
                .Subcommands.OfType<VerbCommand>()
                .SelectMany(v => v.Examples)
                .Select(e => ProgramError(ShellLine.Words(e)))
                .OfType<string>()
        );

    [Theory]
    [InlineData("tfnetlstm train --sed 1", "there is no option --sed")]
    [InlineData("tfnetlstm tran", "there is no verb 'tran'")]
    [InlineData("tfnetlstm train --seed one", "--seed 'one' is not allowed")]
    [InlineData("dotnet run --project src/Nothing", "src/Nothing")]
    [InlineData("dotnet run --project samples -- nothing", "nothing")]
    [InlineData("dotnet add package TfNetLstm.Nothing", "TfNetLstm.Nothing")]
    [InlineData("dotnet build -p:NoSuchProperty=1", "NoSuchProperty")]
    [InlineData("python scripts/golden_ops.py --nothing", "--nothing")]
    [InlineData("scripts/nothing.sh", "scripts/nothing.sh")]
    [InlineData("make", "make")]
    public void WhatDoesNotExistIsFound(string line, string named) =>
        Assert.Contains(named, Wrong(line), StringComparison.Ordinal);

    private static string? Wrong(string line) =>
        ShellLine.Words(line) switch
        {
            ["tfnetlstm", .. var args] => ProgramError(args),
            ["dotnet", "run", .. var rest] => RunError(rest),
            ["dotnet", "build" or "test" or "pack" or "publish", .. var rest] => ProjectError(rest),
            ["dotnet", "tool", "install" or "update" or "uninstall", .. var rest] => PackageError(rest),
            ["dotnet", "add", "package", .. var rest] => PackageError(rest),
            ["dotnet", "new", "console", ..] or ["dotnet", "tool", "restore"] or ["dotnet", "csharpier", ..] => null,
            ["pip", "install", ..] or ["tensorboard", "--logdir", _] or ["cd", _] => null,
            ["python" or "python3", var script, .. var options] => ScriptError(script, options),
            [var script, .. var options] when script.StartsWith("scripts/", StringComparison.Ordinal) => ScriptError(
                script,
                options
            ),
            _ => $"this test knows nothing of '{line}'",
        };

    private static string? ProgramError(string[] args)
    {
        if (args is [] or ["--help" or "--version"])
            return null;
        var error = new StringWriter();
        return CommandLine.Check(Verbs.Root(ProgramContext.OfProcess()), args, error) ? null : error.ToString().Trim();
    }

    private static string? RunError(string[] words)
    {
        var end = Array.IndexOf(words, "--");
        var (options, args) = end < 0 ? (words, []) : (words[..end], words[(end + 1)..]);
        var at = Array.IndexOf(options, "--project");
        var project = at >= 0 && at + 1 < options.Length ? options[at + 1] : "";
        return ProjectError(options)
            ?? project.TrimEnd('/') switch
            {
                "src/TfNetLstm" => ProgramError(args),
                "samples" or "tests/TfNetLstm.Benchmarks" => args.Take(1)
                    .Where(a =>
                        !File.ReadAllText(Repository.PathOf($"{project}/Program.cs"))
                            .Contains($"\"{a}\"", StringComparison.Ordinal)
                    )
                    .Select(a => $"{project} has no '{a}'")
                    .FirstOrDefault(),
                "tests/TfNetLstm.Tests" => null,
                _ => $"there is no program in '{project}'",
            };
    }

    private static string? ProjectError(string[] words)
    {
        foreach (var word in words.Where(w => w.Contains('/', StringComparison.Ordinal) && !w.StartsWith('-')))
            if (!word.StartsWith("artifacts", StringComparison.Ordinal) && !Path.Exists(Repository.PathOf(word)))
                return $"there is no {word}";
        foreach (var word in words.Where(w => w.StartsWith("-p:", StringComparison.Ordinal)))
            if (!Properties.Contains($"({word[3..].Split('=')[0]})", StringComparison.Ordinal))
                return $"nothing asks for the property of {word}";
        return null;
    }

    private static string Properties =>
        string.Concat(
            Directory
                .EnumerateFiles(Repository.Root, "*.*")
                .Where(f => MsBuildFile().IsMatch(f))
                .Select(File.ReadAllText)
        );

    private static string? PackageError(string[] words) =>
        Directory
            .EnumerateFiles(Repository.PathOf("src"), "*.csproj", SearchOption.AllDirectories)
            .Any(p =>
                words.Any(w => File.ReadAllText(p).Contains($"<PackageId>{w}</PackageId>", StringComparison.Ordinal))
            )
            ? null
            : $"none of the packages is named in '{string.Join(' ', words)}'";

    private static string? ScriptError(string script, string[] options)
    {
        if (!File.Exists(Repository.PathOf(script)))
            return $"there is no {script}";
        var text = File.ReadAllText(Repository.PathOf(script));
        return options
            .Where(o => o.StartsWith("--", StringComparison.Ordinal) && o != "--help")
            .Where(o => !text.Contains(o.Split('=')[0], StringComparison.Ordinal))
            .Select(o => $"{script} has no option {o}")
            .FirstOrDefault();
    }

    [GeneratedRegex(@"(?<=\s)`((?:tfnetlstm |dotnet |python |scripts/\w+\.sh)[^`]*)`")]
    private static partial Regex InlineCommand();

    [GeneratedRegex(@"\.(props|targets)$")]
    private static partial Regex MsBuildFile();
}
