namespace Tensorflow;

/// <summary>What <c>using static Tensorflow.Binding</c> brings: <c>tf</c>, and Python's <c>with</c>.</summary>
public static class Binding
{
    /// <summary>TensorFlow's functions, under Python's names.</summary>
    public static tensorflow tf { get; } = new();

    /// <summary>Runs a block inside a scope, which ends with it: Python's <c>with</c>.</summary>
    public static void tf_with<T>(T scope, Action<T> block)
        where T : IDisposable
    {
        using (scope)
            block(scope);
    }

    /// <summary>Runs a block inside a scope, which ends with it, and gives the block's result.</summary>
    public static TResult tf_with<T, TResult>(T scope, Func<T, TResult> block)
        where T : IDisposable
    {
        using (scope)
            return block(scope);
    }
}
