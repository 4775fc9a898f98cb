namespace Tensorflow.Devices;

/// <summary>
/// Puts variables on the parameter servers, one after the other, and everything else on the workers
/// (device_setter.py, <c>_ReplicaDeviceChooser</c>).
/// </summary>
internal sealed class ReplicaDevices(
    DeviceSpec? psDevice,
    DeviceSpec? workerDevice,
    bool merges,
    IReadOnlyCollection<string> psOps,
    Func<Operation, int> psStrategy
)
{
    /// <summary>The ops that keep something (<c>STANDARD_PS_OPS</c>).</summary>
    public static IReadOnlyCollection<string> StandardOps { get; } =
    [
        "Variable",
        "VariableV2",
        "AutoReloadVariable",
        "MutableHashTable",
        "MutableHashTableV2",
        "MutableHashTableOfTensors",
        "MutableHashTableOfTensorsV2",
        "MutableDenseHashTable",
        "MutableDenseHashTableV2",
        "VarHandleOp",
        "BoostedTreesEnsembleResourceHandleOp",
        "BoostedTreesQuantileStreamResourceHandleOp",
        "ResourceConditionalAccumulator",
        "DecisionTreeResource",
    ];

    /// <summary>The numbers 0, 1, ... below a count, over and over.</summary>
    public static Func<Operation, int> RoundRobin(int count)
    {
        var next = 0;
        return _ => next++ % count;
    }

    /// <summary>The device of a node; what it asks for itself counts first.</summary>
    public string Of(Operation op)
    {
        if (!merges && op.Device.Length > 0)
            return op.Device;
        var own = DeviceSpec.from_string(op.Device);
        if (psDevice is null || !psOps.Contains(op.type, StringComparer.Ordinal))
            return (workerDevice ?? new()).make_merged_spec(own).to_string();
        var chosen =
            psDevice.job is { Length: > 0 } job && (own.job is null or "" || own.job == job)
                ? psDevice with
                {
                    task = psStrategy(op),
                }
                : psDevice;
        return chosen.make_merged_spec(own).to_string();
    }
}
