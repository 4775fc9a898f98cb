using Tensorflow.Sessions;

namespace Tensorflow.Remote;

/// <summary>Makes the sessions of targets <c>grpc://host:port</c>; the engine finds it by its name.</summary>
internal sealed class GrpcSessionFactory : ISessionFactory
{
    /// <inheritdoc/>
    public bool Accepts(string target) => target.StartsWith(GrpcTarget.Scheme, StringComparison.Ordinal);

    /// <inheritdoc/>
    public SessionBackend Create(string target, Graph graph, ConfigProto? config) =>
        new GrpcSession(new(GrpcTarget.Parse(target), config), graph, config);

    /// <inheritdoc/>
    public void Reset(string target, IReadOnlyList<string> containers, ConfigProto? config)
    {
        using var master = new MasterClient(GrpcTarget.Parse(target), config);
        master.Reset(new() { Container = { containers }, DeviceFilters = { config?.DeviceFilters ?? [] } });
    }
}
