using Tensorflow.Sessions;

namespace Tensorflow.GrpcServer;

/// <summary>Variables that sessions share, and the order in which steps get to them.</summary>
internal sealed class SharedVariables
{
    /// <summary>The variables.</summary>
    public ResourceManager Resources { get; } = new();

    /// <summary>Steps that write to variables are alone in it: none of the others sees half of an update.</summary>
    public SharedGate Gate { get; } = new(int.MaxValue);
}
