namespace Tensorflow;

/// <summary>What variable scopes of this engine have and TensorFlow.NET's lack.</summary>
internal static class ScopeAdapter
{
    /// <summary>Variables made in the scope are read on the device of the reader (rnn.py, <c>_should_cache</c>).</summary>
    public static void CacheReads(VariableScope scope) => scope.set_caching_device(op => op.Device);
}
