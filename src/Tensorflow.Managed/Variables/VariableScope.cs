using Tensorflow.Graphs;

namespace Tensorflow;

/// <summary>What <c>get_variable</c> takes over from the scope it is called in: the name, the initializer, sharing.</summary>
public sealed class VariableScope
{
    internal VariableScope(
        string name,
        string original_name_scope,
        Reuse reuse,
        IInitializer? initializer,
        Func<Operation, string>? caching_device
    )
    {
        this.name = name;
        this.original_name_scope = original_name_scope;
        Mode = reuse;
        this.initializer = initializer;
        CachingDevice = caching_device;
    }

    /// <summary>The scope's name, by which variables are called.</summary>
    public string name { get; }

    /// <summary>The name scope, with a trailing slash, that the first opening of this scope got.</summary>
    public string original_name_scope { get; }

    /// <summary>Whether variables that exist are shared.</summary>
    public bool reuse => Mode.Shares;

    /// <summary>Whether variables are shared, made, or either as need be.</summary>
    internal Reuse Mode { get; private set; }

    /// <summary>The initializer of variables that name none.</summary>
    public IInitializer? initializer { get; }

    /// <summary>From here on, reads of new variables are kept on the device that this gives for the reading node.</summary>
    public void set_caching_device(Func<Operation, string>? caching_device) => CachingDevice = caching_device;

    /// <summary>Where reads of variables are kept; where null, beside the variable.</summary>
    internal Func<Operation, string>? CachingDevice { get; private set; }

    /// <summary>From here on, variables are shared.</summary>
    public void reuse_variables() => Mode = Reuse.Yes;

    /// <summary>The variable of this name in this scope: made on first use, shared where the scope says so.</summary>
    /// <exception cref="ValueError">It exists and is not shared, or is shared and does not exist or fit.</exception>
    internal RefVariable GetVariable(
        string variable,
        Shape? shape,
        TF_DataType? dtype,
        IInitializer? initializer,
        bool trainable,
        IReadOnlyList<string>? collections = null,
        bool validateShape = true
    )
    {
        var full = FullName(variable);
        if (Existing(full, shape, dtype) is { } existing)
            return existing;
        if (shape is not { IsFullyDefined: true })
            throw new ValueError(
                $"Shape of a new variable ({full}) must be fully defined, but instead was {shape ?? Shape.Unknown}."
            );
        var type = dtype ?? TF_DataType.TF_FLOAT;
        var chosen = initializer ?? this.initializer ?? Initializers.Default(type, full);
        return Add(full, new Func<Tensor>(() => chosen.call(shape, type)), type, trainable, collections, validateShape);
    }

    /// <summary>The variable of this name in this scope, which on first use is made to start with this value.</summary>
    /// <exception cref="ValueError">It exists and is not shared, or is shared and does not exist or fit.</exception>
    internal RefVariable GetVariable(
        string variable,
        Tensor value,
        bool trainable,
        IReadOnlyList<string>? collections = null,
        bool validateShape = true
    )
    {
        var full = FullName(variable);
        var type = value.dtype.as_base_dtype();
        return Existing(full, value.shape, type) ?? Add(full, value, type, trainable, collections, validateShape);
    }

    /// <summary>Without a name of its own the variable takes the scope's: the slash makes its name scope that very one.</summary>
    private string FullName(string variable) =>
        string.IsNullOrEmpty(variable) && name.Length == 0 ? throw new ValueError("get_variable() needs a name.")
        : name.Length > 0 ? name + "/" + variable
        : variable;

    /// <summary>The variable to share, or null where one is to be made.</summary>
    private RefVariable? Existing(string full, Shape? shape, TF_DataType? dtype)
    {
        if (!VariableStore.Of(Graph.Default).Variables.TryGetValue(full, out var existing))
            return Mode.Makes
                ? null
                : throw new ValueError(
                    $"Variable {full} does not exist, or was not created with tf.get_variable(). Did you mean to set "
                        + "reuse=tf.AUTO_REUSE in VarScope?"
                );
        if (!Mode.Shares)
            throw new ValueError(
                $"Variable {full} already exists, disallowed. Did you mean to set reuse=True or reuse=tf.AUTO_REUSE in "
                    + $"VarScope? Originally defined at:\n\n  {existing}"
            );
        if (shape is not null && !shape.is_compatible_with(existing.shape))
            throw new ValueError(
                $"Trying to share variable {full}, but specified shape {shape} and found shape {existing.shape}."
            );
        return dtype is null || dtype == existing.dtype
            ? existing
            : throw new ValueError(
                $"Trying to share variable {full}, but specified dtype {dtype.Value.as_numpy_name()} and found dtype "
                    + $"{existing.dtype.as_numpy_name()}."
            );
    }

    private RefVariable Add(
        string full,
        object value,
        TF_DataType type,
        bool trainable,
        IReadOnlyList<string>? collections,
        bool validateShape
    )
    {
        var graph = Graph.Default;
        using var top = graph.OpenNameScope(null, out _);
        var made = new RefVariable(
            value,
            full,
            type,
            trainable,
            validateShape,
            collections: collections,
            cachingDevice: CachingDevice
        );
        VariableStore.Of(graph).Variables.Add(full, made);
        return made;
    }
}
