namespace Tensorflow.Formats;

/// <summary>Where in a table file a block's contents are, without the trailer.</summary>
internal readonly record struct BlockHandle(ulong Offset, ulong Length)
{
    public static BlockHandle Take(ref BoundedReader reader, string what) =>
        new(reader.TakeVarint64(what), reader.TakeVarint64(what));

    public void AppendTo(ByteSink sink)
    {
        sink.AppendVarint(Offset);
        sink.AppendVarint(Length);
    }
}
