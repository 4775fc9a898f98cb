using NumSharp;
using Tensorflow.Formats;
using TfNetLstm.Commands;
using TfNetLstm.Data;
using TfNetLstm.Training;

namespace TfNetLstm.Runs;

/// <summary>The folder of a run: checkpoints with what resuming needs, settings and history. One process at a time.</summary>
internal sealed class RunFolder : IDisposable
{
    /// <summary>What checkpoints are called, as in Python's programs.</summary>
    public const string CheckpointName = "model.ckpt";

    /// <summary>The subfolder of the best checkpoint.</summary>
    public const string BestFolder = "best";

    /// <summary>The file with the settings as they came out.</summary>
    public const string SettingsName = "settings.json";

    private const string LockName = "lock";

    private readonly FileStream _lock;

    /// <summary>Takes the folder; a new run wants one without checkpoints.</summary>
    public RunFolder(string path, bool isResumed)
    {
        Path = path;
        try
        {
            Directory.CreateDirectory(path);
            _lock = new FileStream(
                System.IO.Path.Combine(path, LockName),
                new FileStreamOptions
                {
                    Mode = FileMode.OpenOrCreate,
                    Access = FileAccess.Write,
                    Share = FileShare.None,
                    Options = FileOptions.DeleteOnClose,
                }
            );
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--save-dir '{path}' cannot be used: {e.Message}", e);
        }
        if (!isResumed && CheckpointPath.Exists(Latest(path) ?? ""))
        {
            _lock.Dispose();
            throw new UsageException(
                $"--save-dir '{path}' has the checkpoints of an earlier run: --resume latest goes on with it, another folder begins anew"
            );
        }
    }

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>The newest checkpoint that the folder's state file names, or null.</summary>
    public static string? Latest(string folder)
    {
        try
        {
            return CheckpointStateFile.Latest(folder);
        }
        catch (TensorFileException)
        {
            return null;
        }
    }

    /// <summary>Writes the settings.</summary>
    public void WriteSettings(string json) =>
        AtomicFile.Write(
            DiskFileLayer.Instance,
            System.IO.Path.Combine(Path, SettingsName),
            System.Text.Encoding.UTF8.GetBytes(json + "\n")
        );

    /// <inheritdoc/>
    public void Dispose() => _lock.Dispose();
}
