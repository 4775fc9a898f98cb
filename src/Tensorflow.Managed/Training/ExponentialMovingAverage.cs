using Tensorflow.Graphs;
using Tensorflow.Operations;

namespace Tensorflow;

/// <summary>
/// Keeps averages of variables in which older values count less and less (moving_averages.py): a variable each, which
/// moves by 1 - decay of the way to the new value whenever the result of <see cref="apply"/> runs.
/// </summary>
/// <param name="decay">What is left of an average after one update.</param>
/// <param name="num_updates">A count of updates, which keeps the decay small at first; or null.</param>
/// <param name="name">The name of nodes and averages.</param>
public sealed class ExponentialMovingAverage(
    float decay,
    object? num_updates = null,
    string name = "ExponentialMovingAverage"
)
{
    private readonly Dictionary<IVariableV1, RefVariable> _averages = [];

    /// <summary>The name of nodes and averages.</summary>
    public string Name { get; } = name;

    /// <summary>Makes the averages of variables, and the node that updates them.</summary>
    /// <param name="var_list">The variables; all that are trained where null.</param>
    /// <exception cref="TypeError">A variable is not of floats.</exception>
    public Operation apply(IEnumerable<IVariableV1>? var_list = null)
    {
        IVariableV1[] variables =
        [
            .. var_list ?? Graph.Default.get_collection<IVariableV1>(GraphKeys.TRAINABLE_VARIABLES),
        ];
        variables.AllGiven(nameof(var_list));
        if (variables.Length == 0)
            throw new ValueError("No variables to average.");
        var graph = variables[0].Graph;
        foreach (var variable in variables)
        {
            if (!variable.dtype.is_floating())
                throw new TypeError($"The variables must be half, float, or double: {variable.Name}");
            if (_averages.ContainsKey(variable))
                continue;
            var start = InitializedValues.Of(
                variable as RefVariable ?? throw new TypeError($"{variable} is not a variable of this engine.")
            );
            _averages.Add(variable, SlotCreator.Create(variable.Op, start, Name));
            graph.add_to_collection(GraphKeys.MOVING_AVERAGE_VARIABLES, variable);
        }
        using var scope = graph.OpenNameScope(Name, out var full);
        var kept = TensorConversion.Convert(decay, null, "decay", graph);
        if (num_updates is not null)
        {
            var count = MathOps.Cast(num_updates, TF_DataType.TF_FLOAT, "num_updates");
            var early = MathOps.TrueDiv(MathOps.Add(1f, count), MathOps.Add(10f, count));
            kept = OpBuilder.Tensor("Minimum", null, [kept, early]);
        }
        var updates = variables.Select(v => Move(_averages[v], v, kept)).ToArray();
        return SourceOps.Group(updates, full);
    }

    /// <summary>The average of a variable, or null where none is kept.</summary>
    public RefVariable? average(IVariableV1 var)
    {
        ArgumentNullException.ThrowIfNull(var);
        return _averages.GetValueOrDefault(var);
    }

    /// <summary>The name of a variable's average, whether it is kept already or not.</summary>
    public string average_name(IVariableV1 var)
    {
        ArgumentNullException.ThrowIfNull(var);
        return _averages.TryGetValue(var, out var kept)
            ? kept.Op.name
            : Graph.Default.unique_name($"{var.Op.name}/{Name}", mark_as_used: false);
    }

    /// <summary>Under which names a checkpoint has the variables' values: the averages' where averages are kept.</summary>
    /// <param name="moving_avg_variables">Those restored from averages; trained and averaged ones where null.</param>
    public Dictionary<string, IVariableV1> variables_to_restore(IEnumerable<IVariableV1>? moving_avg_variables = null)
    {
        var graph = Graph.Default;
        var averaged = (
            moving_avg_variables
            ?? graph
                .get_collection<IVariableV1>(GraphKeys.TRAINABLE_VARIABLES)
                .Concat(graph.get_collection<IVariableV1>(GraphKeys.MOVING_AVERAGE_VARIABLES))
        ).ToHashSet();
        averaged.ToArray().AllGiven();
        var map = new Dictionary<string, IVariableV1>(StringComparer.Ordinal);
        foreach (var variable in averaged)
            map[average_name(variable)] = variable;
        foreach (var variable in graph.get_collection<IVariableV1>(GraphKeys.GLOBAL_VARIABLES))
            if (!averaged.Contains(variable))
                map.TryAdd(variable.Op.name, variable);
        return map;
    }

    /// <summary>average -= (average - value) * (1 - decay)</summary>
    private static Tensor Move(RefVariable average, IVariableV1 value, Tensor decay)
    {
        var graph = average.Graph;
        using var scope = graph.OpenNameScope("AssignMovingAvg", out var full);
        var less = MathOps.Cast(MathOps.Sub(1f, decay), average.dtype);
        var distance = MathOps.Mul(MathOps.Sub(average.AsTensor(), value.AsTensor()), less);
        using var colocation = graph.OpenColocation(average.Op);
        return average.assign_sub(distance, name: full);
    }
}
