using Tensorflow.Graphs;
using Tensorflow.Operations;

namespace Tensorflow;

public sealed partial class tensorflow
{
    /// <content>Activations, losses, normalization, ranking.</content>
    public sealed partial class nn_internal
    {
        /// <summary>min(max(x, 0), 6) (<c>Relu6</c>).</summary>
        public Tensor relu6(Tensor features, string? name = null) => OpBuilder.Tensor("Relu6", name, [features]);

        /// <summary>x, or e^x - 1 below zero (<c>Elu</c>).</summary>
        public Tensor elu(Tensor features, string? name = null) => OpBuilder.Tensor("Elu", name, [features]);

        /// <summary>The scaled exponential unit: 1.0507 x, or 1.7581 (e^x - 1) below zero (<c>Selu</c>).</summary>
        public Tensor selu(Tensor features, string? name = null) => OpBuilder.Tensor("Selu", name, [features]);

        /// <summary>ln(1 + e^x) (<c>Softplus</c>).</summary>
        public Tensor softplus(Tensor features, string? name = null) => OpBuilder.Tensor("Softplus", name, [features]);

        /// <summary>x / (1 + |x|) (<c>Softsign</c>).</summary>
        public Tensor softsign(Tensor features, string? name = null) => OpBuilder.Tensor("Softsign", name, [features]);

        /// <summary>x, or alpha x below zero (<c>LeakyRelu</c>).</summary>
        public Tensor leaky_relu(Tensor features, float alpha = 0.2f, string? name = null) =>
            ActivationOps.LeakyRelu(features, alpha, name);

        /// <summary>Half the sum of squares (<c>L2Loss</c>).</summary>
        public Tensor l2_loss(Tensor t, string? name = null) => OpBuilder.Tensor("L2Loss", name, [t]);

        /// <summary>A bias added along the last axis, or the second with data_format NCHW (<c>BiasAdd</c>).</summary>
        public Tensor bias_add(Tensor value, Tensor bias, string? data_format = null, string? name = null) =>
            OpBuilder.Tensor("BiasAdd", name, [value, bias], ("data_format", data_format ?? "NHWC"));

        /// <summary>x w + b (<c>MatMul</c> and <c>BiasAdd</c>).</summary>
        /// <param name="x">[batch, in]</param>
        /// <param name="weights">[in, out]</param>
        /// <param name="biases">[out]</param>
        /// <param name="name">The name scope and node.</param>
        public Tensor xw_plus_b(Tensor x, Tensor weights, Tensor biases, string? name = null) =>
            MatrixOps.Affine(x, weights, biases, name);

        /// <summary>The cross entropy of each row with one class number for a label.</summary>
        /// <param name="labels">[...] class numbers, int32 or int64.</param>
        /// <param name="logits">[..., classes], unscaled.</param>
        /// <param name="name">The node's name.</param>
        /// <exception cref="ValueError">The ranks do not fit.</exception>
        public Tensor sparse_softmax_cross_entropy_with_logits(Tensor labels, Tensor logits, string? name = null) =>
            CrossEntropies.Sparse(labels, logits, name);

        /// <summary>The cross entropy of each element, taken for a probability by the sigmoid of its logit.</summary>
        /// <exception cref="ValueError">The shapes differ.</exception>
        public Tensor sigmoid_cross_entropy_with_logits(Tensor labels, Tensor logits, string? name = null) =>
            CrossEntropies.Sigmoid(labels, logits, name);

        /// <summary>Whether each target is among the k greatest predictions of its row (<c>InTopKV2</c>).</summary>
        /// <param name="predictions">[batch, classes], float32.</param>
        /// <param name="targets">[batch] class numbers.</param>
        /// <param name="k">How many count.</param>
        /// <param name="name">The name scope.</param>
        public Tensor in_top_k(Tensor predictions, Tensor targets, int k, string? name = null) =>
            RankingOps.InTopK(predictions, targets, k, name);

        /// <summary>The k greatest elements along the last axis, and where they lie (<c>TopKV2</c>).</summary>
        public (Tensor values, Tensor indices) top_k(
            Tensor input,
            int k = 1,
            bool sorted = true,
            string? name = null
        ) => RankingOps.TopK(input, k, sorted, name);

        /// <summary>Mean and variance along axes.</summary>
        public (Tensor mean, Tensor variance) moments(
            Tensor x,
            Axis axes,
            string? name = null,
            bool keep_dims = false
        ) => Normalizing.Moments(x.Given(), axes.Given().axis, name, keep_dims);

        /// <summary>(x - mean) / sqrt(variance + epsilon), times scale, plus offset.</summary>
        /// <param name="x">What is normalized.</param>
        /// <param name="mean">Broadcasts to x.</param>
        /// <param name="variance">Broadcasts to x.</param>
        /// <param name="offset">Added in the end; nothing where null.</param>
        /// <param name="scale">Multiplied with; nothing where null.</param>
        /// <param name="variance_epsilon">Added to the variance.</param>
        /// <param name="name">The name scope.</param>
        public Tensor batch_normalization(
            Tensor x,
            Tensor mean,
            Tensor variance,
            Tensor? offset,
            Tensor? scale,
            float variance_epsilon = 0.001f,
            string? name = null
        ) => Normalizing.Batch(x.Given(), mean.Given(), variance.Given(), offset, scale, variance_epsilon, name);

        /// <summary>Each vector along the axes divided by its length.</summary>
        /// <param name="x">The vectors.</param>
        /// <param name="axis">The axes that a length is taken over; all of them where null.</param>
        /// <param name="epsilon">The least that the square of a length counts as.</param>
        /// <param name="name">The name scope and node.</param>
        public Tensor l2_normalize(Tensor x, Axis? axis = null, float epsilon = 1e-12f, string? name = null) =>
            Normalizing.L2(x.Given(), axis, epsilon, name);
    }
}
