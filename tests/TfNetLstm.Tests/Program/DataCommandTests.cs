using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using TfNetLstm.Data;
using TfNetLstm.Tests.Data;

namespace TfNetLstm.Tests.Program;

/// <summary>The verb data; a small server in this process plays the network.</summary>
public class DataCommandTests
{
    [Fact]
    public void VerifyChecksEveryFile()
    {
        var output = ProgramRun.Ok("data", "verify");
        Assert.Equal(MnistFiles.All.Select(f => $"ok  {f.Sha256}  {f.Name}"), output.TrimEnd('\n').Split('\n'));
        using var folder = new TemporaryFolder();
        var (code, _, error) = ProgramRun.Run("data", "verify", "--data-dir", folder.Path);
        Assert.Equal((3, 1), (code, error.Count(c => c == '\n')));
    }

    [Fact]
    public void ASetLikeMnistIsFetchedCheckedAndLearnedFrom()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["served"]);
        var hashes = MnistFiles.All.Select(f => Changed(f, folder["served"])).ToArray();
        using var server = new FileServer(folder["served"]);
        string[] args = ["data", "download", "--url", server.Address, "--into", folder["set"]];
        var output = ProgramRun.Ok([.. args, "--sha256", string.Join(',', hashes)]);
        Assert.Equal(4, output.Count(c => c == '\n'));
        Assert.Contains(
            "of the digits 0 to 9: ",
            ProgramRun.Ok("data", "info", "--data-dir", folder["set"]),
            StringComparison.Ordinal
        );
        Assert.Equal(output, ProgramRun.Ok("data", "verify", "--data-dir", folder["set"]));
        var (code, _, error) = ProgramRun.Run([
            "train",
            "--data-dir",
            folder["set"],
            "--training-iters",
            "100",
            "--batch-size",
            "20",
            "--hidden",
            "4",
            "--steps",
            "4",
        ]);
        Assert.Equal(0, code);
        Assert.Contains($"data SHA-256 {hashes[0][..12]} ", error, StringComparison.Ordinal);
    }

    [Fact]
    public void AWrongOrMissingFileLeavesTheFolderAsItWas()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["served"]);
        foreach (var file in MnistFiles.All)
            Changed(file, folder["served"]);
        using var server = new FileServer(folder["served"]);
        string[] args = ["data", "download", "--url", server.Address, "--into", folder["set"]];
        AssertOneLine("wrong checksum, its content has SHA-256 ");
        File.Delete(Path.Combine(folder["served"], MnistFiles.All[0].Name));
        AssertOneLine("404");
        Assert.Empty(Directory.GetFiles(folder["set"]));

        void AssertOneLine(string message)
        {
            var (code, _, error) = ProgramRun.Run(args);
            Assert.Equal((3, 1), (code, error.Count(c => c == '\n')));
            Assert.Contains(message, error, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("--url", "ftp://host")]
    [InlineData("--url", "host")]
    [InlineData("--sha256", "ab,cd")]
    public void WrongArgumentsAreOneLine(string option, string value)
    {
        var (code, output, error) = ProgramRun.Run(
            "data",
            "download",
            "--into",
            "set",
            option,
            value,
            option == "--url" ? "--sha256" : "--url",
            option == "--url" ? string.Join(',', MnistFiles.All.Select(f => f.Sha256)) : "http://host"
        );
        Assert.Equal((2, "", 1), (code, output, error.Count(c => c == '\n')));
        Assert.Contains($"{option} '{value}' is not allowed: give ", error, StringComparison.Ordinal);
    }

    // MNIST with one value changed: another set of the same sizes.
    private static string Changed(MnistFile file, string folder)
    {
        byte[] content = [.. MnistFiles.Read(MnistFiles.DefaultFolder, file).Content];
        content[^1] ^= 1;
        using (var gzip = new GZipStream(File.Create(Path.Combine(folder, file.Name)), CompressionLevel.Fastest))
            gzip.Write(content);
        return Convert.ToHexStringLower(SHA256.HashData(content));
    }

    private sealed class FileServer : IDisposable
    {
        private readonly HttpListener _listener = new();
        private readonly Task _serving;

        public FileServer(string folder)
        {
            Address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort()}/set");
            _listener.Prefixes.Add(Address + "/");
            _listener.Start();
            _serving = Task.Run(() => Serve(folder));
        }

        public string Address { get; }

        public void Dispose()
        {
            _listener.Stop();
            _serving.Wait(TestContext.Current.CancellationToken);
        }

        private async Task Serve(string folder)
        {
            while (_listener.IsListening)
            {
                HttpListenerContext context;
                try
                {
                    context = await _listener.GetContextAsync();
                }
                catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
                {
                    return;
                }
                var path = Path.Combine(folder, Path.GetFileName(context.Request.Url!.LocalPath));
                if (File.Exists(path))
                    await context.Response.OutputStream.WriteAsync(await File.ReadAllBytesAsync(path));
                else
                    context.Response.StatusCode = 404;
                context.Response.Close();
            }
        }

        private static int FreePort()
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            return ((IPEndPoint)listener.LocalEndpoint).Port;
        }
    }
}
