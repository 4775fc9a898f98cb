using System.Runtime.CompilerServices;
using Tensorflow.Graphs;
using Tensorflow.Operations;

namespace Tensorflow;

/// <content>The functions of neural networks.</content>
public sealed partial class tensorflow
{
    /// <summary>Functions of neural networks.</summary>
    public nn_internal nn { get; } = new();

    /// <summary>Functions of neural networks (<c>tf.nn</c>).</summary>
    public sealed partial class nn_internal
    {
        /// <summary>Recurrent cells; the library Tensorflow.Rnn adds them.</summary>
        public rnn_cell_impl rnn_cell { get; } = new();

        /// <summary>A bias added to each row (<c>BiasAdd</c>).</summary>
        [OverloadResolutionPriority(1)] // a RefVariable is both
        public Tensor bias_add(Tensor value, IVariableV1 bias, string? data_format = null, string? name = null) =>
            OpBuilder.Tensor("BiasAdd", name, [value, bias], ("data_format", data_format ?? "NHWC"));

        /// <summary>1 / (1 + e^-x) (<c>Sigmoid</c>).</summary>
        public Tensor sigmoid(Tensor x, string? name = null) => OpBuilder.Tensor("Sigmoid", name, [x]);

        /// <summary>The hyperbolic tangent (<c>Tanh</c>).</summary>
        public Tensor tanh(Tensor x, string? name = null) => OpBuilder.Tensor("Tanh", name, [x]);

        /// <summary>The larger of x and 0 (<c>Relu</c>).</summary>
        public Tensor relu(Tensor features, string? name = null) => OpBuilder.Tensor("Relu", name, [features]);

        /// <summary>e^x over the sum of these along an axis, the last one where not named (<c>Softmax</c>).</summary>
        public Tensor softmax(Tensor logits, int axis = -1, string? name = null) =>
            SoftmaxOps.AlongAxis("Softmax", logits.Given(), axis, name);

        /// <summary>The logarithm of softmax along an axis, the last one where not named (<c>LogSoftmax</c>).</summary>
        public Tensor log_softmax(Tensor logits, int axis = -1, string? name = null) =>
            SoftmaxOps.AlongAxis("LogSoftmax", logits.Given(), axis, name);

        /// <summary>The cross entropy of each row; gradients flow to logits and labels.</summary>
        /// <param name="labels">[..., classes], each row a distribution.</param>
        /// <param name="logits">[..., classes], unscaled.</param>
        /// <param name="axis">The class axis; the last one.</param>
        /// <param name="name">The node's name.</param>
        public Tensor softmax_cross_entropy_with_logits_v2(
            Tensor labels,
            Tensor logits,
            int axis = -1,
            string? name = null
        ) =>
            axis == -1 || axis == logits.Given().shape.ndim - 1
                ? SoftmaxOps.CrossEntropy(labels, logits, name)
                : throw new UnimplementedError(
                    "softmax_cross_entropy_with_logits_v2() takes the classes from the last axis."
                );

        /// <summary>The cross entropy of each row; gradients flow to the logits alone.</summary>
        public Tensor softmax_cross_entropy_with_logits(Tensor labels, Tensor logits, int dim = -1, string? name = null)
        {
            using var scope = logits
                .Given()
                .graph.OpenNameScope(name ?? "softmax_cross_entropy_with_logits_sg", out var full);
            var stopped = OpBuilder.Tensor("StopGradient", "labels_stop_gradient", [labels]);
            return softmax_cross_entropy_with_logits_v2(stopped, logits, dim, full);
        }
    }
}
