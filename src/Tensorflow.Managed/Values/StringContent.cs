using Google.Protobuf;

namespace Tensorflow.Values;

/// <summary>
/// Strings as one run of bytes, as they go between processes: all lengths as varints, then all the strings (C++'s
/// <c>EncodeStringList</c>).
/// </summary>
internal static class StringContent
{
    /// <summary>The bytes of these strings.</summary>
    public static ByteString Encode(IReadOnlyList<byte[]> strings)
    {
        using var bytes = new MemoryStream();
        using (var output = new CodedOutputStream(bytes, leaveOpen: true))
            foreach (var text in strings)
                output.WriteUInt32((uint)text.Length);
        foreach (var text in strings)
            bytes.Write(text);
        return ByteString.CopyFrom(bytes.GetBuffer().AsSpan(0, checked((int)bytes.Length)));
    }

    /// <summary>Reads as many strings as there are places.</summary>
    /// <exception cref="InvalidArgumentError">The bytes are not those of that many strings.</exception>
    public static void Decode(ReadOnlySpan<byte> content, byte[][] strings)
    {
        var lengths = new int[strings.Length];
        var rest = content;
        for (var i = 0; i < lengths.Length; i++)
            lengths[i] = Length(ref rest);
        for (var i = 0; i < lengths.Length; i++)
        {
            if (lengths[i] > rest.Length)
                throw Damaged();
            strings[i] = rest[..lengths[i]].ToArray();
            rest = rest[lengths[i]..];
        }
        if (!rest.IsEmpty)
            throw Damaged();
    }

    private static int Length(ref ReadOnlySpan<byte> bytes)
    {
        var length = 0L;
        for (var i = 0; i < 5 && i < bytes.Length; i++)
        {
            length |= (long)(bytes[i] & 0x7f) << (7 * i);
            if (bytes[i] >= 0x80)
                continue;
            bytes = bytes[(i + 1)..];
            return length <= int.MaxValue ? (int)length : throw Damaged();
        }
        throw Damaged();
    }

    private static InvalidArgumentError Damaged() => new("The tensor_content of a tensor of strings is damaged.");
}
