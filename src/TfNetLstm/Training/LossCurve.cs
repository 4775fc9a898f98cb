using System.Globalization;
using System.Text;

namespace TfNetLstm.Training;

/// <summary>Writes losses as a JSON array, as <c>json.dump</c> writes a list of floats.</summary>
/// <remarks>A regular file is written under another name and renamed, so the old one stays until the new one is whole.</remarks>
internal sealed class LossCurve
{
    private readonly string _path;
    private readonly bool _isDevice;

    private LossCurve(string path, bool isDevice) => (_path, _isDevice) = (path, isDevice);

    private string TemporaryPath => string.Create(CultureInfo.InvariantCulture, $"{_path}.{Environment.ProcessId}.tmp");

    /// <summary>Checks that the file can be written, before any work is done; throws what the file system throws.</summary>
    public static LossCurve Open(string path)
    {
        var full = Path.GetFullPath(path);
        if (Path.EndsInDirectorySeparator(full) || Directory.Exists(full))
        {
            throw new IOException($"'{path}' is a folder.");
        }
        // A rename would replace /dev/null or /dev/stdout itself.
        var isDevice = full.StartsWith("/dev/", StringComparison.Ordinal);
        var link = isDevice || !File.Exists(full) ? null : File.ResolveLinkTarget(full, returnFinalTarget: true);
        var curve = new LossCurve(link?.FullName ?? full, isDevice);
        if (!isDevice)
        {
            using var probe = new FileStream(
                curve.TemporaryPath,
                new FileStreamOptions
                {
                    Mode = FileMode.Create,
                    Access = FileAccess.Write,
                    Options = FileOptions.DeleteOnClose,
                }
            );
        }
        return curve;
    }

    /// <summary>Replaces the file.</summary>
    public void Write(IReadOnlyList<float> losses)
    {
        var text = "[" + string.Join(", ", losses.Select(loss => PythonFormat.Json(loss))) + "]";
        if (_isDevice)
        {
            using var device = new StreamWriter(new FileStream(_path, FileMode.Append, FileAccess.Write));
            device.Write(text);
            return;
        }
        try
        {
            using (var file = new FileStream(TemporaryPath, FileMode.Create, FileAccess.Write))
            {
                file.Write(Encoding.ASCII.GetBytes(text));
                file.Flush(flushToDisk: true);
            }
            File.Move(TemporaryPath, _path, overwrite: true);
        }
        catch
        {
            File.Delete(TemporaryPath);
            throw;
        }
    }
}
