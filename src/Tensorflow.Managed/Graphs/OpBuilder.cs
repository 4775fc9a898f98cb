using System.Globalization;
using Tensorflow.Formats.Proto;
using Tensorflow.Operations;
using Tensorflow.Values;

namespace Tensorflow.Graphs;

/// <summary>
/// Makes nodes from calls: opens the name scope, turns arguments into tensors, infers the type attributes, fills in
/// defaults and checks all of it against the op's definition. The order of these steps is that of Python's
/// <c>op_def_library</c>, because constants made on the way take names and count for seeds.
/// </summary>
internal static class OpBuilder
{
    /// <summary>Adds a node and gives its only output.</summary>
    public static Tensor Tensor(
        string type,
        string? name,
        object?[] inputs,
        params ReadOnlySpan<(string, object?)> attrs
    ) => Apply(type, name, inputs, attrs).outputs[0];

    /// <summary>Adds a node of this type. A null name means the type's; a null attribute its default.</summary>
    /// <exception cref="TypeError">An argument has an element type that the op does not take.</exception>
    /// <exception cref="ValueError">An argument or attribute cannot be used, or the shapes do not fit.</exception>
    public static Operation Apply(
        string type,
        string? name,
        object?[] inputs,
        params ReadOnlySpan<(string Key, object? Value)> attrs
    )
    {
        var schema = OpRegistry.Get(type);
        var graph = GraphOf(inputs);
        using var scope = graph.OpenNameScope(string.IsNullOrEmpty(name) ? type : name, out var full);
        var call = new Call(schema, graph);
        foreach (var (key, value) in attrs)
            if (value is not null)
                call.SetAttr(key, value);
        if (inputs.Length != schema.Def.InputArg.Count)
            throw new TypeError($"{type} takes {schema.Def.InputArg.Count} inputs, but {inputs.Length} are given.");
        for (var i = 0; i < inputs.Length; i++)
            call.AddInput(schema.Def.InputArg[i], inputs[i]);
        call.FillDefaults();
        using var colocation = graph.OpenColocation(call.References);
        return graph.AddOperation(schema, full[..^1], [.. call.Inputs], call.Attrs, OutputTypes(schema, call.Attrs));
    }

    /// <summary>The element types of a node's outputs, as its definition and attributes give them.</summary>
    public static TF_DataType[] OutputTypes(OpSchema schema, Dictionary<string, AttrValue> attrs)
    {
        var types = new List<TF_DataType>();
        foreach (var arg in schema.Def.OutputArg)
        {
            if (arg.TypeListAttr.Length > 0)
            {
                types.AddRange(attrs[arg.TypeListAttr].List.Type.Select(t => (TF_DataType)t));
                continue;
            }
            var type = (TF_DataType)(arg.TypeAttr.Length > 0 ? attrs[arg.TypeAttr].Type : arg.Type);
            var count = arg.NumberAttr.Length > 0 ? attrs[arg.NumberAttr].I : 1;
            for (var i = 0; i < count; i++)
                types.Add(arg.IsRef ? type.as_ref() : type);
        }
        return [.. types];
    }

    /// <summary>The graph of the first tensor among the inputs, else the default one.</summary>
    public static Graph GraphOf(params object?[] inputs)
    {
        foreach (var input in inputs)
            if (
                input switch
                {
                    ITensorOrOperation one => one,
                    IEnumerable<object?> many => many.OfType<ITensorOrOperation>().FirstOrDefault(),
                    _ => null,
                } is
                { } element
            )
                return element.graph;
        return Graph.Default;
    }

    /// <summary>One call in the making.</summary>
    private sealed class Call(OpSchema schema, Graph graph)
    {
        /// <summary>Which argument settled a type attribute first, for the message when another contradicts it.</summary>
        private readonly Dictionary<string, string> _inferredFrom = new(StringComparer.Ordinal);

        public List<Tensor> Inputs { get; } = [];

        /// <summary>The nodes that hold what the op writes to: it must be where they are.</summary>
        public List<Operation> References { get; } = [];

        public Dictionary<string, AttrValue> Attrs { get; } = new(StringComparer.Ordinal);

        public void SetAttr(string key, object value) => Attrs[key] = Check(key, AttrValues.Box(value));

        public void AddInput(OpDef.Types.ArgDef arg, object? value)
        {
            if (value is null)
                throw new ValueError($"Argument '{arg.Name}' of {schema.Name} must not be null.");
            if (arg.NumberAttr.Length == 0 && arg.TypeListAttr.Length == 0)
            {
                AddSingle(arg, value, arg.Name);
                return;
            }
            var elements = value switch
            {
                IEnumerable<Tensor> tensors => [.. tensors],
                IEnumerable<object?> objects => objects.ToArray(),
                System.Collections.IEnumerable any and not NumSharp.NDArray => [.. any.Cast<object?>()],
                _ => throw new TypeError(
                    $"Expected list for '{arg.Name}' argument to '{schema.Name}' Op, not {value}."
                ),
            };
            if (arg.TypeListAttr.Length > 0)
                AddTypeList(arg, elements);
            else
                AddRepeated(arg, elements);
        }

        /// <summary>Gives every attribute that is still missing its default.</summary>
        public void FillDefaults()
        {
            foreach (var def in schema.Def.Attr)
                if (!Attrs.ContainsKey(def.Name))
                    Attrs[def.Name] =
                        def.DefaultValue?.Clone()
                        ?? throw new TypeError($"No argument for attr {def.Name} found in the call of {schema.Name}.");
        }

        private void AddTypeList(OpDef.Types.ArgDef arg, object?[] elements)
        {
            var tensors = elements
                .Select((e, i) => TensorConversion.Convert(e, null, $"{arg.Name}_{i}", graph))
                .ToArray();
            SetAttr(arg.TypeListAttr, tensors.Select(t => t.dtype.as_base_dtype()).ToArray());
            Inputs.AddRange(tensors);
        }

        private void AddRepeated(OpDef.Types.ArgDef arg, object?[] elements)
        {
            if (Attrs.TryGetValue(arg.NumberAttr, out var known) && known.I != elements.Length)
                throw new ValueError(
                    $"List argument '{arg.Name}' to '{schema.Name}' Op with length {elements.Length} must match length "
                        + $"{known.I} of argument '{_inferredFrom.GetValueOrDefault(arg.NumberAttr, arg.NumberAttr)}'."
                );
            var minimum = schema.AttrDef(arg.NumberAttr)?.Minimum ?? 0;
            if (elements.Length < minimum)
                throw new ValueError(
                    $"List argument '{arg.Name}' to '{schema.Name}' Op with length {elements.Length} shorter than minimum "
                        + $"length {minimum}."
                );
            Attrs[arg.NumberAttr] = AttrValues.Of((long)elements.Length);
            _inferredFrom.TryAdd(arg.NumberAttr, arg.Name);
            // A tensor among the elements settles the type of those that are plain numbers.
            var type = elements.OfType<ITensorOrOperation>().OfType<Tensor>().FirstOrDefault()?.dtype.as_base_dtype();
            for (var i = 0; i < elements.Length; i++)
                AddSingle(arg, elements[i], $"{arg.Name}_{i.ToString(CultureInfo.InvariantCulture)}", type);
        }

        private void AddSingle(OpDef.Types.ArgDef arg, object? value, string name, TF_DataType? hint = null)
        {
            TF_DataType? wanted =
                arg.TypeAttr.Length == 0 ? (TF_DataType)arg.Type
                : Attrs.TryGetValue(arg.TypeAttr, out var attr) ? (TF_DataType)attr.Type
                : hint;
            var preferred = DefaultType(arg);
            if (
                wanted is null
                && preferred is not null
                && value is Array { Length: 0 }
                && !Allows(arg, TF_DataType.TF_FLOAT)
            )
                // To Python an empty list is one of floats first; the node of that attempt stays.
                TensorConversion.Constant(Value.Of<float>([], [0]), null, name, graph);
            var tensor = arg.IsRef
                ? TensorConversion.ConvertToRef(value, arg.Name, schema.Name)
                : TensorConversion.Convert(value, value is Tensor ? null : wanted, name, graph, preferred);
            var type = tensor.dtype.as_base_dtype();
            if (arg.TypeAttr.Length == 0)
            {
                if (type != (TF_DataType)arg.Type)
                    throw new TypeError(
                        $"Input '{arg.Name}' of '{schema.Name}' Op has type {type.as_numpy_name()} that does not match "
                            + $"expected type of {((TF_DataType)arg.Type).as_numpy_name()}."
                    );
            }
            else if (!Attrs.TryGetValue(arg.TypeAttr, out var known))
            {
                Attrs[arg.TypeAttr] = CheckType(arg, type);
                _inferredFrom[arg.TypeAttr] = arg.Name;
            }
            else if ((TF_DataType)known.Type != type)
                throw new TypeError(
                    $"Input '{arg.Name}' of '{schema.Name}' Op has type {type.as_numpy_name()} that does not match type "
                        + $"{((TF_DataType)known.Type).as_numpy_name()} of argument "
                        + $"'{_inferredFrom.GetValueOrDefault(arg.TypeAttr, arg.TypeAttr)}'."
                );
            Inputs.Add(tensor);
            if (arg.IsRef)
                References.Add(tensor.op);
        }

        private bool Allows(OpDef.Types.ArgDef arg, TF_DataType type) =>
            schema.AttrDef(arg.TypeAttr)?.AllowedValues is not { } allowed
            || allowed.List.Type.Contains((DataType)type);

        private TF_DataType? DefaultType(OpDef.Types.ArgDef arg) =>
            arg.TypeAttr.Length > 0 && schema.AttrDef(arg.TypeAttr)?.DefaultValue is { } value
                ? (TF_DataType)value.Type
                : null;

        private AttrValue CheckType(OpDef.Types.ArgDef arg, TF_DataType type)
        {
            if (
                schema.AttrDef(arg.TypeAttr)?.AllowedValues is { } allowed
                && !allowed.List.Type.Contains((DataType)type)
            )
                throw new TypeError(
                    $"Value passed to parameter '{arg.Name}' has DataType {type.as_numpy_name()} not in list of allowed "
                        + $"values: {string.Join(", ", allowed.List.Type.Select(t => ((TF_DataType)t).as_numpy_name()))}"
                );
            return AttrValues.Of(type);
        }

        /// <summary>Checks a given attribute against its definition: that it exists, its allowed values, its minimum.</summary>
        private AttrValue Check(string key, AttrValue value)
        {
            if (key.StartsWith('_'))
                return value;
            var def = schema.AttrDef(key) ?? throw new TypeError($"{schema.Name} got an unexpected attribute '{key}'.");
            if (def.Type == "float" && value.ValueCase == AttrValue.ValueOneofCase.I)
                value = AttrValues.Of((float)value.I);
            if (
                def.AllowedValues is { } allowed
                && value.ValueCase == AttrValue.ValueOneofCase.S
                && !allowed.List.S.Contains(value.S)
            )
                throw new ValueError(
                    $"Value for attr '{key}' of {value.S.ToStringUtf8()} is not in the list of allowed values: "
                        + string.Join(", ", allowed.List.S.Select(s => s.ToStringUtf8()))
                );
            if (def.HasMinimum && def.Type == "int" && value.I < def.Minimum)
                throw new ValueError(
                    $"Attr '{key}' of '{schema.Name}' Op passed {value.I} less than minimum {def.Minimum}."
                );
            return value;
        }
    }
}
