using Tensorflow;
using static Tensorflow.Binding;

namespace TfNetLstm.Tests.Layers;

/// <summary>
/// The nodes of tf.layers, in the order in which Python's sources make them: the layer's scope, get_variable for the kernel
/// and then the bias (legacy_tf_layers/base.py, add_weight), and what the layer's call says (layers/core, convolutional,
/// pooling, reshaping, regularization).
/// </summary>
public class LayerTests
{
    private static readonly Dictionary<string, (Action Build, string Nodes)> _graphs = new(StringComparer.Ordinal)
    {
        ["dense"] = (
            () => tf.layers.dense(X(-1, 3), 4, x => tf.nn.relu(x)),
            $"x:Placeholder {Uniform("dense/kernel")} {Zeros("dense/bias")} dense/MatMul:MatMul dense/BiasAdd:BiasAdd "
                + "dense/Relu:Relu"
        ),
        ["dense_without_bias"] = (
            () => tf.layers.dense(X(2, 3), 4, use_bias: false, name: "d"),
            $"x:Placeholder {Uniform("d/kernel")} d/MatMul:MatMul"
        ),
        ["dense_initialized"] = (
            () =>
                tf.layers.dense(
                    X(2, 3),
                    4,
                    kernel_initializer: tf.ones_initializer,
                    bias_initializer: tf.constant_initializer(2f)
                ),
            $"x:Placeholder {Variable("dense/kernel", "ones:Const")} {Variable("dense/bias", "Const:Const")} "
                + "dense/MatMul:MatMul dense/BiasAdd:BiasAdd"
        ),
        ["dense_twice"] = (
            () => tf.layers.dense(tf.layers.dense(X(2, 3), 3, use_bias: false), 2, use_bias: false),
            $"x:Placeholder {Uniform("dense/kernel")} dense/MatMul:MatMul {Uniform("dense_1/kernel")} "
                + "dense_1/MatMul:MatMul"
        ),
        ["dense_shared"] = (
            () =>
            {
                var x = X(2, 3);
                tf.layers.dense(x, 3, use_bias: false, name: "d");
                tf.layers.dense(x, 3, use_bias: false, name: "d", reuse: true);
            },
            $"x:Placeholder {Uniform("d/kernel")} d/MatMul:MatMul d_1/MatMul:MatMul"
        ),
        ["dense_regularized"] = (
            () => tf.layers.dense(X(2, 3), 4, use_bias: false, kernel_regularizer: w => tf.nn.l2_loss(w)),
            $"x:Placeholder {Uniform("dense/kernel")} dense/kernel/Regularizer/L2Loss:L2Loss dense/MatMul:MatMul"
        ),
        ["dense_in_scope"] = (
            () =>
            {
                var x = X(2, 3);
                using (tf.variable_scope("a"))
                    tf.layers.dense(x, 4, use_bias: false);
            },
            $"x:Placeholder {Uniform("a/dense/kernel")} a/dense/MatMul:MatMul"
        ),
        // math_ops.tensordot of a shape that is known in full.
        ["dense_of_rank_3"] = (
            () => tf.layers.dense(X(2, 5, 3), 4, use_bias: false),
            $"x:Placeholder {Uniform("dense/kernel")} dense/Tensordot/Reshape/shape:Const dense/Tensordot/Reshape:Reshape "
                + "dense/Tensordot/MatMul:MatMul dense/Tensordot/shape:Const dense/Tensordot:Reshape"
        ),
        // And of one with an open batch.
        ["dense_of_open_rank_3"] = (
            () => tf.layers.dense(X(-1, 5, 3), 4, use_bias: false),
            $"x:Placeholder {Uniform("dense/kernel")} dense/Tensordot/axes:Const dense/Tensordot/free:Const "
                + "dense/Tensordot/Shape:Shape dense/Tensordot/GatherV2/axis:Const dense/Tensordot/GatherV2:GatherV2 "
                + "dense/Tensordot/GatherV2_1/axis:Const dense/Tensordot/GatherV2_1:GatherV2 dense/Tensordot/Const:Const "
                + "dense/Tensordot/Prod:Prod dense/Tensordot/Const_1:Const dense/Tensordot/Prod_1:Prod "
                + "dense/Tensordot/concat/axis:Const dense/Tensordot/concat:ConcatV2 dense/Tensordot/stack:Pack "
                + "dense/Tensordot/transpose:Transpose dense/Tensordot/Reshape:Reshape dense/Tensordot/MatMul:MatMul "
                + "dense/Tensordot/Const_2:Const dense/Tensordot/concat_1/axis:Const dense/Tensordot/concat_1:ConcatV2 "
                + "dense/Tensordot:Reshape"
        ),
        ["conv2d"] = (
            () => tf.layers.conv2d(X(-1, 8, 8, 3), 4, 5, padding: "same", activation: x => tf.nn.relu(x)),
            $"x:Placeholder {Uniform("conv2d/kernel")} {Zeros("conv2d/bias")} conv2d/Conv2D:Conv2D "
                + "conv2d/BiasAdd:BiasAdd conv2d/Relu:Relu"
        ),
        ["pooling"] = (
            () => tf.layers.average_pooling2d(tf.layers.max_pooling2d(X(-1, 8, 8, 3), 2, 2), new[] { 2, 3 }, (2, 1)),
            "x:Placeholder max_pooling2d/MaxPool:MaxPool average_pooling2d/AvgPool:AvgPool"
        ),
        ["flatten"] = (
            () => tf.layers.flatten(X(-1, 8, 3)),
            "x:Placeholder flatten/Const:Const flatten/Reshape:Reshape"
        ),
        ["flatten_open"] = (
            () => tf.layers.flatten(X(-1, -1, 3)),
            "x:Placeholder flatten/Shape:Shape flatten/strided_slice/stack:Const flatten/strided_slice/stack_1:Const "
                + "flatten/strided_slice/stack_2:Const flatten/strided_slice:StridedSlice flatten/Reshape/shape/1:Const "
                + "flatten/Reshape/shape:Pack flatten/Reshape:Reshape"
        ),
        ["dropout"] = (
            () => tf.layers.dropout(X(2, 3), 0.25, training: true),
            "x:Placeholder dropout/dropout/Const:Const dropout/dropout/Mul:Mul dropout/dropout/Shape:Const "
                + "dropout/dropout/random_uniform/min:Const dropout/dropout/random_uniform/max:Const "
                + "dropout/dropout/random_uniform/RandomUniform:RandomUniform dropout/dropout/random_uniform/sub:Sub "
                + "dropout/dropout/random_uniform/mul:Mul dropout/dropout/random_uniform:AddV2 "
                + "dropout/dropout/GreaterEqual/y:Const "
                + "dropout/dropout/GreaterEqual:GreaterEqual dropout/dropout/Const_1:Const "
                + "dropout/dropout/SelectV2:SelectV2"
        ),
        ["dropout_outside_training"] = (() => tf.layers.dropout(X(2, 3)), "x:Placeholder dropout/Identity:Identity"),
    };

    public static TheoryData<string> Names => new(_graphs.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public void NodesAreThoseOfPythonsLayers(string name)
    {
        using var scope = tf.Graph().as_default();
        _graphs[name].Build();
        var made = tf.get_default_graph().as_graph_def().Node.Select(n => $"{n.Name}:{n.Op}");
        Assert.Equal(_graphs[name].Nodes.Replace(' ', '\n'), string.Join('\n', made));
    }

    [Fact]
    public void ShapesAndCollectionsAreKept()
    {
        using var scope = tf.Graph().as_default();
        var y = tf.layers.conv2d(X(-1, 9, 7, 3), 4, (3, 2), strides: 2, kernel_regularizer: w => tf.nn.l2_loss(w));
        Assert.Equal(new Shape(-1, 4, 3, 4), y.shape);
        Assert.Equal(new Shape(-1, 4, 4), tf.layers.dense(X(-1, 4, 5), 4, trainable: false).shape);
        Assert.Equal(["conv2d/kernel:0", "conv2d/bias:0"], tf.trainable_variables().Select(v => v.Name));
        Assert.Equal(
            ["conv2d/kernel:0", "conv2d/bias:0", "dense/kernel:0", "dense/bias:0"],
            tf.global_variables().Select(v => v.Name)
        );
        var losses = tf.get_collection<Tensor>(GraphKeys.REGULARIZATION_LOSSES);
        Assert.Equal(["conv2d/kernel/Regularizer/L2Loss:0"], losses.Select(l => l.name));
    }

    [Fact]
    public void AutomaticReuseMakesOnceAndSharesThen()
    {
        using var scope = tf.Graph().as_default();
        for (var round = 0; round < 2; round++)
            using (tf.variable_scope("s", tf.AUTO_REUSE))
            {
                tf.layers.dense(X(2, 3), 3, name: "d");
                tf.get_variable("v", new Shape(2));
            }
        tf.layers.dense(X(2, 3), 3, name: "s/d", reuse: tf.AUTO_REUSE);
        Assert.Equal(["s/d/kernel:0", "s/d/bias:0", "s/v:0"], tf.global_variables().Select(v => v.Name));
        using (tf.variable_scope("s", reuse: true))
            Assert.Throws<ValueError>(() => tf.get_variable("other", new Shape(2)));
    }

    [Fact]
    public void ALayerIsCalledAgainWithItsVariables()
    {
        using var scope = tf.Graph().as_default();
        var layer = new Tensorflow.Layers.Dense(3);
        var x = tf.constant(
            new float[,]
            {
                { 1, 2 },
            }
        );
        var (first, second) = (layer.apply(x), layer.apply(x));
        Assert.Equal(2, tf.global_variables().Length);
        using var session = tf.Session();
        session.run(tf.global_variables_initializer());
        Assert.Equal(session.run(first).ToArray<float>(), session.run(second).ToArray<float>());
    }

    [Fact]
    public void WhatDoesNotFitIsSaid()
    {
        using var scope = tf.Graph().as_default();
        Assert.Contains(
            "min_ndim=2",
            Assert.Throws<ValueError>(() => tf.layers.dense(X(3), 4)).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "units",
            Assert.Throws<ValueError>(() => tf.layers.dense(X(2, 3), 0)).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "last dimension",
            Assert.Throws<ValueError>(() => tf.layers.dense(X(2, -1), 4)).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "channel",
            Assert.Throws<ValueError>(() => tf.layers.conv2d(X(1, 8, 8, -1), 4, 3)).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "padding",
            Assert.Throws<ValueError>(() => tf.layers.max_pooling2d(X(1, 8, 8, 1), 2, 2, "causal")).Message,
            StringComparison.Ordinal
        );
    }

    private static Tensor X(params long[] dims) => tf.placeholder(tf.float32, new Shape(dims), "x");

    private static string Variable(string name, string initializer) =>
        $"{name}/Initializer/{initializer} {name}:VariableV2 {name}/Assign:Assign {name}/read:Identity";

    private static string Zeros(string name) => Variable(name, "zeros:Const");

    private static string Uniform(string name)
    {
        var start = $"{name}/Initializer/random_uniform";
        return $"{start}/shape:Const {start}/min:Const {start}/max:Const {start}/RandomUniform:RandomUniform "
            + $"{start}/sub:Sub {start}/mul:Mul "
            + Variable(name, "random_uniform:AddV2");
    }
}
