using Tensorflow;
using Tensorflow.Formats.Proto;
using TfNetLstm.Tests.Reference;
using static Tensorflow.Binding;

namespace TfNetLstm.Tests.Sessions;

/// <summary>What programs for TensorFlow 1 reach for beside ops: which variables have values, exclusive cases, tables in parts.</summary>
public class PortedProgramTests
{
    [Fact]
    public void VariablesWithoutAValueAreReported()
    {
        using var scope = tf.Graph().as_default();
        var (a, b) = (tf.Variable(1f, name: "a"), tf.Variable(2f, name: "b"));
        var report = tf.report_uninitialized_variables();
        using var session = tf.Session();
        Assert.Equal(["a", "b"], Names());
        session.run(tf.initialize_variables([a]));
        Assert.Equal(["b"], Names());
        Assert.True((bool)session.run(tf.is_variable_initialized(a)));
        session.run(tf.initialize_all_variables());
        Assert.Equal([0], session.run(tf.shape(report)).ToArray<int>());
        Assert.Equal([a, b], tf.all_variables());

        string[] Names() => NumSharp.NDArray.AsStringArray(session.run(report));
    }

    [Fact]
    public void NothingIsReportedWhereNoVariableIs()
    {
        using var scope = tf.Graph().as_default();
        var report = tf.report_uninitialized_variables();
        Assert.Equal(tf.@string, report.dtype);
        using var session = tf.Session();
        Assert.Equal([0], session.run(tf.shape(report)).ToArray<int>());
    }

    [Theory]
    [InlineData(2, false)]
    [InlineData(8, true)]
    public void MoreThanOneTruthOfAnExclusiveCaseIsAnError(int number, bool fails)
    {
        using var scope = tf.Graph().as_default();
        var x = tf.placeholder(tf.int32, Shape.Scalar);
        var result = tf.@case(
            [(x > 5, () => tf.constant(1)), (x > 7, () => tf.constant(2))],
            () => tf.constant(3),
            exclusive: true
        );
        using var session = tf.Session();
        if (!fails)
        {
            Assert.Equal(3, (int)session.run(result, (x, number)));
            return;
        }
        var error = Assert.Throws<InvalidArgumentError>(() => session.run(result, (x, number)));
        Assert.Contains("exclusive=True", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AReturnElementThatIsNotThereLeavesTheGraphAsItWas()
    {
        using var scope = tf.Graph().as_default();
        var def = new GraphDef
        {
            Node =
            {
                new NodeDef { Name = "n", Op = "NoOp" },
            },
        };
        var error = Assert.Throws<ValueError>(() => tf.import_graph_def(def, return_elements: ["n", "other:0"]));
        Assert.Contains("'other:0' not found in graph_def", error.Message, StringComparison.Ordinal);
        Assert.Empty(tf.get_default_graph().get_operations());
    }

    [Theory]
    [InlineData("mod", 2, 3)]
    [InlineData("div", 3, 2)]
    public void ATableInPartsIsLookedUpAsAWhole(string strategy, int first, int second)
    {
        using var scope = tf.Graph().as_default();
        // Row r of the table is [r, r].
        var rows = Enumerable.Range(0, 5).ToArray();
        var parts =
            strategy == "mod"
                ? new[] { rows.Where(r => r % 2 == 0).ToArray(), rows.Where(r => r % 2 == 1).ToArray() }
                : [rows[..first], rows[^second..]];
        var tables = Array.ConvertAll(parts, p => (ITensorOrOperation)tf.constant(Matrix(p)));
        var ids = tf.constant(
            new[,]
            {
                { 4, 0 },
                { 1, 3 },
            }
        );
        var found = tf.nn.embedding_lookup(tables, ids, strategy);
        Assert.Equal(new Shape(2, 2, 2), found.shape);
        using var session = tf.Session();
        Assert.Equal([4f, 4, 0, 0, 1, 1, 3, 3], session.run(found).ToArray<float>());
        var reference = new PlainGraph(tf.get_default_graph().as_graph_def()).Run([found.name], PlainGraph.NoFeeds)[0]!;
        Assert.Equal([4.0, 4, 0, 0, 1, 1, 3, 3], reference.Data);
    }

    [Fact]
    public void RowsLongerThanTheMostAreScaledDown()
    {
        using var scope = tf.Graph().as_default();
        var found = tf.nn.embedding_lookup(tf.constant(Matrix([3, 0])), tf.constant(new[] { 0, 1 }), max_norm: 1.0);
        using var session = tf.Session();
        var half = MathF.Sqrt(0.5f);
        Assert.All(
            session.run(found).ToArray<float>().Zip([half, half, 0, 0]),
            pair => Assert.Equal(pair.Second, pair.First, 1e-6f)
        );
    }

    private static float[,] Matrix(int[] rows)
    {
        var matrix = new float[rows.Length, 2];
        for (var i = 0; i < rows.Length; i++)
            (matrix[i, 0], matrix[i, 1]) = (rows[i], rows[i]);
        return matrix;
    }
}
