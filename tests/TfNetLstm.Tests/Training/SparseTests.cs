using Tensorflow;
using Tensorflow.Graphs;
using Tensorflow.Values;
using TfNetLstm.Tests.Reference;
using static Tensorflow.Binding;

namespace TfNetLstm.Tests.Training;

/// <summary>Gradients of some rows only, as an embedding has them: which nodes optimizers make, and what they do.</summary>
public class SparseTests
{
    private static readonly int[] _ids = [3, 1, 3, 0];

    private static readonly Dictionary<string, (Func<Optimizer> Make, string Update)> _optimizers = new(
        StringComparer.Ordinal
    )
    {
        ["gradient_descent"] = (() => tf.train.GradientDescentOptimizer(0.1f), "mul:Mul ScatterSub:ScatterSub"),
        ["momentum"] = (() => tf.train.MomentumOptimizer(0.1, 0.9, use_nesterov: true), Deduplicated("Momentum")),
        ["adagrad"] = (() => tf.train.AdagradOptimizer(0.1), Deduplicated("Adagrad")),
        ["adadelta"] = (() => tf.train.AdadeltaOptimizer(1.0, 0.95, 1e-6), Deduplicated("Adadelta")),
        ["rmsprop"] = (() => tf.train.RMSPropOptimizer(0.01, 0.9, 0.5), Deduplicated("RMSProp")),
        ["rmsprop_centered"] = (() => tf.train.RMSPropOptimizer(0.01, centered: true), Deduplicated("CenteredRMSProp")),
        ["ftrl"] = (() => tf.train.FtrlOptimizer(0.1, l1_regularization_strength: 0.01), Deduplicated("Ftrl")),
        ["proximal"] = (() => tf.train.ProximalGradientDescentOptimizer(0.1), Deduplicated("ProximalGradientDescent")),
        ["proximal_adagrad"] = (() => tf.train.ProximalAdagradOptimizer(0.1), Deduplicated("ProximalAdagrad")),
        // adam.py, _apply_sparse_shared
        ["adam"] = (
            () => tf.train.AdamOptimizer(0.01f),
            "Unique:Unique Shape:Shape strided_slice/stack:Const strided_slice/stack_1:Const "
                + "strided_slice/stack_2:Const strided_slice:StridedSlice UnsortedSegmentSum:UnsortedSegmentSum "
                + "sub/x:Const sub:Sub Sqrt:Sqrt mul:Mul sub_1/x:Const sub_1:Sub truediv:RealDiv "
                + "sub_2/x:Const sub_2:Sub mul_1:Mul mul_2:Mul Assign:Assign ScatterAdd:ScatterAdd mul_3:Mul "
                + "sub_3/x:Const sub_3:Sub mul_4:Mul mul_5:Mul Assign_1:Assign ScatterAdd_1:ScatterAdd Sqrt_1:Sqrt "
                + "mul_6:Mul add:AddV2 truediv_1:RealDiv AssignSub:AssignSub group_deps:NoOp"
        ),
    };

    public static TheoryData<string> Names => new(_optimizers.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public void AnUpdateOfRowsIsPythons(string name)
    {
        using var scope = tf.Graph().as_default();
        var optimizer = Program(name).Optimizer;
        var start = $"{optimizer.Name}/update_w/";
        var nodes = tf.get_default_graph()
            .as_graph_def()
            .Node.Where(n => n.Name.StartsWith(start, StringComparison.Ordinal));
        var made = string.Join(' ', nodes.Select(n => $"{n.Name[start.Length..]}:{n.Op}"));
        Assert.Equal(_optimizers[name].Update, made);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void RowsChangeAsTheReferenceSays(string name)
    {
        using var scope = tf.Graph().as_default();
        var (_, train) = Program(name);
        var initialize = tf.global_variables_initializer();
        var reference = new PlainGraph(tf.get_default_graph().as_graph_def());
        using var session = tf.Session();
        session.run(initialize);
        reference.Run([initialize.name], PlainGraph.NoFeeds);
        for (var step = 0; step < 3; step++)
        {
            session.run(train);
            reference.Run([train.name], PlainGraph.NoFeeds);
            foreach (var variable in tf.global_variables())
                PlainTolerance.AssertClose(
                    reference.Run([variable.Op.name], PlainGraph.NoFeeds)[0]!.ToArray(),
                    session.run(variable.Handle).ToArray<float>(),
                    $"step {step}, {variable.Name}"
                );
        }
    }

    [Fact]
    public void RowsAreClippedAsRowsAndBecomeTheWholeElsewhere()
    {
        using var scope = tf.Graph().as_default();
        var w = tf.Variable(
            new float[,]
            {
                { 1, 2 },
                { 3, 4 },
                { 5, 6 },
                { 7, 8 },
            },
            name: "w"
        );
        var loss = tf.reduce_sum(tf.square(tf.gather(w.AsTensor(), tf.constant(_ids))));
        var gradient = tf.train.GradientDescentOptimizer(0.1f).compute_gradients(loss)[0].Item1!;
        var (clipped, norm) = tf.clip_by_global_norm([gradient], 1.0f);
        Assert.NotNull(clipped[0]!.Slices);
        Assert.NotNull(tf.clip_by_value(gradient, -1.0f, 1.0f).Slices);
        Assert.NotNull(tf.clip_by_norm(gradient, 1.0f).Slices);
        Assert.Null(tf.gradients(loss, [w.Handle])[0]!.Slices);
        using var session = tf.Session();
        session.run(tf.global_variables_initializer());
        float[] whole = [2, 4, 6, 8, 0, 0, 28, 32];
        Assert.Equal(whole, session.run(gradient).ToArray<float>());
        var nodes = tf.get_default_graph().get_operations().Count;
        Assert.Equal(whole, session.run(gradient).ToArray<float>());
        Assert.Equal(nodes, tf.get_default_graph().get_operations().Count);
        Assert.Equal(Array.ConvertAll(whole, g => 2 * g), session.run(gradient * 2.0).ToArray<float>());
        // The rows as they were picked, 3 twice.
        Assert.Equal(MathF.Sqrt(2 * (196 + 256) + 36 + 64 + 4 + 16), (float)session.run(norm), 1e-5f);
    }

    [Fact]
    public void ARowThatIsNotThereIsAnError()
    {
        using var scope = tf.Graph().as_default();
        var w = tf.Variable(new float[3, 2], name: "w");
        using var session = tf.Session();
        session.run(tf.global_variables_initializer());
        var error = Assert.Throws<InvalidArgumentError>(() =>
            session.run(tf.scatter_add(w, tf.constant(new[] { 0, 7 }), tf.constant(new float[2, 2])))
        );
        Assert.Contains("indices[1] = 7 is not in [0, 3)", error.Message, StringComparison.Ordinal);
    }

    private static (Optimizer Optimizer, Operation Train) Program(string name)
    {
        var w = tf.Variable(
            new float[,]
            {
                { 1, 2 },
                { 3, 4 },
                { 5, 6 },
                { 7, 8 },
            },
            name: "w"
        );
        var loss = tf.reduce_sum(tf.square(tf.nn.embedding_lookup(w, tf.constant(_ids)) * 0.1));
        var optimizer = _optimizers[name].Make();
        return (optimizer, optimizer.minimize(loss));
    }

    /// <summary>The nodes that add up rows that come more than once, and the update.</summary>
    private static string Deduplicated(string update) =>
        "Unique:Unique Shape:Shape strided_slice/stack:Const strided_slice/stack_1:Const strided_slice/stack_2:Const "
        + $"strided_slice:StridedSlice UnsortedSegmentSum:UnsortedSegmentSum SparseApply{update}:SparseApply{update}";
}
