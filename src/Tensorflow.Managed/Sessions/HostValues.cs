using NumSharp;
using Tensorflow.Values;

namespace Tensorflow.Sessions;

/// <summary>Feeds and results as a program holds them: numbers and arrays in, NumSharp arrays out.</summary>
internal readonly ref struct HostValues(ReadOnlySpan<FeedItem> feeds, Span<NDArray> results) : IRunValues
{
    private readonly ReadOnlySpan<FeedItem> _feeds = feeds;

    [NDBorrowed]
    private readonly Span<NDArray> _results = results;

    /// <inheritdoc/>
    public void Feed(int index, Tensor tensor, Value slot, BufferPool buffers) =>
        Feeding.Feed(tensor, _feeds[index].Value, slot, buffers);

    /// <inheritdoc/>
    public void Fetched(int index, Value value) => _results[index] = HostArrays.ToNDArray(value);
}
