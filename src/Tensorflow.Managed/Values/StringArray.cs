using System.Text;
using NumSharp;

namespace Tensorflow;

/// <summary>
/// A fetched tensor of strings. To TensorFlow strings are bytes, which NumSharp's arrays have no type for: as an array it
/// holds them as text, and <see cref="Bytes"/> has them as they are.
/// </summary>
public sealed class StringArray : NDArray
{
    internal StringArray(byte[][] bytes, long[] dims)
        : this(bytes, dims, np.array(System.Array.ConvertAll(bytes, Encoding.UTF8.GetString))) { }

    private StringArray(byte[][] bytes, long[] dims, NDArray text)
        : base(text.typecode, text.Shape, false)
    {
        (Bytes, Dims) = (bytes, dims);
        if (text.size > 0)
            SetData(text);
    }

    /// <summary>The strings in C order.</summary>
    public IReadOnlyList<byte[]> Bytes { get; }

    /// <summary>The tensor's dimensions; those of the array are of its letters.</summary>
    public IReadOnlyList<long> Dims { get; }
}
