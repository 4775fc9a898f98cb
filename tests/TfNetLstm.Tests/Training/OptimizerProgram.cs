using Tensorflow;
using static Tensorflow.Binding;

namespace TfNetLstm.Tests.Training;

/// <summary>The program of every case of optimizers.json: a linear layer that is drawn to ones.</summary>
internal sealed class OptimizerProgram
{
    private static readonly Dictionary<string, Func<Optimizer>> _optimizers = new(StringComparer.Ordinal)
    {
        ["gradient_descent"] = () => tf.train.GradientDescentOptimizer(0.1f),
        ["momentum"] = () => tf.train.MomentumOptimizer(0.1, 0.9),
        ["momentum_nesterov"] = () => tf.train.MomentumOptimizer(0.1, 0.9, use_nesterov: true),
        ["adagrad"] = () => tf.train.AdagradOptimizer(0.1),
        ["adadelta"] = () => tf.train.AdadeltaOptimizer(1.0, 0.95, 1e-6),
        ["rmsprop"] = () => tf.train.RMSPropOptimizer(0.01, 0.9, 0.5),
        ["rmsprop_centered"] = () => tf.train.RMSPropOptimizer(0.01, centered: true),
        ["ftrl"] = () =>
            tf.train.FtrlOptimizer(0.1, l1_regularization_strength: 0.01, l2_regularization_strength: 0.01),
        ["adam"] = () => tf.train.AdamOptimizer(0.01f),
        ["adam_betas"] = () => tf.train.AdamOptimizer(0.05, 0.8, 0.9, 1e-4),
        ["decayed_gradient_descent"] = () =>
            tf.train.GradientDescentOptimizer(
                tf.train.exponential_decay(0.1, tf.train.get_or_create_global_step(), 2, 0.5, staircase: true)
            ),
    };

    private readonly RefVariable _w;
    private readonly RefVariable _b;
    private readonly RefVariable _step;

    /// <summary>Builds the program of this name in the default graph.</summary>
    /// <param name="name">The case.</param>
    /// <param name="weights">The initial weights.</param>
    /// <param name="asOptimized">
    /// Whether to compute (x w + b) - 1 as TensorFlow's graph optimizer (grappler's ConstantPushDown) does before it
    /// runs: x w + (b - 1), which rounds otherwise.
    /// </param>
    public OptimizerProgram(string name, float[,] weights, bool asOptimized)
    {
        _w = tf.Variable(weights, name: "w");
        _b = tf.Variable(new float[4], name: "b");
        X = tf.placeholder(tf.float32, new Shape(-1, 3), name: "x");
        var distance = asOptimized ? tf.matmul(X, _w) + (_b.AsTensor() - 1.0f) : tf.matmul(X, _w) + _b - 1.0f;
        Loss = tf.reduce_mean(tf.square(distance), name: "loss");
        _step = tf.train.get_or_create_global_step();
        (Optimizer, Train) = name switch
        {
            "clipped_adam" => Clipped(),
            "averaged" => Averaged(),
            _ => Plain(_optimizers[name]()),
        };
        Initialize = tf.global_variables_initializer();
    }

    public Tensor X { get; }

    public Tensor Loss { get; }

    public Operation Train { get; }

    public Operation Initialize { get; }

    public Optimizer Optimizer { get; }

    private (Optimizer, Operation) Plain(Optimizer optimizer) => (optimizer, optimizer.minimize(Loss, _step));

    private (Optimizer, Operation) Clipped()
    {
        var optimizer = tf.train.AdamOptimizer(0.01f);
        var pairs = optimizer.compute_gradients(Loss);
        var (clipped, _) = tf.clip_by_global_norm([.. pairs.Select(p => p.Item1)], 0.5f);
        return (optimizer, optimizer.apply_gradients(clipped.Zip(pairs, (g, p) => (g, p.Item2)), global_step: _step));
    }

    private (Optimizer, Operation) Averaged()
    {
        var (optimizer, inner) = Plain(tf.train.GradientDescentOptimizer(0.1f));
        using (tf.control_dependencies([inner]))
            return (optimizer, tf.train.ExponentialMovingAverage(0.9f).apply([_w, _b]));
    }
}
