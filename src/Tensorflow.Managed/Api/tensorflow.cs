using Tensorflow.Graphs;
using Tensorflow.Operations;
using Tensorflow.Values;

namespace Tensorflow;

/// <summary>
/// TensorFlow's functions under Python's names; <see cref="Binding.tf"/> is the one instance. Names, order of parameters
/// and types are TensorFlow.NET's where that has the function.
/// </summary>
public sealed partial class tensorflow
{
    /// <summary>32-bit float.</summary>
    public TF_DataType float32 { get; } = TF_DataType.TF_FLOAT;

    /// <summary>64-bit float.</summary>
    public TF_DataType float64 { get; } = TF_DataType.TF_DOUBLE;

    /// <summary>32-bit signed integer.</summary>
    public TF_DataType int32 { get; } = TF_DataType.TF_INT32;

    /// <summary>64-bit signed integer.</summary>
    public TF_DataType int64 { get; } = TF_DataType.TF_INT64;

    /// <summary>8-bit unsigned integer.</summary>
    public TF_DataType uint8 { get; } = TF_DataType.TF_UINT8;

    /// <summary>Truth value.</summary>
    public TF_DataType @bool { get; } = TF_DataType.TF_BOOL;

    /// <summary>Byte string.</summary>
    public TF_DataType @string { get; } = TF_DataType.TF_STRING;

    /// <summary>A value to be fed (<c>Placeholder</c>).</summary>
    /// <param name="dtype">The element type.</param>
    /// <param name="shape">What is known of the shape, -1 for a dimension that is not; anything where null.</param>
    /// <param name="name">The node's name.</param>
    public Tensor placeholder(TF_DataType dtype, Shape? shape = null, string? name = null) =>
        OpBuilder.Tensor("Placeholder", name, [], ("dtype", dtype), ("shape", shape ?? Shape.Unknown));

    /// <summary>A value that may be fed, and is this one where it is not (<c>PlaceholderWithDefault</c>).</summary>
    /// <param name="input">The default: a tensor, number or array.</param>
    /// <param name="shape">What is known of the shape, -1 for a dimension that is not; anything where null.</param>
    /// <param name="name">The node's name.</param>
    public Tensor placeholder_with_default<T>(T input, Shape? shape = null, string? name = null)
        where T : notnull =>
        OpBuilder.Tensor("PlaceholderWithDefault", name, [input], ("shape", shape ?? Shape.Unknown));

    /// <summary>A constant (<c>Const</c>) of a number, string, array or NumSharp array.</summary>
    /// <param name="value">The elements; a single one fills the whole shape.</param>
    /// <param name="dtype">The element type; the value's own where not given.</param>
    /// <param name="shape">The shape; the value's own where null.</param>
    /// <param name="name">The node's name.</param>
    /// <exception cref="TypeError">The value does not convert to the type.</exception>
    /// <exception cref="ValueError">The value does not fill the shape.</exception>
    public Tensor constant(
        object value,
        TF_DataType dtype = TF_DataType.DtInvalid,
        Shape? shape = null,
        string name = "Const"
    )
    {
        ArgumentNullException.ThrowIfNull(value);
        var host = HostArrays.ToValue(value, dtype == TF_DataType.DtInvalid ? null : dtype);
        if (shape is not null && host.Count != 1 && host.Count != shape.size)
            throw new ValueError(
                $"Eager execution of tf.constant with unsupported shape. Tensor has {host.Count} elements, but got "
                    + $"`shape` {shape} with {shape.size} elements)."
            );
        return TensorConversion.Constant(host, shape, name);
    }

    /// <summary>A variable of TensorFlow 1: <c>VariableV2</c>, its <c>Assign</c>, its <c>read</c>.</summary>
    /// <param name="data">The initial value: a tensor, number, array, or a function that makes the tensor.</param>
    /// <param name="trainable">Whether optimizers train it.</param>
    /// <param name="validate_shape">Whether the variable has the initial value's static shape.</param>
    /// <param name="use_resource">Must be false: this engine has the reference variables of TensorFlow 1.</param>
    /// <param name="name">The variable's name.</param>
    /// <param name="dtype">The element type; the value's own where not given.</param>
    public RefVariable Variable<T>(
        T data,
        bool trainable = true,
        bool validate_shape = true,
        bool use_resource = false,
        string? name = null,
        TF_DataType dtype = TF_DataType.DtInvalid
    )
        where T : notnull
    {
        if (use_resource)
            throw new UnimplementedError("Resource variables are not supported; use_resource must be false.");
        return new(data, name, dtype == TF_DataType.DtInvalid ? null : dtype, trainable, validate_shape);
    }

    /// <summary>A node that initializes all variables (<c>NoOp</c> named <c>init</c>).</summary>
    public Operation global_variables_initializer() =>
        SourceOps.Group(global_variables().Select(v => v.Initializer), "init");

    /// <summary>All variables of the default graph, in the order they were made.</summary>
    public RefVariable[] global_variables() =>
        [.. get_default_graph().get_collection<RefVariable>(GraphKeys.GLOBAL_VARIABLES)];

    /// <summary>The variables of the default graph that optimizers train.</summary>
    public RefVariable[] trainable_variables() =>
        [.. get_default_graph().get_collection<RefVariable>(GraphKeys.TRAINABLE_VARIABLES)];

    /// <summary>Zeros as the initial value of a variable.</summary>
    public IInitializer zeros_initializer { get; } = Initializers.Zeros;

    /// <summary>Ones as the initial value of a variable.</summary>
    public IInitializer ones_initializer { get; } = Initializers.Ones;

    /// <summary>Seeds the default graph: random nodes without a seed of their own become repeatable.</summary>
    public void set_random_seed(int seed) => get_default_graph().seed = seed;

    /// <summary>An empty graph.</summary>
    public Graph Graph() => new();

    /// <summary>The graph that new nodes go to.</summary>
    public Graph get_default_graph() => Tensorflow.Graph.Default;

    /// <summary>Replaces the default graph with an empty one.</summary>
    public void reset_default_graph() => Tensorflow.Graph.ResetDefault();

    /// <summary>A session for the default graph.</summary>
    public Session Session() => new();

    /// <summary>A session for a graph, or the default one.</summary>
    public Session Session(Graph? graph, ConfigProto? config = null) => new(graph, config);

    /// <summary>A session for the default graph.</summary>
    public Session Session(ConfigProto config) => new((Graph?)null, config);

    /// <inheritdoc cref="Session(string, Tensorflow.Graph?, ConfigProto?)"/>
    public Session Session(string target, Graph? graph = null, ConfigProto? config = null) =>
        new(target, graph, config);

    /// <summary>The gradients of the sum of ys by each of xs, null where none depends on it.</summary>
    /// <exception cref="LookupError">An op on the way has no gradient.</exception>
    public Tensor?[] gradients(
        Tensor ys,
        Tensor[] xs,
        Tensor[]? grad_ys = null,
        string name = "gradients",
        bool colocate_gradients_with_ops = false,
        bool gate_gradients = false
    ) => gradients([ys], xs, grad_ys, name, colocate_gradients_with_ops, gate_gradients);

    /// <summary>The gradients of the sum of ys by each of xs, null where none depends on it.</summary>
    /// <exception cref="LookupError">An op on the way has no gradient.</exception>
    public Tensor?[] gradients(
        Tensor[] ys,
        Tensor[] xs,
        Tensor[]? grad_ys = null,
        string name = "gradients",
        bool colocate_gradients_with_ops = false,
        bool gate_gradients = false
    ) =>
        Array.ConvertAll(
            GradientBuilder.Build(ys, xs, grad_ys, name, gate_gradients, colocate_gradients_with_ops),
            IndexedSlices.Dense
        );

    /// <summary>Nodes made inside get names below this one.</summary>
    /// <param name="name">The scope's name, made unique; one with a trailing slash is opened again as it is.</param>
    /// <param name="default_name">The name where none is given.</param>
    /// <param name="values">Not used; as in TensorFlow.NET.</param>
    public NameScope name_scope(string? name, string default_name = "", object? values = null) =>
        new(name ?? default_name);

    /// <summary>Variables made by <c>get_variable</c> inside get names below this one, nodes too.</summary>
    [System.Runtime.CompilerServices.OverloadResolutionPriority(1)] // a bool is a Reuse, too
    public variable_scope variable_scope(
        string? name,
        string? default_name = null,
        Tensor[]? values = null,
        bool? reuse = null,
        bool auxiliary_name_scope = true
    ) => new(name, default_name, values, reuse, auxiliary_name_scope);

    /// <summary>Opens a variable scope again.</summary>
    [System.Runtime.CompilerServices.OverloadResolutionPriority(1)] // a bool is a Reuse, too
    public variable_scope variable_scope(
        VariableScope scope,
        string? default_name = null,
        Tensor[]? values = null,
        bool? reuse = null,
        bool auxiliary_name_scope = true
    ) => new(scope, reuse, auxiliary_name_scope);

    /// <summary>Nodes made inside run after these; null lifts what outer blocks ask for.</summary>
    public IDisposable control_dependencies(ITensorOrOperation[]? control_inputs) =>
        get_default_graph().OpenControlDependencies(control_inputs);

    /// <summary>A node that runs after all of these (<c>NoOp</c>).</summary>
    public Operation group(ITensorOrOperation[] inputs, string? name = null) => SourceOps.Group(inputs, name);

    /// <summary>A node that does nothing.</summary>
    public Operation no_op(string? name = null) => OpBuilder.Apply("NoOp", name, []);
}
