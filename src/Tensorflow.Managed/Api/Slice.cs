namespace Tensorflow;

/// <summary>
/// What is taken of one axis of a tensor, as Python writes it between brackets: <c>1:</c>, <c>::2</c>, <c>3</c>,
/// <c>...</c>. Numbers, C# ranges and strings of that notation convert by themselves.
/// </summary>
public sealed class Slice
{
    /// <summary>From start to before stop by step; null where the axis' own end is meant.</summary>
    /// <param name="start">The first place, counted from the end where negative.</param>
    /// <param name="stop">The place behind the last, counted from the end where negative.</param>
    /// <param name="step">How far one place is from the one before; may be negative, not zero.</param>
    public Slice(int? start = null, int? stop = null, int step = 1)
        : this((object?)start, stop, step) { }

    internal Slice(object? start, object? stop = null, object? step = null) =>
        (Start, Stop, Step) = (start, stop, step);

    /// <summary>The whole axis (<c>:</c>).</summary>
    public static Slice All { get; } = new(null, null);

    /// <summary>All axes that the others leave (<c>...</c>).</summary>
    public static Slice Ellipsis { get; } = new() { IsEllipsis = true };

    /// <summary>A new axis of 1 (<c>tf.newaxis</c>).</summary>
    public static Slice NewAxis { get; } = new() { IsNewAxis = true };

    /// <summary>Whether this stands for all axes that the others leave.</summary>
    public bool IsEllipsis { get; private init; }

    /// <summary>Whether this stands for a new axis.</summary>
    public bool IsNewAxis { get; private init; }

    /// <summary>Whether a single place is taken, so that the axis goes away.</summary>
    public bool IsIndex { get; private init; }

    /// <summary>The first place: a number, a tensor, or null.</summary>
    internal object? Start { get; }

    /// <summary>The place behind the last: a number, a tensor, or null.</summary>
    internal object? Stop { get; }

    /// <summary>The step: a number, a tensor, or null for 1.</summary>
    internal object? Step { get; }

    /// <summary>One place, counted from the end where negative; the axis goes away.</summary>
    public static Slice Index(int index) => new((object)index) { IsIndex = true };

    /// <summary>One place.</summary>
    public static implicit operator Slice(int index) => Index(index);

    /// <summary>One place, which may be counted from the end.</summary>
    public static implicit operator Slice(Index index) => Index(index.IsFromEnd ? -index.Value : index.Value);

    /// <summary>One place, which is computed.</summary>
    public static implicit operator Slice(Tensor index)
    {
        ArgumentNullException.ThrowIfNull(index);
        return new((object)index) { IsIndex = true };
    }

    /// <summary>A range; one that starts at the first place or ends at the last is open there.</summary>
    public static implicit operator Slice(Range range) =>
        new(
            range.Start is { IsFromEnd: false, Value: 0 } ? null : Place(range.Start),
            range.End is { IsFromEnd: true, Value: 0 } ? null : Place(range.End)
        );

    /// <summary>Python's notation: <c>1:</c>, <c>::-1</c>, <c>2</c>, <c>...</c>.</summary>
    /// <exception cref="ValueError">The text is none of these.</exception>
    public static implicit operator Slice(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        text = text.Trim();
        if (text == "...")
            return Ellipsis;
        if (text is "newaxis" or "None")
            return NewAxis;
        var parts = text.Split(':');
        if (parts.Length > 3)
            throw new ValueError($"'{text}' is no slice.");
        var numbers = Array.ConvertAll(parts, p => Number(p, text));
        if (parts.Length == 1)
            return Index(numbers[0] ?? throw new ValueError("An empty text is no slice."));
        return new(numbers[0], numbers[1], parts.Length == 3 ? numbers[2] ?? 1 : 1);
    }

    // The place behind the last one cannot be counted from the end; any place beyond it does as well.
    private static int Place(Index index) =>
        !index.IsFromEnd ? index.Value
        : index.Value == 0 ? int.MaxValue
        : -index.Value;

    private static int? Number(string part, string text) =>
        string.IsNullOrWhiteSpace(part) ? null
        : int.TryParse(
            part,
            System.Globalization.NumberStyles.AllowLeadingSign
                | System.Globalization.NumberStyles.AllowLeadingWhite
                | System.Globalization.NumberStyles.AllowTrailingWhite,
            System.Globalization.CultureInfo.InvariantCulture,
            out var number
        )
            ? number
        : throw new ValueError($"'{text}' is no slice.");
}
