using Tensorflow.Graphs;
using Tensorflow.Operations;

namespace Tensorflow;

/// <content>Branches and loops.</content>
public sealed partial class tensorflow
{
    /// <summary>What one of two functions makes; only the nodes of the one that the predicate chooses run.</summary>
    /// <param name="pred">A bool scalar.</param>
    /// <param name="true_fn">Makes the result where the predicate is true.</param>
    /// <param name="false_fn">Makes the result where it is not; of the same type.</param>
    /// <param name="name">The scope's name.</param>
    /// <exception cref="ValueError">The results do not fit each other.</exception>
    public Tensor cond(Tensor pred, Func<Tensor> true_fn, Func<Tensor> false_fn, string? name = null) =>
        Cond(pred, One(true_fn, nameof(true_fn)), One(false_fn, nameof(false_fn)), name)[0];

    /// <summary>What one of two functions makes; only the nodes of the one that the predicate chooses run.</summary>
    /// <param name="pred">A bool scalar.</param>
    /// <param name="true_fn">Makes the results where the predicate is true.</param>
    /// <param name="false_fn">Makes the results where it is not: as many, of the same types.</param>
    /// <param name="name">The scope's name.</param>
    /// <exception cref="ValueError">The results do not fit each other.</exception>
    public Tensor[] cond(Tensor pred, Func<object[]> true_fn, Func<object[]> false_fn, string? name = null) =>
        Cond(pred, Many(true_fn, nameof(true_fn)), Many(false_fn, nameof(false_fn)), name);

    /// <summary>What the function of the first true predicate makes, or the default one where none is true.</summary>
    /// <param name="pred_fn_pairs">Bool scalars, and functions whose results are all of one type.</param>
    /// <param name="default">Makes the result where no predicate is true.</param>
    /// <param name="name">The scope's name.</param>
    /// <param name="exclusive">Whether it is an error, when run, that more than one predicate is true.</param>
    public Tensor @case(
        (Tensor pred, Func<Tensor> fn)[] pred_fn_pairs,
        Func<Tensor> @default,
        string name = "case",
        bool exclusive = false
    )
    {
        if (pred_fn_pairs is null || @default is null)
            throw new TypeError("fns must be a list, tuple, or dict, and default must be callable.");
        if (pred_fn_pairs.Length == 0)
            return @default();
        foreach (var (pred, fn) in pred_fn_pairs)
        {
            if (fn is null)
                throw new TypeError("fn for pred must be callable.");
            CheckPredicate(pred);
        }
        using var scope = pred_fn_pairs[0].pred.graph.OpenNameScope(name, out _);
        var result = @default;
        foreach (var (pred, fn) in pred_fn_pairs.Reverse())
        {
            var otherwise = result;
            result = () => cond(pred, fn, otherwise);
        }
        using var check = exclusive ? control_dependencies([AtMostOne([.. pred_fn_pairs.Select(p => p.pred)])]) : null;
        return result();
    }

    /// <summary>Fails where more than one is true (control_flow_case.py, <c>_assert_at_most_n_true</c>).</summary>
    private static Operation AtMostOne(Tensor[] predicates)
    {
        var stacked = LayoutOps.Stack([.. predicates], name: "preds_c");
        var count = ReduceOps.Reduce("Sum", MathOps.Cast(stacked, TF_DataType.TF_INT32), null, false, "num_true_conds");
        var most = TensorConversion.Convert(1, null, "n_true_conds", stacked.graph);
        var holds = OpBuilder.Tensor("LessEqual", null, [count, most]);
        var names = string.Join(", ", predicates.Select(p => p.name));
        var message = $"Input error: exclusive=True: more than 1 conditions ({names}) evaluated as True:";
        return AssertOps.Assert(holds, [message, stacked], predicates.Length, null);
    }

    /// <summary>Repeats while a condition is true.</summary>
    /// <param name="cond">Makes of the loop variable a bool scalar.</param>
    /// <param name="body">Makes the variable's next value.</param>
    /// <param name="loop_vars">The first value.</param>
    /// <param name="parallel_iterations">Kept in the graph; this engine runs one iteration after the other.</param>
    /// <param name="name">The scope's name.</param>
    /// <returns>The value after the last iteration.</returns>
    public Tensor while_loop(
        Func<Tensor, Tensor> cond,
        Func<Tensor, Tensor> body,
        Tensor loop_vars,
        int parallel_iterations = 10,
        string? name = null
    )
    {
        if (cond is null || body is null)
            throw new TypeError("'cond' and 'body' must be callable.");
        return while_loop(v => cond(v[0]), v => [body(v[0])], [loop_vars], null, parallel_iterations, name: name)[0];
    }

    /// <summary>Repeats while a condition is true.</summary>
    /// <param name="cond">Makes of the loop variables a bool scalar.</param>
    /// <param name="body">Makes the variables' next values: tensors, or what becomes one.</param>
    /// <param name="loop_vars">The first values: tensors, numbers, arrays; a TensorArray comes in as its flow.</param>
    /// <param name="shape_invariants">What stays true of each variable's shape; the first values' shapes where null.</param>
    /// <param name="parallel_iterations">Kept in the graph; this engine runs one iteration after the other.</param>
    /// <param name="back_prop">Whether gradients can be taken.</param>
    /// <param name="swap_memory">Kept in the graph.</param>
    /// <param name="name">The scope's name.</param>
    /// <param name="maximum_iterations">An int32 scalar; no limit where null.</param>
    /// <returns>The values after the last iteration; a TensorArray's flow.</returns>
    /// <exception cref="ValueError">Body's results are not as many as the variables, or of other shapes.</exception>
    public Tensor[] while_loop(
        Func<Tensor[], Tensor> cond,
        Func<Tensor[], object[]> body,
        object[] loop_vars,
        Shape[]? shape_invariants = null,
        int parallel_iterations = 10,
        bool back_prop = true,
        bool swap_memory = false,
        string? name = null,
        object? maximum_iterations = null
    )
    {
        if (cond is null || body is null)
            throw new TypeError("'cond' and 'body' must be callable.");
        if (loop_vars is null || loop_vars.Length == 0)
            throw new ValueError("'loop_vars' must be provided.");
        if (shape_invariants is not null && shape_invariants.Length != loop_vars.Length)
            throw new ValueError(
                $"There are {loop_vars.Length} loop_vars, but {shape_invariants.Length} shape_invariants."
            );
        var flows = Array.ConvertAll(
            loop_vars,
            v => ControlFlowOps.FlowOf(v ?? throw new ValueError("None values not supported."))
        );
        var graph = flows.OfType<ITensorOrOperation>().FirstOrDefault()?.graph ?? Tensorflow.Graph.Default;
        using var scope = graph.OpenNameScope(name ?? "while", out _);
        var (condition, step, skipped) = (cond, body, 0);
        Tensor? most = null;
        if (maximum_iterations is not null)
        {
            var limit = TensorConversion.Convert(maximum_iterations, null, "maximum_iterations", graph);
            if (limit.shape is { IsNull: false, ndim: not 0 })
                throw new ValueError($"'maximum_iterations' must be a scalar. It has shape {limit.shape}");
            most = limit;
            var counter = TensorConversion.Constant(
                Values.Elements.Convert(Values.Value.Of(0), limit.dtype.as_base_dtype()),
                null,
                "iteration_counter",
                graph
            );
            flows = [counter, .. flows];
            shape_invariants = shape_invariants is null ? null : [Shape.Scalar, .. shape_invariants];
            skipped = 1;
            condition = v =>
                OpBuilder.Tensor("LogicalAnd", null, [OpBuilder.Tensor("Less", null, [v[0], limit]), cond(v[1..])]);
            step = v => [MathOps.Add(v[0], 1), .. body(v[1..])];
        }
        var loop = new WhileContext(graph, parallel_iterations, back_prop, swap_memory) { MaximumIterations = most };
        if (loop.Outer is null)
            graph.add_to_collection(GraphKeys.WHILE_CONTEXT, loop);
        var variables = Array.ConvertAll(flows, v => TensorConversion.Convert(v, graph: graph));
        var results = loop.Build(
            condition,
            step,
            variables,
            shape_invariants ?? Array.ConvertAll(variables, v => v.shape)
        );
        return results[skipped..];
    }

    private static Func<object[]> One(Func<Tensor> function, string argument) =>
        function is null ? throw new TypeError($"{argument} must be callable.") : () => [function()];

    private static Func<object[]> Many(Func<object[]> function, string argument) =>
        function ?? throw new TypeError($"{argument} must be callable.");

    private static void CheckPredicate(Tensor pred)
    {
        if (pred is null)
            throw new TypeError("pred must not be a Python bool");
        if (pred.dtype.as_base_dtype() != TF_DataType.TF_BOOL)
            throw new TypeError($"pred must be of type bool, but {pred.name} is {pred.dtype.as_numpy_name()}.");
    }

    private static Tensor[] Cond(Tensor pred, Func<object[]> whenTrue, Func<object[]> whenFalse, string? name)
    {
        CheckPredicate(pred);
        var graph = pred.graph;
        using var scope = graph.OpenNameScope(name ?? "cond", out _);
        var sides = ControlFlowOps.Switch(pred, pred);
        var pivotTrue = SourceOps.Identity(sides[1], "switch_t");
        var pivotFalse = SourceOps.Identity(sides[0], "switch_f");
        var id = SourceOps.Identity(pred, "pred_id");
        foreach (var tensor in (Tensor[])[sides[0], pivotTrue, pivotFalse, id])
            tensor.op.IsFetchable = false;
        var trueBranch = new CondContext(graph, id, pivotTrue, 1);
        var trueResults = trueBranch.Build(whenTrue);
        var falseBranch = new CondContext(graph, id, pivotFalse, 0);
        var falseResults = falseBranch.Build(whenFalse);
        if (trueResults.Length != falseResults.Length)
            throw new ValueError(
                "Incompatible return values of true_fn and false_fn: The two structures don't have the same number of "
                    + $"elements: {trueResults.Length} and {falseResults.Length}."
            );
        if (trueResults.Length == 0)
            throw new ValueError("true_fn and false_fn must return at least one result.");
        for (var i = 0; i < trueResults.Length; i++)
            if (trueResults[i].dtype.as_base_dtype() != falseResults[i].dtype.as_base_dtype())
                throw new ValueError(
                    "Outputs of true_fn and false_fn must have the same type(s). Received "
                        + $"{trueResults[i].dtype.as_numpy_name()} from true_fn and "
                        + $"{falseResults[i].dtype.as_numpy_name()} from false_fn."
                );
        Tensor[] merged = [.. falseResults.Zip(trueResults, (f, t) => ControlFlowOps.Merge([f, t])[0])];
        // What is nested lies in the definition of what is outermost.
        if (trueBranch.Outer is null)
        {
            graph.add_to_collection(GraphKeys.COND_CONTEXT, trueBranch);
            graph.add_to_collection(GraphKeys.COND_CONTEXT, falseBranch);
        }
        return merged;
    }
}
