namespace Tensorflow.Layers;

/// <summary>A size or distance on the two axes of images; one number, a tuple or an array of two converts by itself.</summary>
/// <param name="Height">Down.</param>
/// <param name="Width">Across.</param>
public readonly record struct ImagePair(int Height, int Width)
{
    /// <summary>The same on both axes.</summary>
    public static implicit operator ImagePair(int both) => new(both, both);

    /// <summary>Down and across.</summary>
    public static implicit operator ImagePair((int Height, int Width) pair) => new(pair.Height, pair.Width);

    /// <summary>Down and across, or one number for both.</summary>
    /// <exception cref="ValueError">There are not one or two.</exception>
    public static implicit operator ImagePair(int[] numbers) =>
        numbers.Given() switch
        {
            [var both] => new(both, both),
            [var height, var width] => new(height, width),
            _ => throw new ValueError($"Expected 2 integers, one an axis of the image. Received: {numbers.Length}"),
        };

    /// <summary>The numbers for all four axes of images.</summary>
    internal int[] OnAllAxes(bool channelsFirst) => channelsFirst ? [1, 1, Height, Width] : [1, Height, Width, 1];

    /// <summary>The pair, if both numbers are above zero.</summary>
    internal ImagePair Positive(string parameter) =>
        Height > 0 && Width > 0
            ? this
            : throw new ValueError(
                $"The `{parameter}` argument must be a tuple of 2 integers above 0. Received: {this}"
            );
}
