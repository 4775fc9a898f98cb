using System.Globalization;
using System.Text.RegularExpressions;
using Tensorflow.Devices;
using Tensorflow.Formats.Proto;
using Tensorflow.Graphs;

namespace Tensorflow;

/// <content>Names, and the stacks that a block of code opens: name scope, control inputs, colocation, device.</content>
public sealed partial class Graph
{
    private readonly Dictionary<string, int> _namesInUse = new(StringComparer.Ordinal);
    private List<ControlDependencies> _controllers = [];
    private List<Operation> _colocation = [];
    private Dictionary<string, AttrValue> _attrScope = new(StringComparer.Ordinal);
    private IReadOnlyList<DeviceScope> _devices = [];

    /// <summary>The name scope in force, without the trailing slash; empty at the top.</summary>
    internal string NameScope { get; private set; } = "";

    /// <summary>The branch or loop that new nodes belong to.</summary>
    internal ControlFlowContext? ControlFlowContext { get; set; }

    /// <summary>A name that no node or scope of this graph has, in the current scope (<c>add</c>, <c>add_1</c>, ...).</summary>
    public string unique_name(string name, bool mark_as_used = true)
    {
        name.Given();
        if (NameScope.Length > 0)
            name = NameScope + "/" + name;
        var key = name.ToLowerInvariant();
        var count = _namesInUse.GetValueOrDefault(key);
        if (mark_as_used)
            _namesInUse[key] = count + 1;
        if (count == 0)
            return name;
        var baseKey = key;
        do key = baseKey + "_" + (count++).ToString(CultureInfo.InvariantCulture);
        while (_namesInUse.ContainsKey(key));
        if (mark_as_used)
            _namesInUse[key] = 1;
        return name + "_" + (count - 1).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// Opens a name scope and tells its full name with a trailing slash. A name that ends with a slash is taken as it
    /// is; null or empty leads back to the top.
    /// </summary>
    internal Scope OpenNameScope(string? name, out string full)
    {
        var old = NameScope;
        if (string.IsNullOrEmpty(name))
            NameScope = "";
        else if (name.EndsWith('/'))
            NameScope = name[..^1];
        else
        {
            if (!(NameScope.Length > 0 ? ScopeNamePattern() : OpNamePattern()).IsMatch(name))
                throw new ValueError($"'{name}' is not a valid {(NameScope.Length > 0 ? "" : "root ")}scope name.");
            NameScope = unique_name(name);
        }
        full = NameScope.Length > 0 ? NameScope + "/" : "";
        return new(() => NameScope = old);
    }

    /// <summary>The final name of a new node: a scope's name (with its slash) is used as it is, else made unique.</summary>
    internal string NodeName(string name)
    {
        if (name.EndsWith('/'))
            return name[..^1];
        if (!(NameScope.Length > 0 ? ScopeNamePattern() : OpNamePattern()).IsMatch(name))
            throw new ValueError($"'{name}' is not a valid node name.");
        return unique_name(name);
    }

    /// <summary>Nodes made inside run after these; null clears what outer blocks ask for.</summary>
    internal Scope OpenControlDependencies(IEnumerable<ITensorOrOperation>? inputs)
    {
        var old = _controllers;
        if (inputs is null)
        {
            // Python leaves the branch or loop as well.
            var context = ControlFlowContext;
            (_controllers, ControlFlowContext) = ([], null);
            return new(() => (_controllers, ControlFlowContext) = (old, context));
        }
        var active = old.SelectMany(c => c.Inputs).ToHashSet();
        var ops = new List<Operation>();
        foreach (var input in inputs)
        {
            if (!ReferenceEquals(input.Given().graph, this))
                throw new ValueError($"Control input '{input.name}' must be from the same graph.");
            input.op.SetAttr("_has_manual_control_dependencies", AttrValues.Of(true));
            if (active.Add(input.op))
                ops.Add(input.op);
        }
        _controllers = [.. old, new(ops)];
        return new(() => _controllers = old);
    }

    /// <summary>Nodes made inside get this attribute, unless they have it already.</summary>
    internal Scope OpenAttrScope(string key, AttrValue value)
    {
        var old = _attrScope;
        _attrScope = new(old, StringComparer.Ordinal) { [key] = value };
        return new(() => _attrScope = old);
    }

    /// <summary>
    /// Nodes made inside want this device, as far as they or inner blocks do not say it themselves; null lifts what outer blocks
    /// ask for.
    /// </summary>
    /// <exception cref="ValueError">The name is none of a device.</exception>
    public IDisposable device(string? device_name_or_function) =>
        Open(device_name_or_function is { } name ? DeviceScope.Of(DeviceSpec.from_string(name)) : DeviceScope.Stop);

    /// <summary>Nodes made inside want this device, as far as they or inner blocks do not say it themselves.</summary>
    public IDisposable device(DeviceSpec device_name_or_function) =>
        Open(DeviceScope.Of(device_name_or_function.Given()));

    /// <summary>Nodes made inside want the device that a function gives for each; null lifts what outer blocks ask for.</summary>
    public IDisposable device(Func<Operation, string>? device_name_or_function) =>
        Open(device_name_or_function is { } function ? DeviceScope.Of(function) : DeviceScope.Stop);

    /// <summary>Nodes made inside want the device of this one, whatever device outer blocks ask for.</summary>
    internal Scope OpenColocation(Operation? op, bool ignoreExisting = false) =>
        Colocate([.. ignoreExisting ? [] : _colocation, .. op is null ? Array.Empty<Operation>() : [op]]);

    /// <summary>Nodes made inside want the device of these; no scope where there are none.</summary>
    internal Scope? OpenColocation(List<Operation> ops) => ops.Count == 0 ? null : Colocate([.. _colocation, .. ops]);

    private Scope Colocate(List<Operation> ops)
    {
        var old = (_colocation, _devices);
        (_colocation, _devices) = (ops, []);
        return new(() => (_colocation, _devices) = old);
    }

    private Scope Open(DeviceScope block)
    {
        var old = _devices;
        _devices = [.. old, block];
        return new(() => _devices = old);
    }

    /// <summary>Gives a node the device that the open blocks ask for.</summary>
    private void Place(Operation op)
    {
        DeviceScope.Apply(op, _devices);
        if (_colocation.Count == 0)
            return;
        op.SetAttr("_class", AttrValues.Of(ColocationGroups()));
        if (_colocation.FindLast(o => o.Device.Length > 0) is { } beside)
            op.Device = beside.Device;
    }

    private IEnumerable<string> ColocationGroups() =>
        _colocation
            .SelectMany(op => op.ColocationGroups())
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);

    /// <summary>The control inputs that a node with these inputs gets from the open blocks.</summary>
    internal IEnumerable<Operation> ControlDependenciesOf(Tensor[] inputs)
    {
        if (_controllers.Count == 0)
            return [];
        var inputOps = inputs.Select(t => t.op).ToHashSet();
        return _controllers
            .Where(c => !inputOps.Any(c.Seen.Contains))
            .SelectMany(c => c.Inputs.Where(op => !inputOps.Contains(op)))
            .Distinct();
    }

    internal void RecordForControlDependencies(Operation op)
    {
        foreach (var controller in _controllers)
            controller.Seen.Add(op);
    }

    [GeneratedRegex(@"^[A-Za-z0-9.][A-Za-z0-9_.\\/>-]*$")]
    private static partial Regex OpNamePattern();

    [GeneratedRegex(@"^[A-Za-z0-9_.\\/>-]*$")]
    private static partial Regex ScopeNamePattern();

    /// <summary>One open block of control dependencies: its inputs, and the nodes made under it, which they dominate.</summary>
    private sealed record ControlDependencies(IReadOnlyList<Operation> Inputs)
    {
        public HashSet<Operation> Seen { get; } = [];
    }
}
