using Tensorflow.Graphs;
using Tensorflow.Operations;

namespace Tensorflow;

/// <content>Variables: by name, and what is assigned to them.</content>
public sealed partial class tensorflow
{
    /// <summary>The variable of this name in the current variable scope; made on first use.</summary>
    /// <param name="name">The name below the scope's.</param>
    /// <param name="shape">The shape, known in full, where the variable is new.</param>
    /// <param name="dtype">The element type; float32 where not given.</param>
    /// <param name="initializer">The initializer; the scope's, or Glorot's uniform numbers, where null.</param>
    /// <param name="trainable">Whether optimizers train it.</param>
    /// <param name="collections">The collections that list it, <see cref="GraphKeys.GLOBAL_VARIABLES"/> where null.</param>
    /// <param name="validate_shape">Whether the variable has the initial value's static shape.</param>
    /// <exception cref="ValueError">It exists and is not shared, or is shared and does not exist or fit.</exception>
    public RefVariable get_variable(
        string name,
        Shape? shape = null,
        TF_DataType dtype = TF_DataType.DtInvalid,
        IInitializer? initializer = null,
        bool trainable = true,
        IReadOnlyList<string>? collections = null,
        bool validate_shape = true
    ) =>
        VariableStore
            .Of(get_default_graph())
            .Current.GetVariable(
                name,
                shape,
                dtype == TF_DataType.DtInvalid ? null : dtype,
                initializer,
                trainable,
                collections,
                validate_shape
            );

    /// <summary>The variable of this name in the current variable scope; made on first use, to start with a tensor's value.</summary>
    /// <exception cref="ValueError">It exists and is not shared, or is shared and does not exist or fit.</exception>
    public RefVariable get_variable(
        string name,
        Tensor initializer,
        bool trainable = true,
        IReadOnlyList<string>? collections = null,
        bool validate_shape = true
    )
    {
        ArgumentNullException.ThrowIfNull(initializer);
        return VariableStore
            .Of(get_default_graph())
            .Current.GetVariable(name, initializer, trainable, collections, validate_shape);
    }

    /// <summary>The variables of this process alone, those of the collection <c>local_variables</c>.</summary>
    public RefVariable[] local_variables() =>
        [.. get_default_graph().get_collection<RefVariable>(GraphKeys.LOCAL_VARIABLES)];

    /// <summary>The variables of which averages are kept.</summary>
    public RefVariable[] moving_average_variables() =>
        [.. get_default_graph().get_collection<RefVariable>(GraphKeys.MOVING_AVERAGE_VARIABLES)];

    /// <summary>A node that initializes the local variables (<c>NoOp</c> named <c>init</c>).</summary>
    public Operation local_variables_initializer() => variables_initializer(local_variables());

    /// <summary>A node that initializes these variables (<c>NoOp</c>).</summary>
    public Operation variables_initializer(IEnumerable<IVariableV1> var_list, string name = "init")
    {
        IVariableV1[] variables = [.. var_list.Given()];
        variables.AllGiven(nameof(var_list));
        return SourceOps.Group(variables.Select(v => v.Initializer), name);
    }

    /// <summary>Whether a variable has a value (<c>IsVariableInitialized</c>).</summary>
    public Tensor is_variable_initialized(IVariableV1 variable)
    {
        ArgumentNullException.ThrowIfNull(variable);
        return OpBuilder.Tensor("IsVariableInitialized", null, [variable]);
    }

    /// <summary>The names of the variables that have no value yet, a vector of strings.</summary>
    /// <param name="var_list">The variables to ask; all global and local ones where null.</param>
    /// <param name="name">The name scope.</param>
    public Tensor report_uninitialized_variables(
        IEnumerable<IVariableV1>? var_list = null,
        string name = "report_uninitialized_variables"
    )
    {
        IVariableV1[] variables = [.. var_list ?? global_variables().Concat(local_variables())];
        variables.AllGiven(nameof(var_list));
        var graph = variables.Length > 0 ? variables[0].Graph : get_default_graph();
        using var scope = graph.OpenNameScope(name, out _);
        if (variables.Length == 0)
            return TensorConversion.Convert(Array.Empty<string>(), TF_DataType.TF_STRING, "Const", graph);
        var known = Array.ConvertAll(variables, v => (object)is_variable_initialized(v));
        var unknown = OpBuilder.Tensor("LogicalNot", null, [LayoutOps.Stack(known)]);
        var names = TensorConversion.Convert(Array.ConvertAll(variables, v => v.Op.name), null, "Const", graph);
        return Masking.BooleanMask(names, unknown);
    }

    /// <summary>The older name of <see cref="global_variables_initializer"/>.</summary>
    public Operation initialize_all_variables() => global_variables_initializer();

    /// <summary>The older name of <see cref="variables_initializer"/>.</summary>
    public Operation initialize_variables(IEnumerable<IVariableV1> var_list, string name = "init") =>
        variables_initializer(var_list, name);

    /// <summary>The older name of <see cref="local_variables_initializer"/>.</summary>
    public Operation initialize_local_variables() => local_variables_initializer();

    /// <summary>The older name of <see cref="global_variables"/>.</summary>
    public RefVariable[] all_variables() => global_variables();

    /// <summary>Assigns a value; the result is the variable's reference afterwards (<c>Assign</c>).</summary>
    /// <param name="ref">The variable.</param>
    /// <param name="value">A tensor, number or array.</param>
    /// <param name="validate_shape">Whether the value must have the variable's shape.</param>
    /// <param name="use_locking">Whether the assignment locks the variable.</param>
    /// <param name="name">The node's name.</param>
    public Tensor assign(
        IVariableV1 @ref,
        object value,
        bool validate_shape = true,
        bool use_locking = true,
        string? name = null
    ) =>
        OpBuilder.Tensor(
            "Assign",
            name,
            [@ref, value],
            ("validate_shape", validate_shape),
            ("use_locking", use_locking)
        );

    /// <summary>Adds to a variable; the result is its reference afterwards (<c>AssignAdd</c>).</summary>
    public Tensor assign_add(IVariableV1 @ref, object value, bool use_locking = false, string? name = null) =>
        OpBuilder.Tensor("AssignAdd", name, [@ref, value], ("use_locking", use_locking));

    /// <summary>Subtracts from a variable; the result is its reference afterwards (<c>AssignSub</c>).</summary>
    public Tensor assign_sub(IVariableV1 @ref, object value, bool use_locking = false, string? name = null) =>
        OpBuilder.Tensor("AssignSub", name, [@ref, value], ("use_locking", use_locking));

    /// <summary>Writes rows of a variable; the result is its reference afterwards (<c>ScatterUpdate</c>).</summary>
    /// <param name="ref">The variable, [rows, ...].</param>
    /// <param name="indices">The rows' numbers, int32 or int64, of any shape; of one that comes twice the last counts.</param>
    /// <param name="updates">The new rows, the shape of the indices followed by that of a row; or one number.</param>
    /// <param name="use_locking">Whether the write locks the variable.</param>
    /// <param name="name">The node's name.</param>
    public Tensor scatter_update(
        IVariableV1 @ref,
        Tensor indices,
        object updates,
        bool use_locking = true,
        string? name = null
    ) => ScatterOps.Scatter("ScatterUpdate", @ref, indices, updates, use_locking, name);

    /// <summary>Adds to rows of a variable (<c>ScatterAdd</c>); see <see cref="scatter_update"/>.</summary>
    public Tensor scatter_add(
        IVariableV1 @ref,
        Tensor indices,
        object updates,
        bool use_locking = false,
        string? name = null
    ) => ScatterOps.Scatter("ScatterAdd", @ref, indices, updates, use_locking, name);

    /// <summary>Subtracts from rows of a variable (<c>ScatterSub</c>); see <see cref="scatter_update"/>.</summary>
    public Tensor scatter_sub(
        IVariableV1 @ref,
        Tensor indices,
        object updates,
        bool use_locking = false,
        string? name = null
    ) => ScatterOps.Scatter("ScatterSub", @ref, indices, updates, use_locking, name);

    /// <summary>Multiplies rows of a variable (<c>ScatterMul</c>); see <see cref="scatter_update"/>.</summary>
    public Tensor scatter_mul(
        IVariableV1 @ref,
        Tensor indices,
        object updates,
        bool use_locking = false,
        string? name = null
    ) => ScatterOps.Scatter("ScatterMul", @ref, indices, updates, use_locking, name);

    /// <summary>Divides rows of a variable (<c>ScatterDiv</c>); see <see cref="scatter_update"/>.</summary>
    public Tensor scatter_div(
        IVariableV1 @ref,
        Tensor indices,
        object updates,
        bool use_locking = false,
        string? name = null
    ) => ScatterOps.Scatter("ScatterDiv", @ref, indices, updates, use_locking, name);

    /// <summary>Adds a value to a collection of the default graph (see <see cref="GraphKeys"/> for the standard ones).</summary>
    public void add_to_collection<T>(string name, T value)
        where T : notnull => get_default_graph().add_to_collection(name.Given(), value);

    /// <summary>The values of a collection of the default graph, in the order they were added.</summary>
    public List<T> get_collection<T>(string key) => get_default_graph().get_collection<T>(key.Given());
}
