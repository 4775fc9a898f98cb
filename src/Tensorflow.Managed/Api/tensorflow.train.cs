namespace Tensorflow;

/// <content>Training.</content>
public sealed partial class tensorflow
{
    /// <summary>Optimizers and what goes with them.</summary>
    public train_internal train { get; } = new();

    /// <summary>Optimizers and what goes with them (<c>tf.train</c>).</summary>
    public sealed class train_internal
    {
        /// <summary>Plain gradient descent.</summary>
        public Optimizer GradientDescentOptimizer(float learning_rate) => new GradientDescentOptimizer(learning_rate);

        /// <summary>Plain gradient descent with a learning rate that is computed.</summary>
        public Optimizer GradientDescentOptimizer(Tensor learning_rate) => new GradientDescentOptimizer(learning_rate);

        /// <summary>Adam, beta1 0.9 and beta2 0.999.</summary>
        public Optimizer AdamOptimizer(float learning_rate, float epsilon = 1e-8f, string name = "Adam") =>
            new AdamOptimizer(learning_rate, epsilon: epsilon, name: name);

        /// <summary>Adam with a learning rate that is computed.</summary>
        public Optimizer AdamOptimizer(Tensor learning_rate, string name = "Adam") =>
            new AdamOptimizer(learning_rate, name: name);
    }
}
