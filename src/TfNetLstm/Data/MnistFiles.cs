using System.Security.Cryptography;

namespace TfNetLstm.Data;

/// <summary>One of the four files: its name, how many dimensions it has, the SHA-256 of its uncompressed content.</summary>
internal sealed record MnistFile(string Name, int Rank, string Sha256);

/// <summary>The four files of the MNIST database and where they lie.</summary>
/// <remarks>The checksums are of the uncompressed content, so files compressed anew, or by another tool, pass.</remarks>
internal static class MnistFiles
{
    private const string HashesName = "SHA256SUMS";

    /// <summary>60,000 images of 28 x 28 bytes.</summary>
    public static readonly MnistFile TrainImages = new(
        "train-images-idx3-ubyte.gz",
        3,
        "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"
    );

    /// <summary>60,000 digits.</summary>
    public static readonly MnistFile TrainLabels = new(
        "train-labels-idx1-ubyte.gz",
        1,
        "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"
    );

    /// <summary>10,000 images of 28 x 28 bytes.</summary>
    public static readonly MnistFile TestImages = new(
        "t10k-images-idx3-ubyte.gz",
        3,
        "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"
    );

    /// <summary>10,000 digits.</summary>
    public static readonly MnistFile TestLabels = new(
        "t10k-labels-idx1-ubyte.gz",
        1,
        "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"
    );

    /// <summary>All four.</summary>
    public static IReadOnlyList<MnistFile> All { get; } = [TrainImages, TrainLabels, TestImages, TestLabels];

    /// <summary>The folder beside the program, filled by the build.</summary>
    public static string DefaultFolder { get; } = Path.Combine(AppContext.BaseDirectory, "mnist");

    /// <summary>Throws when the folder is not there, so that this is not reported as a missing file.</summary>
    public static void CheckFolder(string folder)
    {
        if (!Directory.Exists(folder))
        {
            var names = string.Join(", ", All.Select(f => f.Name));
            throw new DataFileException(folder, "there is no such folder", $"--data-dir names the one with {names}");
        }
    }

    /// <summary>
    /// The files of a folder: MNIST's, or those of another set where the file <c>SHA256SUMS</c>, which
    /// <c>data download</c> writes, has other hashes.
    /// </summary>
    public static IReadOnlyList<MnistFile> Of(string folder)
    {
        var path = Path.Combine(folder, HashesName);
        if (!File.Exists(path))
            return All;
        var hashes = File.ReadLines(path)
            .Select(line => line.Split("  ", 2))
            .Where(parts => parts.Length == 2)
            .ToDictionary(parts => parts[1], parts => parts[0], StringComparer.Ordinal);
        return [.. All.Select(f => f with { Sha256 = hashes.GetValueOrDefault(f.Name, f.Sha256) })];
    }

    /// <summary>Writes a folder's hashes.</summary>
    public static void WriteHashes(string folder, IEnumerable<MnistFile> files) =>
        File.WriteAllText(
            Path.Combine(folder, HashesName),
            string.Concat(files.Select(f => $"{f.Sha256}  {f.Name}\n"))
        );

    /// <summary>Reads a file and checks it.</summary>
    public static IdxFile Read(string folder, MnistFile file)
    {
        var path = Path.Combine(folder, file.Name);
        var idx = IdxFile.Read(path, file.Rank);
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(idx.Content));
        return sha256 == file.Sha256
            ? idx
            : throw IdxFile.Bad(path, $"wrong checksum, its content has SHA-256 {sha256} and not {file.Sha256}");
    }
}
