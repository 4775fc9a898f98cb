using System.Diagnostics;
using System.Text.RegularExpressions;

namespace TfNetLstm.Tests.Server;

/// <summary>The verb <c>serve</c> as a process of its own.</summary>
internal sealed partial class ServeProcess : IDisposable
{
    private ServeProcess(Process process, string target) => (Process, Target) = (process, target);

    public Process Process { get; }

    public string Target { get; }

    public static async Task<ServeProcess> Start(params string[] options)
    {
        var process = Process.Start(
            new ProcessStartInfo(
                "dotnet",
                [Path.Combine(AppContext.BaseDirectory, "TfNetLstm.dll"), "serve", "--port", "0", .. options]
            )
            {
                RedirectStandardError = true,
            }
        )!;
        var line = await process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken);
        return new(process, GrpcTarget().Match(line!).Value);
    }

    public long Memory
    {
        get
        {
            Process.Refresh();
            return Process.WorkingSet64;
        }
    }

    public void Dispose()
    {
        if (!Process.HasExited)
            Process.Kill();
        Process.Dispose();
    }

    [GeneratedRegex(@"grpc://\S+", RegexOptions.None, 1000)]
    private static partial Regex GrpcTarget();
}
