namespace Tensorflow.Sessions;

/// <summary>Finds who makes the sessions of a target. Sessions at servers are a package of their own, which may be missing.</summary>
internal static class SessionFactories
{
    private const string RemoteFactory = "Tensorflow.Remote.GrpcSessionFactory, Tensorflow.Remote";

    private static readonly DirectSessionFactory _direct = new();

    private static readonly Lazy<ISessionFactory?> _remote = new(() =>
        Type.GetType(RemoteFactory) is { } type ? (ISessionFactory?)Activator.CreateInstance(type) : null
    );

    /// <summary>The factory for a target: "" for this process, <c>grpc://host:port</c> for a server.</summary>
    /// <exception cref="NotFoundError">There is none.</exception>
    public static ISessionFactory For(string target)
    {
        if (_direct.Accepts(target))
            return _direct;
        if (_remote.Value is { } remote && remote.Accepts(target))
            return remote;
        var known = _remote.Value is null ? "DIRECT_SESSION" : "DIRECT_SESSION, GRPC_SESSION";
        var help =
            _remote.Value is null && target.StartsWith("grpc://", StringComparison.Ordinal)
                ? " Sessions at servers are in the package TfNetLstm.Remote: add it to the project."
                : "";
        throw new NotFoundError(
            $"No session factory registered for the given session options: {{target: \"{target}\"}} Registered factories are "
                + $"{{{known}}}.{help}"
        );
    }

    private sealed class DirectSessionFactory : ISessionFactory
    {
        public bool Accepts(string target) => target is "" or "local";

        public SessionBackend Create(string target, Graph graph, ConfigProto? config) => new DirectSession(config);

        public void Reset(string target, IReadOnlyList<string> containers, ConfigProto? config) =>
            throw new UnimplementedError(
                "Session.reset: a session in this process keeps its variables to itself, and they end with it."
            );
    }
}
