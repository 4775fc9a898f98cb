using System.Text.Json;
using TfNetLstm.Commands;

namespace TfNetLstm.Settings;

/// <summary>A JSON object of settings: <c>{"batch_size": 64, "seed": 1}</c>.</summary>
/// <remarks>Comments and trailing commas are allowed; a null is a setting left out.</remarks>
internal sealed class ConfigFile
{
    private const long MaxBytes = 1 << 20;

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    private ConfigFile(string path) => Path = path;

    /// <summary>Where it was read.</summary>
    public string Path { get; }

    /// <summary>Reads the file; its keys must be among <paramref name="known"/>.</summary>
    public static ConfigFile Read(string path, IReadOnlyCollection<string> known)
    {
        var file = new ConfigFile(path);
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > MaxBytes })
                throw new UsageException($"--config {path}: a file of settings is not that large");
            using var document = JsonDocument.Parse(
                File.ReadAllBytes(path),
                new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip }
            );
            file.Take(document.RootElement, known);
        }
        catch (JsonException e)
        {
            throw new UsageException(
                $"--config {path}: not JSON in line {e.LineNumber + 1}: {FirstLine(e.Message)}",
                e
            );
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--config {path}: {FirstLine(e.Message)}", e);
        }
        return file;
    }

    /// <summary>The text of a setting, or null where the file has none.</summary>
    public string? this[string key] => _values.GetValueOrDefault(key);

    private void Take(JsonElement root, IReadOnlyCollection<string> known)
    {
        if (root.ValueKind != JsonValueKind.Object)
            throw new UsageException($"--config {Path}: not an object of settings, such as {{\"batch_size\": 64}}");
        foreach (var property in root.EnumerateObject())
        {
            var key = property.Name.Replace('-', '_');
            if (!known.Contains(key, StringComparer.Ordinal))
            {
                throw new UsageException(
                    $"--config {Path}: there is no setting '{property.Name}': --print-config shows all of them"
                );
            }
            if (property.Value.ValueKind != JsonValueKind.Null && !_values.TryAdd(key, Text(property)))
                throw new UsageException($"--config {Path}: '{property.Name}' is there twice");
        }
    }

    private string Text(JsonProperty property) =>
        property.Value.ValueKind switch
        {
            JsonValueKind.String => property.Value.GetString()!,
            JsonValueKind.Number => property.Value.GetRawText(),
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            _ => throw new UsageException(
                $"--config {Path}: '{property.Name}' is neither a number nor a text nor true or false"
            ),
        };

    private static string FirstLine(string text) => text.Split('\n')[0].TrimEnd('\r');
}
