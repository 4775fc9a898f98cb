using System.CommandLine;
using TfNetLstm.Commands;
using TfNetLstm.Training;

namespace TfNetLstm.Settings;

/// <summary>A setting as it came out, and from where: command line, environment, a file, or the default.</summary>
internal sealed record ResolvedSetting(string Key, object? Value, string Origin);

/// <summary>Looks for each setting on the command line, then in the environment, then in the JSON file.</summary>
internal sealed class SettingsReader
{
    /// <summary>What the names of environment variables begin with.</summary>
    public const string EnvironmentPrefix = "TFNETLSTM_";

    private const string ResumedRun = "the resumed run";

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

    /// <summary>The settings of a run that is resumed; they come behind all that is given, and before the defaults.</summary>
    public IReadOnlyDictionary<string, string>? Resumed { get; set; }

    /// <summary>All that was asked for so far, in that order.</summary>
    public IReadOnlyList<ResolvedSetting> Resolved => _resolved;

    /// <summary>Begins <see cref="Resolved"/> anew.</summary>
    public void Forget() => _resolved.Clear();

    /// <summary>What a setting is called in JSON: <c>batch_size</c> for <c>--batch-size</c>.</summary>
    public static string Key(Option option) => option.Name.TrimStart('-').Replace('-', '_');

    /// <summary>What a setting is called in the environment: <c>TFNETLSTM_BATCH_SIZE</c>.</summary>
    public static string Variable(Option option) => EnvironmentPrefix + Key(option).ToUpperInvariant();

    /// <summary>Whether the setting was given anywhere.</summary>
    public bool IsGiven(Option option) => OriginOf(option) is not ("default" or ResumedRun);

    /// <summary>The value of a setting.</summary>
    public T Get<T>(ValueOption<T> option)
    {
        var value = Find(option, out var origin);
        _resolved.Add(new(Key(option), value, origin));
        return value;
    }

    /// <summary>The names of these options whose given value is not the resumed run's, with that.</summary>
    public IEnumerable<(string Name, string Resumed)> Changed(IEnumerable<Option> options) =>
        options
            .Where(o => IsGiven(o) && Resumed?.ContainsKey(Key(o)) == true)
            .Where(o => Text(_resolved.Last(r => r.Key == Key(o)).Value) != Resumed![Key(o)])
            .Select(o => (o.Name, Resumed![Key(o)]));

    /// <summary>A value as text that reads back.</summary>
    public static string Text(object? value) =>
        value switch
        {
            null => "",
            float number => PythonFormat.Repr(number),
            bool flag => flag ? "true" : "false",
            IFormattable other => other.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
            _ => value.ToString() ?? "",
        };

    private string OriginOf(Option option) =>
        _parsed.GetResult(option) is { Implicit: false } ? "command line"
        : _environment(Variable(option)) is { Length: > 0 } ? "environment"
        : _file?[Key(option)] is not null ? _file.Path
        : Resumed?.ContainsKey(Key(option)) == true ? ResumedRun
        : "default";

    private T Find<T>(ValueOption<T> option, out string origin)
    {
        origin = OriginOf(option);
        return origin switch
        {
            "command line" or "default" => _parsed.GetValue(option)!,
            "environment" => Read(option, Variable(option), _environment(Variable(option))!),
            ResumedRun => Read(option, $"{ResumedRun}: {Key(option)}", Resumed![Key(option)]),
            _ => Read(option, $"{_file!.Path}: {Key(option)}", _file[Key(option)]!),
        };
    }

    private static T Read<T>(ValueOption<T> option, string name, string text) =>
        option.TryRead(text, out var value)
            ? value
            : throw new UsageException($"{name} '{text}' is not allowed: give {option.Allowed}");
}
