namespace Tensorflow;

/// <summary>What <c>using static Tensorflow.Binding</c> brings: <c>tf</c>, and Python's <c>with</c>.</summary>
public static class Binding
{
    /// <summary>TensorFlow's functions, under Python's names.</summary>
    public static tensorflow tf { get; } = new();

    /// <summary>Runs a block inside a scope, which ends with it: Python's <c>with</c>.</summary>
    public static void tf_with<T>(T py, Action<T> action)
        where T : IDisposable
    {
        using (py)
            action(py);
    }

    /// <summary>Runs a block inside a scope, which ends with it, and gives the block's result.</summary>
    public static TOut tf_with<TIn, TOut>(TIn py, Func<TIn, TOut> action)
        where TIn : IDisposable
    {
        using (py)
            return action(py);
    }
}
