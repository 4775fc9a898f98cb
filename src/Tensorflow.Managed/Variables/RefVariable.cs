using Tensorflow.Graphs;

namespace Tensorflow;

/// <summary>
/// A variable of TensorFlow 1 (Python's <c>RefVariable</c>): a <c>VariableV2</c> node, an <c>Assign</c> of its initial
/// value, and an <c>Identity</c> named <c>read</c>.
/// </summary>
public sealed partial class RefVariable : IVariableV1
{
    /// <param name="initialValue">A tensor or host value, or a function that makes the tensor under the variable's name.</param>
    /// <param name="name">The variable's name in the current scope; <c>Variable</c> where null.</param>
    /// <param name="dtype">The element type, or null for the initial value's.</param>
    /// <param name="trainable">Whether optimizers train it.</param>
    /// <param name="validateShape">Whether the initial value's static shape becomes the variable's.</param>
    /// <param name="cachingDevice">Gives the device of the shared read; beside the variable where null.</param>
    /// <param name="collections">The collections that list it, <see cref="GraphKeys.GLOBAL_VARIABLES"/> where null.</param>
    internal RefVariable(
        object initialValue,
        string? name = null,
        TF_DataType? dtype = null,
        bool trainable = true,
        bool validateShape = true,
        IReadOnlyList<string>? collections = null,
        Func<Operation, string>? cachingDevice = null
    )
    {
        var graph = (initialValue as ITensorOrOperation)?.graph ?? Graph.Default;
        using var noControl = graph.OpenControlDependencies(null);
        using var scope = graph.OpenNameScope(string.IsNullOrEmpty(name) ? "Variable" : name, out var full);
        if (initialValue is Func<Tensor> make)
        {
            // Nothing can be colocated with a variable that does not exist yet, so its name is given by attribute.
            using var group = graph.OpenAttrScope("_class", AttrValues.Of(["loc:@" + full[..^1]]));
            using (graph.OpenNameScope("Initializer", out _))
            using (graph.device((string?)null))
                initial_value = TensorConversion.Convert(make(), dtype, "initial_value", graph);
            Handle = MakeHandle(full, validateShape);
        }
        else
        {
            initial_value = TensorConversion.Convert(initialValue, dtype, "initial_value", graph);
            Handle = MakeHandle(full, validateShape);
        }
        using (graph.OpenColocation(Handle.op))
            Initializer = OpBuilder.Apply(
                "Assign",
                null,
                [Handle, InitializedValues.Guard(initial_value, full)],
                ("validate_shape", validateShape),
                ("use_locking", true)
            );
        using (cachingDevice is null ? graph.OpenColocation(Handle.op) : graph.device(cachingDevice))
            Snapshot = OpBuilder.Tensor("Identity", "read", [Handle]);
        Trainable = trainable;
        var lists = collections ?? [GraphKeys.GLOBAL_VARIABLES];
        graph.add_to_collections(trainable ? [.. lists, GraphKeys.TRAINABLE_VARIABLES] : lists, this);
    }

    /// <inheritdoc/>
    public string Name => Handle.name;

    /// <inheritdoc/>
    public Operation Op => Handle.op;

    /// <inheritdoc/>
    public Tensor Handle { get; }

    /// <inheritdoc/>
    public Operation Initializer { get; }

    /// <inheritdoc/>
    public Graph Graph => Handle.graph;

    /// <inheritdoc/>
    public TF_DataType dtype => Handle.dtype.as_base_dtype();

    /// <inheritdoc/>
    public Shape shape => Handle.shape;

    /// <inheritdoc/>
    public bool Trainable { get; }

    /// <summary>The tensor that the initializer assigns.</summary>
    public Tensor initial_value { get; }

    /// <summary>The name of the variable's tensor, <c>Variable:0</c>.</summary>
    public string name => Name;

    /// <summary>The node that holds the state.</summary>
    public Operation op => Op;

    /// <summary>The graph that holds the variable.</summary>
    public Graph graph => Graph;

    /// <summary>The node that assigns the initial value.</summary>
    public Operation initializer => Initializer;

    /// <summary>The read that all users of the variable share.</summary>
    internal Tensor Snapshot { get; }

    /// <inheritdoc/>
    public Tensor AsTensor() => Snapshot;

    /// <summary>The value as a tensor (Python's <c>value()</c>).</summary>
    public Tensor value() => Snapshot;

    /// <summary>The value where the variable has one, else its initial value: to initialize others from it.</summary>
    public Tensor initialized_value() => InitializedValues.Of(this);

    /// <summary>A new read of the variable, which sees assignments that it is made to wait for.</summary>
    public Tensor read_value() => OpBuilder.Tensor("Identity", "read", [Handle]);

    /// <summary>Assigns a value of the variable's shape; the result is the variable's reference afterwards.</summary>
    public Tensor assign(object value, bool use_locking = false, string? name = null) =>
        OpBuilder.Tensor("Assign", name, [Handle, value], ("use_locking", use_locking));

    /// <summary>Adds to the variable; the result is the variable's reference afterwards.</summary>
    public Tensor assign_add(object delta, bool use_locking = false, string? name = null) =>
        OpBuilder.Tensor("AssignAdd", name, [Handle, delta], ("use_locking", use_locking));

    /// <summary>Subtracts from the variable; the result is the variable's reference afterwards.</summary>
    public Tensor assign_sub(object delta, bool use_locking = false, string? name = null) =>
        OpBuilder.Tensor("AssignSub", name, [Handle, delta], ("use_locking", use_locking));

    /// <summary>The variable's value.</summary>
    public static implicit operator Tensor(RefVariable variable) => variable.Given().AsTensor();

    /// <inheritdoc/>
    public override string ToString() => $"<tf.Variable '{Name}' shape={shape} dtype={Handle.dtype.as_numpy_name()}>";

    private Tensor MakeHandle(string name, bool validateShape) =>
        OpBuilder.Tensor(
            "VariableV2",
            name,
            [],
            ("shape", validateShape ? initial_value.shape : Shape.Unknown),
            ("dtype", initial_value.dtype.as_base_dtype())
        );
}
