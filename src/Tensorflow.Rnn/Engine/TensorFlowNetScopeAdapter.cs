namespace Tensorflow;

/// <summary>What variable scopes of the managed engine have and TensorFlow.NET's lack.</summary>
internal static class ScopeAdapter
{
    /// <summary>Nothing: TensorFlow.NET's scopes know no caching device, which names a place and changes no number.</summary>
    public static void CacheReads(VariableScope scope) => ArgumentNullException.ThrowIfNull(scope);
}
