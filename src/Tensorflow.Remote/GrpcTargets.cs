namespace Tensorflow.Remote;

/// <summary>The targets of sessions at servers.</summary>
public static class GrpcTargets
{
    /// <summary>The target in its usual form, <c>grpc://host:port</c>, if it is one.</summary>
    /// <exception cref="ValueError">It is none.</exception>
    public static string Check(string target)
    {
        ArgumentNullException.ThrowIfNull(target);
        return GrpcTarget.Parse(target).ToString();
    }
}
