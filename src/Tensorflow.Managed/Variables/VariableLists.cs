namespace Tensorflow;

/// <summary>Lists of variables as callers pass them.</summary>
internal static class VariableLists
{
    /// <summary>Fails where one is missing.</summary>
    /// <exception cref="ValueError">A variable is null.</exception>
    public static void Check(IEnumerable<IVariableV1?> variables)
    {
        if (variables.Any(v => v is null))
            throw new ValueError("None values not supported: a variable in the list is null.");
    }
}
