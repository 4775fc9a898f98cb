namespace Tensorflow.Devices;

/// <summary>
/// One open block of <c>tf.device</c>: a part of a name, which fills what a node does not say itself; a function, which decides;
/// or neither, and outer blocks do not count.
/// </summary>
internal sealed record DeviceScope
{
    private readonly DeviceSpec? _merged;
    private readonly Func<Operation, string>? _function;

    private DeviceScope(DeviceSpec? merged, Func<Operation, string>? function) =>
        (_merged, _function) = (merged, function);

    /// <summary>Keeps outer blocks from nodes.</summary>
    public static DeviceScope Stop { get; } = new(null, null);

    /// <summary>A block that names a device, or a part of one.</summary>
    public static DeviceScope Of(DeviceSpec spec) => new(spec, null);

    /// <summary>A block whose function tells the device of each node.</summary>
    public static DeviceScope Of(Func<Operation, string> function) => new(null, function);

    /// <summary>Gives a node its device; the blocks from the outermost to the innermost.</summary>
    public static void Apply(Operation op, IReadOnlyList<DeviceScope> blocks)
    {
        for (var i = blocks.Count - 1; i >= 0 && blocks[i] != Stop; i--)
            if (blocks[i]._function is { } function)
                op.Device = function(op) ?? "";
            else if (blocks[i]._merged is { IsEmpty: false } merged)
                op.Device = merged.make_merged_spec(DeviceSpec.from_string(op.Device)).to_string();
    }
}
