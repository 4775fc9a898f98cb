namespace Tensorflow;

/// <summary>Values of variables that may not have been initialized yet.</summary>
internal static class InitializedValues
{
    /// <summary>The variable's value where it has one, else its initial value.</summary>
    public static Tensor Of(IVariableV1 variable) => ((RefVariable)variable).initial_value;
}
