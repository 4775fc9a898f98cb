namespace Tensorflow;

/// <content>Training.</content>
public sealed partial class tensorflow
{
    /// <summary>Optimizers and what goes with them.</summary>
    public train_internal train { get; } = new();

    /// <summary>Optimizers and what goes with them (<c>tf.train</c>).</summary>
    public sealed partial class train_internal
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

        /// <summary>Adam with all its numbers.</summary>
        /// <param name="learning_rate">A number or a scalar tensor.</param>
        /// <param name="beta1">The decay of the first moment.</param>
        /// <param name="beta2">The decay of the second moment.</param>
        /// <param name="epsilon">What keeps the division from zero; added after the root.</param>
        /// <param name="use_locking">Whether updates lock the variable.</param>
        /// <param name="name">The name of nodes and slots.</param>
        public Optimizer AdamOptimizer(
            object learning_rate,
            double beta1,
            double beta2,
            double epsilon = 1e-8,
            bool use_locking = false,
            string name = "Adam"
        ) => new AdamOptimizer(learning_rate, beta1, beta2, epsilon, use_locking, name);

        /// <summary>Gradient descent with momentum; slot <c>momentum</c>.</summary>
        /// <param name="learning_rate">A number or a scalar tensor.</param>
        /// <param name="momentum">What is left of the sum of gradients after a step: a number or a scalar tensor.</param>
        /// <param name="use_locking">Whether updates lock the variable.</param>
        /// <param name="name">The name of nodes and slots.</param>
        /// <param name="use_nesterov">Whether to look ahead.</param>
        public Optimizer MomentumOptimizer(
            object learning_rate,
            object momentum,
            bool use_locking = false,
            string name = "Momentum",
            bool use_nesterov = false
        ) => new MomentumOptimizer(learning_rate, momentum, use_locking, name, use_nesterov);

        /// <summary>Adagrad; slot <c>accumulator</c>.</summary>
        public Optimizer AdagradOptimizer(
            object learning_rate,
            double initial_accumulator_value = 0.1,
            bool use_locking = false,
            string name = "Adagrad"
        ) => new AdagradOptimizer(learning_rate, initial_accumulator_value, use_locking, name);

        /// <summary>Adadelta; slots <c>accum</c> and <c>accum_update</c>.</summary>
        public Optimizer AdadeltaOptimizer(
            double learning_rate = 0.001,
            double rho = 0.95,
            double epsilon = 1e-8,
            bool use_locking = false,
            string name = "Adadelta"
        ) => new AdadeltaOptimizer(learning_rate, rho, epsilon, use_locking, name);

        /// <summary>RMSProp; slots <c>rms</c>, <c>momentum</c> and, if centered, <c>mg</c>.</summary>
        public Optimizer RMSPropOptimizer(
            object learning_rate,
            double decay = 0.9,
            double momentum = 0.0,
            double epsilon = 1e-10,
            bool use_locking = false,
            bool centered = false,
            string name = "RMSProp"
        ) => new RMSPropOptimizer(learning_rate, decay, momentum, epsilon, use_locking, centered, name);

        /// <summary>Follow the regularized leader; slots <c>accum</c> and <c>linear</c>.</summary>
        public Optimizer FtrlOptimizer(
            object learning_rate,
            double learning_rate_power = -0.5,
            double initial_accumulator_value = 0.1,
            double l1_regularization_strength = 0.0,
            double l2_regularization_strength = 0.0,
            bool use_locking = false,
            string name = "Ftrl",
            string? accum_name = null,
            string? linear_name = null,
            double l2_shrinkage_regularization_strength = 0.0,
            double beta = 0.0
        ) =>
            new FtrlOptimizer(
                learning_rate,
                learning_rate_power,
                initial_accumulator_value,
                l1_regularization_strength,
                l2_regularization_strength,
                use_locking,
                name,
                accum_name,
                linear_name,
                l2_shrinkage_regularization_strength,
                beta
            );

        /// <summary>Gradient descent with penalties on the weights.</summary>
        public Optimizer ProximalGradientDescentOptimizer(
            object learning_rate,
            double l1_regularization_strength = 0.0,
            double l2_regularization_strength = 0.0,
            bool use_locking = false,
            string name = "ProximalGradientDescent"
        ) =>
            new ProximalGradientDescentOptimizer(
                learning_rate,
                l1_regularization_strength,
                l2_regularization_strength,
                use_locking,
                name
            );

        /// <summary>Adagrad with penalties on the weights; slot <c>accumulator</c>.</summary>
        public Optimizer ProximalAdagradOptimizer(
            object learning_rate,
            double initial_accumulator_value = 0.1,
            double l1_regularization_strength = 0.0,
            double l2_regularization_strength = 0.0,
            bool use_locking = false,
            string name = "ProximalAdagrad"
        ) =>
            new ProximalAdagradOptimizer(
                learning_rate,
                initial_accumulator_value,
                l1_regularization_strength,
                l2_regularization_strength,
                use_locking,
                name
            );

        /// <summary>Adagrad by dual averaging; slots <c>gradient_accumulator</c> and <c>gradient_squared_accumulator</c>.</summary>
        public Optimizer AdagradDAOptimizer(
            object learning_rate,
            object global_step,
            double initial_gradient_squared_accumulator_value = 0.1,
            double l1_regularization_strength = 0.0,
            double l2_regularization_strength = 0.0,
            bool use_locking = false,
            string name = "AdagradDA"
        ) =>
            new AdagradDAOptimizer(
                learning_rate,
                global_step,
                initial_gradient_squared_accumulator_value,
                l1_regularization_strength,
                l2_regularization_strength,
                use_locking,
                name
            );
    }
}
