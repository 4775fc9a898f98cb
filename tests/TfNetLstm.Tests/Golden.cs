using System.Collections.Concurrent;
using System.Text.Json;

namespace TfNetLstm.Tests;

/// <summary>The data that TensorFlow made, which lies in the folder Golden beside the test program; each file is read once.</summary>
internal static class Golden
{
    private static readonly ConcurrentDictionary<string, Lazy<NpzFile>> Archives = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<string, Lazy<JsonDocument>> Documents = new(StringComparer.Ordinal);

    /// <summary>The full path of a file below Golden.</summary>
    public static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "Golden", name);

    /// <summary>The arrays of an npz file.</summary>
    public static NpzFile Npz(string name) =>
        Archives.GetOrAdd(name, key => new Lazy<NpzFile>(() => NpzFile.Read(PathOf(key)))).Value;

    /// <summary>The root of a JSON file.</summary>
    public static JsonElement Json(string name) =>
        Documents
            .GetOrAdd(name, key => new Lazy<JsonDocument>(() => JsonDocument.Parse(File.ReadAllBytes(PathOf(key)))))
            .Value.RootElement;

    /// <summary>The text of a file.</summary>
    public static string Text(string name) => File.ReadAllText(PathOf(name));

    /// <summary>The bytes of a file.</summary>
    public static byte[] Bytes(string name) => File.ReadAllBytes(PathOf(name));
}
