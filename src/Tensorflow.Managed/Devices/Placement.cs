namespace Tensorflow.Devices;

/// <summary>Holds the devices that nodes ask for against those there are (C++'s <c>Placer</c>).</summary>
/// <param name="devices">The full names of the devices.</param>
internal sealed class Placement(IReadOnlyList<string> devices)
{
    private readonly DeviceSpec[] _devices = [.. devices.Select(DeviceSpec.from_string)];

    /// <summary>Fails where a node asks for a device that is not there.</summary>
    /// <param name="node">The node's name.</param>
    /// <param name="device">What it asks for.</param>
    /// <param name="isSoft">Whether another device of the task will do (<c>allow_soft_placement</c>).</param>
    /// <exception cref="InvalidArgumentError">There is none.</exception>
    public void Check(string node, string device, bool isSoft)
    {
        if (device.Length > 0 && !Exists(device, isSoft))
            throw new InvalidArgumentError(
                $"Cannot assign a device for operation {node}: {{{{node {node}}}}} was explicitly assigned to {device} but "
                    + $"available devices are [ {string.Join(", ", devices)} ]. Make sure the device specification refers to a "
                    + "valid device."
            );
    }

    private bool Exists(string device, bool isSoft)
    {
        try
        {
            var asked = DeviceSpec.from_string(device);
            return Array.Exists(_devices, isSoft ? asked.FitsTask : asked.Fits);
        }
        catch (ValueError)
        {
            return false;
        }
    }
}
