namespace Tensorflow.Sessions;

/// <summary>Makes the sessions of one kind of target (C++'s <c>SessionFactory</c>).</summary>
internal interface ISessionFactory
{
    /// <summary>Whether this is a target of the kind.</summary>
    bool Accepts(string target);

    /// <summary>A session at the target.</summary>
    SessionBackend Create(string target, Graph graph, ConfigProto? config);

    /// <summary>Forgets what the target keeps beyond sessions (<c>Session.reset</c>).</summary>
    void Reset(string target, IReadOnlyList<string> containers, ConfigProto? config);
}
