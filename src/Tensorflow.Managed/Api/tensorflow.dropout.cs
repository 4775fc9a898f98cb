using Tensorflow.Operations;

namespace Tensorflow;

/// <content>Dropout.</content>
public sealed partial class tensorflow
{
    public sealed partial class nn_internal
    {
        /// <summary>Each element is 0 with a probability of rate, else divided by what is kept on average.</summary>
        /// <param name="x">Floating-point numbers of any shape.</param>
        /// <param name="keep_prob">1 - rate, the older way to say it; a scalar.</param>
        /// <param name="noise_shape">The shape of what is drawn, which broadcasts to that of x; x's own where null.</param>
        /// <param name="seed">The seed of the node that draws.</param>
        /// <param name="name">The scope's name, <c>dropout</c> where null.</param>
        /// <param name="rate">The probability, in [0, 1).</param>
        /// <exception cref="ValueError">Neither keep_prob nor rate is given, or both, or rate is not in [0, 1).</exception>
        public Tensor dropout(
            Tensor x,
            Tensor? keep_prob = null,
            Tensor? noise_shape = null,
            int? seed = null,
            string? name = null,
            double? rate = null
        ) => DropoutOps.Dropout(x, keep_prob, noise_shape, seed, name, rate);
    }
}
