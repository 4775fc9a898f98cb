namespace Tensorflow;

/// <content>Learning rates that fall, averages, and the count of steps.</content>
public sealed partial class tensorflow
{
    public sealed partial class train_internal
    {
        /// <summary>learning_rate * decay_rate^(global_step / decay_steps).</summary>
        /// <param name="learning_rate">The rate to begin with: a number or a scalar tensor.</param>
        /// <param name="global_step">The count of steps: a variable, tensor or number.</param>
        /// <param name="decay_steps">The steps after which the rate has fallen once.</param>
        /// <param name="decay_rate">What is left of it then.</param>
        /// <param name="staircase">Whether it falls at once after so many steps, not a little with each.</param>
        /// <param name="name">The scope's name.</param>
        public Tensor exponential_decay(
            object learning_rate,
            object global_step,
            object decay_steps,
            object decay_rate,
            bool staircase = false,
            string? name = null
        ) => LearningRates.Exponential(learning_rate, global_step, decay_steps, decay_rate, staircase, name);

        /// <summary>learning_rate * e^(-decay_rate * global_step / decay_steps).</summary>
        public Tensor natural_exp_decay(
            object learning_rate,
            object global_step,
            object decay_steps,
            object decay_rate,
            bool staircase = false,
            string? name = null
        ) => LearningRates.NaturalExponential(learning_rate, global_step, decay_steps, decay_rate, staircase, name);

        /// <summary>learning_rate / (1 + decay_rate * global_step / decay_steps).</summary>
        public Tensor inverse_time_decay(
            object learning_rate,
            object global_step,
            object decay_steps,
            object decay_rate,
            bool staircase = false,
            string? name = null
        ) => LearningRates.InverseTime(learning_rate, global_step, decay_steps, decay_rate, staircase, name);

        /// <summary>From learning_rate to end_learning_rate in decay_steps, by a power of what is left of them.</summary>
        /// <param name="learning_rate">The rate to begin with: a number or a scalar tensor.</param>
        /// <param name="global_step">The count of steps: a variable, tensor or number.</param>
        /// <param name="decay_steps">The steps until the end.</param>
        /// <param name="end_learning_rate">The rate at the end.</param>
        /// <param name="power">1 for a straight line.</param>
        /// <param name="cycle">Whether to begin anew, with more steps, where the end is reached.</param>
        /// <param name="name">The scope's name.</param>
        public Tensor polynomial_decay(
            object learning_rate,
            object global_step,
            object decay_steps,
            double end_learning_rate = 0.0001,
            double power = 1.0,
            bool cycle = false,
            string? name = null
        ) => LearningRates.Polynomial(learning_rate, global_step, decay_steps, end_learning_rate, power, cycle, name);

        /// <summary>values[0] up to the first boundary, values[1] up to the second, the last value after the last one.</summary>
        /// <param name="x">The count of steps: a variable, tensor or number.</param>
        /// <param name="boundaries">Rising numbers of the type of x; int32 where x is int64.</param>
        /// <param name="values">The rates, one more than boundaries.</param>
        /// <param name="name">The scope's name.</param>
        /// <exception cref="ValueError">There is not one value more than boundaries, or types differ.</exception>
        public Tensor piecewise_constant<TBoundary, TValue>(
            object x,
            TBoundary[] boundaries,
            TValue[] values,
            string? name = null
        )
            where TBoundary : notnull
            where TValue : notnull =>
            PiecewiseRate.Of(
                x.Given(),
                Array.ConvertAll(boundaries.Given(), b => (object)b),
                Array.ConvertAll(values.Given(), v => (object)v),
                name
            );

        /// <summary>Half a wave of the cosine, from learning_rate to alpha times that in decay_steps.</summary>
        public Tensor cosine_decay(
            object learning_rate,
            object global_step,
            object decay_steps,
            double alpha = 0.0,
            string? name = null
        ) => LearningRates.Cosine(learning_rate, global_step, decay_steps, alpha, name);

        /// <summary>Averages of variables, in which older values count less and less.</summary>
        public ExponentialMovingAverage ExponentialMovingAverage(
            float decay,
            object? num_updates = null,
            string name = "ExponentialMovingAverage"
        ) => new(decay, num_updates, name);

        /// <summary>A variable that counts training steps, from 0.</summary>
        /// <exception cref="ValueError">The graph has one.</exception>
        public RefVariable create_global_step(Graph? graph = null) =>
            GlobalStep.Create(graph ?? Tensorflow.Graph.Default);

        /// <summary>The graph's variable that counts training steps, or null.</summary>
        public RefVariable? get_global_step(Graph? graph = null) => GlobalStep.Find(graph ?? Tensorflow.Graph.Default);

        /// <summary>The graph's variable that counts training steps, made where it has none.</summary>
        public RefVariable get_or_create_global_step(Graph? graph = null)
        {
            graph ??= Tensorflow.Graph.Default;
            return GlobalStep.Find(graph) ?? GlobalStep.Create(graph);
        }
    }
}
