using System.CommandLine;
using TfNetLstm.Commands;

namespace TfNetLstm.Settings;

/// <summary>A setting as it came out, and from where: command line, environment, a file, or the default.</summary>
internal sealed record ResolvedSetting(string Key, object? Value, string Origin);

/// <summary>Looks for each setting on the command line, then in the environment, then in the JSON file.</summary>
internal sealed class SettingsReader
{
    /// <summary>What the names of environment variables begin with.</summary>
    public const string EnvironmentPrefix = "TFNETLSTM_";

    private readonly ParseResult _parsed;
    private readonly Func<string, string?> _environment;
    private readonly ConfigFile? _file;
    private readonly List<ResolvedSetting> _resolved = [];

    /// <summary>Reads for a verb with these settings; <paramref name="config"/> names the file.</summary>
    public SettingsReader(
        ParseResult parsed,
        Func<string, string?> environment,
        IEnumerable<Option> settings,
        ValueOption<string?> config
    )
    {
        (_parsed, _environment) = (parsed, environment);
        if (Get(config) is { } path)
            _file = ConfigFile.Read(path, [.. settings.Select(Key)]);
        _resolved.Clear();
    }

    /// <summary>All that was asked for so far, in that order.</summary>
    public IReadOnlyList<ResolvedSetting> Resolved => _resolved;

    /// <summary>What a setting is called in JSON: <c>batch_size</c> for <c>--batch-size</c>.</summary>
    public static string Key(Option option) => option.Name.TrimStart('-').Replace('-', '_');

    /// <summary>What a setting is called in the environment: <c>TFNETLSTM_BATCH_SIZE</c>.</summary>
    public static string Variable(Option option) => EnvironmentPrefix + Key(option).ToUpperInvariant();

    /// <summary>Whether the setting was given anywhere.</summary>
    public bool IsGiven(Option option) => OriginOf(option) != "default";

    /// <summary>The value of a setting.</summary>
    public T Get<T>(ValueOption<T> option)
    {
        var value = Find(option, out var origin);
        _resolved.Add(new(Key(option), value, origin));
        return value;
    }

    private string OriginOf(Option option) =>
        _parsed.GetResult(option) is { Implicit: false } ? "command line"
        : _environment(Variable(option)) is { Length: > 0 } ? "environment"
        : _file?[Key(option)] is not null ? _file.Path
        : "default";

    private T Find<T>(ValueOption<T> option, out string origin)
    {
        origin = OriginOf(option);
        return origin switch
        {
            "command line" or "default" => _parsed.GetValue(option)!,
            "environment" => Read(option, Variable(option), _environment(Variable(option))!),
            _ => Read(option, $"{_file!.Path}: {Key(option)}", _file[Key(option)]!),
        };
    }

    private static T Read<T>(ValueOption<T> option, string name, string text) =>
        option.TryRead(text, out var value)
            ? value
            : throw new UsageException($"{name} '{text}' is not allowed: give {option.Allowed}");
}
