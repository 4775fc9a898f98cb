using Tensorflow;
using Tensorflow.Graphs;
using static Tensorflow.Binding;

namespace TfNetLstm.Tests.Graphs;

/// <summary>Names, scopes, collections and seeds, as Python's graph keeps them.</summary>
public sealed class GraphScopesTests : IDisposable
{
    private readonly Graph _graph = tf.Graph();
    private readonly IDisposable _scope;

    public GraphScopesTests() => _scope = _graph.as_default();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void NamesAreMadeUniqueWithoutRegardToCase()
    {
        Assert.Equal("add:0", (tf.constant(1f) + tf.constant(1f)).name);
        Assert.Equal("Add_1:0", tf.add(tf.constant(1f), tf.constant(1f)).name);
        Assert.Equal("add_2:0", (tf.constant(1f) + tf.constant(1f)).name);
        Assert.Equal("Const_5:0", tf.get_default_graph().get_operations()[^2].outputs[0].name);
    }

    [Fact]
    public void ScopesNestAndOpenAgain()
    {
        string outer;
        using (var a = tf.name_scope("a"))
        {
            outer = a;
            using (tf.name_scope("b"))
                Assert.Equal("a/b/c:0", tf.constant(1, name: "c").name);
            using (tf.name_scope("b"))
                Assert.Equal("a/b_1/c:0", tf.constant(1, name: "c").name);
        }
        using (tf.name_scope("a"))
            Assert.Equal("a_1/c:0", tf.constant(1, name: "c").name);
        using (tf.name_scope(outer))
            Assert.Equal("a/c:0", tf.constant(1, name: "c").name);
        using (tf.name_scope("d"))
        using (tf.name_scope(null))
            Assert.Equal("c:0", tf.constant(1, name: "c").name);
    }

    [Theory]
    [InlineData("with space")]
    [InlineData("_starts")]
    [InlineData("a:0")]
    public void WrongScopeNamesAreRefused(string name) => Assert.Throws<ValueError>(() => tf.name_scope(name));

    [Fact]
    public void ANumberTakesTheTensorsTypeAndAnArgumentsName()
    {
        var x = tf.placeholder(tf.float64, 3);
        var y = x * 2.0;
        Assert.Equal("mul/y", y.op.inputs[1].op.name);
        Assert.Equal(tf.float64, y.dtype);
    }

    [Fact]
    public void ControlInputsLeaveOutWhatDataAlreadyOrders()
    {
        var a = tf.constant(1f);
        using var control = tf.control_dependencies([a.op]);
        var b = tf.identity(a);
        var c = tf.constant(2f);
        var d = c + b;
        Assert.Empty(b.op.control_inputs);
        Assert.Equal([a.op], c.op.control_inputs);
        Assert.Empty(d.op.control_inputs);
        using (tf.control_dependencies(null))
            Assert.Empty(tf.constant(3f).op.control_inputs);
    }

    [Fact]
    public void VariableScopesNameVariablesAndShareThem()
    {
        IVariableV1 first;
        VariableScope scope;
        using (var block = tf.variable_scope("s"))
        {
            scope = block;
            first = tf.compat.v1.get_variable("v", (2, 3));
            Assert.Throws<ValueError>(() => tf.compat.v1.get_variable("v", (2, 3)));
        }
        Assert.Equal("s/v:0", first.Name);
        using (tf.variable_scope(scope, reuse: true))
        {
            Assert.Same(first, tf.compat.v1.get_variable("v", (2, 3)));
            Assert.Throws<ValueError>(() => tf.compat.v1.get_variable("w", (2, 3)));
            Assert.Throws<ValueError>(() => tf.compat.v1.get_variable("v", (3, 3)));
        }
        using (tf.variable_scope((string?)null, default_name: "s"))
            Assert.Equal("s_1/v:0", tf.compat.v1.get_variable("v", 2).Name);
        Assert.Equal(["s/v:0", "s_1/v:0"], Array.ConvertAll(tf.global_variables(), v => v.Name));
        Assert.Equal(tf.global_variables(), tf.trainable_variables());
    }

    [Fact]
    public void SeedsCountTheRandomNodesOfASeededGraph()
    {
        Assert.Equal((0L, 0L), Seeds(tf.random_normal(3)));
        Assert.Equal((87654321L, 5L), Seeds(tf.random_normal(3, seed: 5)));
        tf.set_random_seed(9);
        Assert.Equal((9L, 0L), Seeds(tf.random_normal(3)));
        Assert.Equal((9L, 5L), Seeds(tf.random_normal(3, seed: 5)));
        Assert.Equal((9L, 1L), Seeds(tf.random_uniform(3)));
        tf.set_random_seed(0);
        Assert.Equal((0L, (long)int.MaxValue), Seeds(tf.random_normal(3, seed: 0)));
    }

    [Fact]
    public void ElementsOfAGraphAreFoundByName()
    {
        var c = tf.constant(1f, name: "c");
        Assert.Same(c.op, _graph.get_operation_by_name("c"));
        Assert.Same(c, _graph.get_tensor_by_name("c:0"));
        Assert.Throws<KeyError>(() => _graph.get_operation_by_name("d"));
        Assert.Throws<KeyError>(() => _graph.get_tensor_by_name("d:0"));
        Assert.Throws<KeyError>(() => _graph.get_tensor_by_name("c:1"));
        Assert.Throws<ValueError>(() => _graph.get_tensor_by_name("c"));
    }

    [Fact]
    public void AFinalizedGraphTakesNoMoreNodes()
    {
        _graph.finalize();
        Assert.Throws<RuntimeError>(() => tf.constant(1f));
    }

    [Fact]
    public void TensorsOfAnotherGraphAreRefused()
    {
        var here = tf.constant(1f);
        using var other = tf.Graph().as_default();
        var there = tf.constant(1f);
        Assert.Throws<ValueError>(() => here + there);
    }

    [Fact]
    public void ShapesThatDoNotFitAreRefusedWithTheirNumbers()
    {
        var a = tf.placeholder(tf.float32, (2, 3));
        var error = Assert.Throws<ValueError>(() => tf.matmul(a, a));
        Assert.Contains(
            "Dimensions must be equal, but are 3 and 2 for '{{node MatMul}}",
            error.Message,
            StringComparison.Ordinal
        );
        Assert.Contains("with input shapes: [2,3], [2,3].", error.Message, StringComparison.Ordinal);
        Assert.Throws<ValueError>(() => a + tf.constant(new float[4]));
        Assert.Throws<TypeError>(() => tf.add(a, tf.constant(1)));
    }

    /// <summary>Any of TensorFlow's ops can be held; what needs a rule that is missing says so.</summary>
    [Fact]
    public void AnOpWithoutRulesIsHeldAndNamed()
    {
        var x = tf.placeholder(tf.float32, (2, 2));
        var y = OpBuilder.Tensor("MatrixExponential", null, [x]);
        Assert.Equal(TF_DataType.TF_FLOAT, y.dtype);
        Assert.Equal(-1, y.rank);
        var error = Assert.Throws<LookupError>(() => tf.gradients(y, [x]));
        Assert.Contains("'MatrixExponential' (op type: MatrixExponential)", error.Message, StringComparison.Ordinal);
        using var session = tf.Session();
        var missing = Assert.Throws<UnimplementedError>(() => session.run(y, (x, new float[2, 2])));
        Assert.Contains("MatrixExponential has no kernel", missing.Message, StringComparison.Ordinal);
    }

    private static (long, long) Seeds(Tensor tensor)
    {
        var random = tensor.op.type.StartsWith("Random", StringComparison.Ordinal)
            ? tensor.op
            : tensor.op.inputs[0].op.inputs[0].op;
        return (random.node_def.Attr["seed"].I, random.node_def.Attr["seed2"].I);
    }
}
