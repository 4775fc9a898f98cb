using System.Diagnostics;
using TfNetLstm.Images;

namespace TfNetLstm.Tests.Program;

/// <summary>The pages in a real browser without a window, where one is installed.</summary>
public class ReportBrowserTests
{
    private static readonly string[] _names = ["chromium", "chromium-browser", "google-chrome"];

    [Theory]
    [InlineData("train")]
    [InlineData("eval")]
    [InlineData("compare")]
    public async Task APageIsShownWithoutNetwork(string verb)
    {
        var browser = _names.Select(FindOnPath).FirstOrDefault(p => p is not null);
        Assert.SkipWhen(browser is null, "no chromium is installed");
        using var trained = TrainedCheckpoint.Write();
        var page = trained["page.html"];
        string[] args = verb switch
        {
            "train" => ["train", "--seed", "1", "--training-iters", "1300", "--validate-every", "5"],
            "eval" => ["eval", trained.Prefix, "--test-examples", "1000"],
            _ =>
            [
                "compare",
                "--training-iters",
                "1300",
                "--reference",
                Path.Combine(AppContext.BaseDirectory, "reference"),
            ],
        };
        ProgramRun.Ok([.. args, "--report", page]);
        var dom = await Browse(browser!, "--dump-dom", page);
        Assert.Contains("</h1>", dom, StringComparison.Ordinal);
        Assert.Contains(verb == "eval" ? "Worst mistakes" : "<svg", dom, StringComparison.Ordinal);
        await Browse(browser!, $"--screenshot={trained["page.png"]}", page);
        var picture = GrayImage.Read(trained["page.png"]);
        Assert.True(picture.Values.Max() - picture.Values.Min() > 0.5, "the page is blank");
    }

    private static async Task<string> Browse(string browser, string action, string page)
    {
        string[] words =
        [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--host-resolver-rules=MAP * ~NOTFOUND",
            "--window-size=1000,1400",
            action,
            new Uri(page).AbsoluteUri,
        ];
        using var process = Process.Start(
            new ProcessStartInfo(browser, words) { RedirectStandardOutput = true, RedirectStandardError = true }
        )!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, await error);
        return output;
    }

    private static string? FindOnPath(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
}
