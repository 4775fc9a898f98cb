using NumSharp;
using Tensorflow.Formats.Proto;

namespace Tensorflow.Sessions;

/// <summary>
/// Where the graph of a <see cref="Session"/> runs: in this process, or at a server (C++'s <c>Session</c>, of which Python's is
/// the front).
/// </summary>
internal abstract class SessionBackend : IDisposable
{
    /// <summary>Runs once; what is fed and fetched has been checked against the graph.</summary>
    /// <param name="fetches">What is computed.</param>
    /// <param name="targets">What is only run.</param>
    /// <param name="fed">The tensors that are fed, each once.</param>
    /// <param name="feeds">The values of these.</param>
    /// <param name="results">Places for the values of the fetches.</param>
    /// <param name="options">Time limit and trace, if any.</param>
    /// <param name="metadata">What is filled with the trace.</param>
    public abstract void Run(
        ReadOnlySpan<Tensor> fetches,
        ReadOnlySpan<Operation> targets,
        ReadOnlySpan<Tensor> fed,
        ReadOnlySpan<FeedItem> feeds,
        Span<NDArray> results,
        RunOptions? options,
        RunMetadata? metadata
    );

    /// <summary>The devices that nodes can be placed on.</summary>
    public abstract DeviceAttributes[] ListDevices();

    /// <inheritdoc/>
    public abstract void Dispose();
}
