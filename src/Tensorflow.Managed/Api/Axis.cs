namespace Tensorflow;

/// <summary>One axis or several, as an argument: an int, an array of ints, or a tuple converts by itself.</summary>
public sealed class Axis
{
    private Axis(int[] axis, bool isScalar) => (this.axis, this.isScalar) = (axis, isScalar);

    /// <summary>The axes.</summary>
    public int[] axis { get; }

    /// <summary>Whether a single number was given, not a list of one.</summary>
    public bool isScalar { get; }

    /// <summary>One axis.</summary>
    public static implicit operator Axis(int axis) => new([axis], true);

    /// <summary>Several axes.</summary>
    public static implicit operator Axis(int[] axis) => new(axis, false);

    /// <summary>Two axes.</summary>
    public static implicit operator Axis((int, int) axis) => new([axis.Item1, axis.Item2], false);

    /// <summary>Three axes.</summary>
    public static implicit operator Axis((int, int, int) axis) => new([axis.Item1, axis.Item2, axis.Item3], false);

    /// <summary>What a node's argument is made of: the number, or the list.</summary>
    internal object Value => isScalar ? axis[0] : axis;
}
