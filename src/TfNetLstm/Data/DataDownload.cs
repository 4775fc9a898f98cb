namespace TfNetLstm.Data;

/// <summary>Fetches the four files of a set; a folder gets all of them, checked, or none.</summary>
internal static class DataDownload
{
    // Ten times MNIST's largest file: a server's error page or a wrong file ends earlier or is cut here.
    private const long MaxBytes = 100L << 20;

    /// <summary>Fetches, checks, and keeps the hashes beside the files.</summary>
    public static async Task<ExitCode> Run(
        string url,
        string folder,
        IReadOnlyList<string> hashes,
        TextWriter output,
        CancellationToken stop
    )
    {
        Directory.CreateDirectory(folder);
        using var client = new HttpClient { MaxResponseContentBufferSize = MaxBytes };
        var files = MnistFiles.All.Zip(hashes, (file, hash) => file with { Sha256 = hash }).ToArray();
        var staged = Directory.CreateTempSubdirectory("tfnetlstm-data-").FullName;
        try
        {
            foreach (var file in files)
            {
                var address = $"{url.TrimEnd('/')}/{file.Name}";
                await File.WriteAllBytesAsync(Path.Combine(staged, file.Name), await Get(client, address, stop), stop);
                MnistFiles.Read(staged, file);
                await output.WriteLineAsync($"ok  {file.Sha256}  {file.Name}");
            }
            foreach (var file in files)
                File.Copy(Path.Combine(staged, file.Name), Path.Combine(folder, file.Name), overwrite: true);
            MnistFiles.WriteHashes(folder, files);
            return ExitCode.Ok;
        }
        finally
        {
            Directory.Delete(staged, recursive: true);
        }
    }

    private static async Task<byte[]> Get(HttpClient client, string address, CancellationToken stop)
    {
        try
        {
            return await client.GetByteArrayAsync(address, stop);
        }
        catch (HttpRequestException e)
        {
            throw new DataFileException(address, e.Message.TrimEnd('.'), "check the address and the network");
        }
    }
}
