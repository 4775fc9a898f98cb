using Tensorflow.Graphs;

namespace Tensorflow;

/// <summary>What <c>get_variable</c> takes over from the scope it is called in: the name, the initializer, sharing.</summary>
public sealed class VariableScope
{
    internal VariableScope(
        string name,
        string original_name_scope,
        bool reuse,
        IInitializer? initializer,
        Func<Operation, string>? caching_device
    )
    {
        this.name = name;
        this.original_name_scope = original_name_scope;
        this.reuse = reuse;
        this.initializer = initializer;
        CachingDevice = caching_device;
    }

    /// <summary>The scope's name, by which variables are called.</summary>
    public string name { get; }

    /// <summary>The name scope, with a trailing slash, that the first opening of this scope got.</summary>
    public string original_name_scope { get; }

    /// <summary>Whether variables must exist already and are shared.</summary>
    public bool reuse { get; private set; }

    /// <summary>The initializer of variables that name none.</summary>
    public IInitializer? initializer { get; }

    /// <summary>From here on, reads of new variables are kept on the device that this gives for the reading node.</summary>
    public void set_caching_device(Func<Operation, string>? caching_device) => CachingDevice = caching_device;

    /// <summary>Where reads of variables are kept; where null, beside the variable.</summary>
    internal Func<Operation, string>? CachingDevice { get; private set; }

    /// <summary>From here on, variables are shared.</summary>
    public void reuse_variables() => reuse = true;

    /// <summary>The variable of this name in this scope: made on first use, shared where the scope says so.</summary>
    /// <exception cref="ValueError">It exists and is not shared, or is shared and does not exist or fit.</exception>
    internal RefVariable GetVariable(
        string variable,
        Shape? shape,
        TF_DataType? dtype,
        IInitializer? initializer,
        bool trainable,
        IReadOnlyList<string>? collections = null
    )
    {
        if (string.IsNullOrEmpty(variable) && name.Length == 0)
            throw new ValueError("get_variable() needs a name.");
        // Without a name of its own the variable takes the scope's: the slash makes its name scope that very one.
        var full = name.Length > 0 ? name + "/" + variable : variable;
        var graph = Graph.Default;
        var store = VariableStore.Of(graph);
        if (store.Variables.TryGetValue(full, out var existing))
        {
            if (!reuse)
                throw new ValueError(
                    $"Variable {full} already exists, disallowed. Did you mean to set reuse=True or reuse=tf.AUTO_REUSE in "
                        + $"VarScope? Originally defined at:\n\n  {existing}"
                );
            if (shape is not null && !shape.is_compatible_with(existing.shape))
                throw new ValueError(
                    $"Trying to share variable {full}, but specified shape {shape} and found shape {existing.shape}."
                );
            if (dtype is not null && dtype != existing.dtype)
                throw new ValueError(
                    $"Trying to share variable {full}, but specified dtype {dtype.Value.as_numpy_name()} and found dtype "
                        + $"{existing.dtype.as_numpy_name()}."
                );
            return existing;
        }
        if (reuse)
            throw new ValueError(
                $"Variable {full} does not exist, or was not created with tf.get_variable(). Did you mean to set "
                    + "reuse=tf.AUTO_REUSE in VarScope?"
            );
        if (shape is not { IsFullyDefined: true })
            throw new ValueError(
                $"Shape of a new variable ({full}) must be fully defined, but instead was {shape ?? Shape.Unknown}."
            );
        var type = dtype ?? TF_DataType.TF_FLOAT;
        var chosen = initializer ?? this.initializer ?? Initializers.Default(type, full);
        using var top = graph.OpenNameScope(null, out _);
        var made = new RefVariable(
            new Func<Tensor>(() => chosen.call(shape, type)),
            full,
            type,
            trainable,
            collections: collections,
            cachingDevice: CachingDevice
        );
        store.Variables.Add(full, made);
        return made;
    }
}
