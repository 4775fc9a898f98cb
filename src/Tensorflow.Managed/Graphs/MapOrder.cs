namespace Tensorflow.Graphs;

/// <summary>
/// The order in which Python's protocol buffers write a map's keys when asked for one: by their characters, and of two keys
/// that begin alike the longer one first. Files written in it have the bytes of TensorFlow's.
/// </summary>
internal sealed class MapOrder : IComparer<string>
{
    public static readonly MapOrder Instance = new();

    public int Compare(string? x, string? y)
    {
        ReadOnlySpan<char> a = x;
        ReadOnlySpan<char> b = y;
        var common = Math.Min(a.Length, b.Length);
        var order = a[..common].SequenceCompareTo(b[..common]);
        return order != 0 ? order : b.Length.CompareTo(a.Length);
    }
}
