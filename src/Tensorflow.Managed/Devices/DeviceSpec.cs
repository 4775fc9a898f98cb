using System.Globalization;
using System.Text;

namespace Tensorflow;

/// <summary>
/// The name of a device, or a part of it (<c>tf.DeviceSpec</c>): <c>/job:worker/replica:0/task:1/device:GPU:0</c>. Null parts are
/// any.
/// </summary>
/// <param name="job">The job.</param>
/// <param name="replica">The replica.</param>
/// <param name="task">The task of the job.</param>
/// <param name="device_type">The type: <c>CPU</c>, <c>GPU</c>.</param>
/// <param name="device_index">Which device of the type.</param>
public sealed record DeviceSpec(
    string? job = null,
    int? replica = null,
    int? task = null,
    string? device_type = null,
    int? device_index = null
)
{
    /// <summary>Types that stand without the word device: <c>/cpu:0</c>.</summary>
    private static readonly string[] _shortTypes = ["CPU", "GPU", "TPU", "CUSTOM"];

    /// <summary>Whether it names nothing.</summary>
    internal bool IsEmpty => this == _empty;

    private static readonly DeviceSpec _empty = new();

    /// <summary>Reads a name; empty where it is null.</summary>
    /// <exception cref="ValueError">It has a part that is none of a device's name.</exception>
    public static DeviceSpec from_string(string? spec)
    {
        var read = new DeviceSpec();
        foreach (var part in (spec ?? "").Split('/'))
            read = read.With(part.Split(':'), spec!);
        return read;
    }

    /// <summary>The name, parts that are any left out; <c>*</c> for any index.</summary>
    public string to_string()
    {
        var name = new StringBuilder();
        if (job is not null)
            name.Append("/job:").Append(job);
        if (replica is not null)
            name.Append(CultureInfo.InvariantCulture, $"/replica:{replica}");
        if (task is not null)
            name.Append(CultureInfo.InvariantCulture, $"/task:{task}");
        if (device_type is not null)
            name.Append("/device:")
                .Append(device_type)
                .Append(':')
                .Append(device_index?.ToString(CultureInfo.InvariantCulture) ?? "*");
        return name.ToString();
    }

    /// <summary>This one with the parts that another names in their places.</summary>
    public DeviceSpec make_merged_spec(DeviceSpec dev) =>
        new(
            dev.Given().job ?? job,
            dev.replica ?? replica,
            dev.task ?? task,
            dev.device_type ?? device_type,
            dev.device_index ?? device_index
        );

    /// <inheritdoc/>
    public override string ToString() => to_string();

    /// <summary>Whether a device of this full name is meant.</summary>
    internal bool Fits(DeviceSpec device) =>
        FitsTask(device)
        && (device_type is null || string.Equals(device_type, device.device_type, StringComparison.OrdinalIgnoreCase))
        && (device_index is null || device_index == device.device_index);

    /// <summary>Whether a device of the task of this full name is meant.</summary>
    internal bool FitsTask(DeviceSpec device) =>
        (job is null || job == device.job)
        && (replica is null || replica == device.replica)
        && (task is null || task == device.task);

    private DeviceSpec With(string[] part, string spec) =>
        part switch
        {
            ["job", var name] => this with { job = name },
            ["replica", var number] => this with { replica = Number(number, spec) },
            ["task", var number] => this with { task = Number(number, spec) },
            ["device", var type, var index] => WithType(type, index, spec),
            [var type] when IsShort(type) => WithType(type.ToUpperInvariant(), "*", spec),
            [var type, var index] when IsShort(type) => WithType(type.ToUpperInvariant(), index, spec),
            [""] => this,
            _ => throw new ValueError(
                $"Unknown attribute '{part[0]}' is encountered while parsing the device spec: '{spec}'."
            ),
        };

    private DeviceSpec WithType(string type, string index, string spec) =>
        device_type is null
            ? this with
            {
                device_type = type,
                device_index = index == "*" ? null : Number(index, spec),
            }
            : throw new ValueError($"Multiple device types are not allowed while parsing the device spec: {spec}.");

    private static bool IsShort(string type) => _shortTypes.Contains(type, StringComparer.OrdinalIgnoreCase);

    private static int Number(string text, string spec) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new ValueError($"'{text}' is no number in the device spec: '{spec}'.");
}
