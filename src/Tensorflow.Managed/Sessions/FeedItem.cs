namespace Tensorflow;

/// <summary>A tensor (or its name) and the value it gets in one run; a pair <c>(x, value)</c> converts by itself.</summary>
/// <param name="key">The tensor that is fed.</param>
/// <param name="val">A number, an array, a NumSharp array.</param>
public sealed class FeedItem(object key, object val)
{
    /// <summary>The tensor that is fed.</summary>
    public object Key { get; } = key;

    /// <summary>Its value.</summary>
    public object Value { get; } = val;

    /// <summary>A tensor and its value.</summary>
    public static implicit operator FeedItem((object, object) feed) => new(feed.Item1, feed.Item2);
}
