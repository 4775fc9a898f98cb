namespace Tensorflow.Formats;

/// <summary>
/// The numbers of TensorFlow's table files, which are LevelDB's: sorted keys with values, in blocks with checksums.
/// <code>
/// file   = data blocks, block of meta entries (none), block of index entries, footer
/// block  = entries, offsets of restarts (4 bytes each), their number (4), type (1), masked checksum of all before (4)
/// entry  = shared length, own length, value length (varints), own bytes of the key, value
/// footer = handle of the meta block, handle of the index block, zeros up to 40 bytes, magic (8)
/// </code>
/// </summary>
internal static class TableFormat
{
    public const ulong Magic = 0xdb4775248b80fb57;
    public const int FooterLength = 48;

    /// <summary>Behind a block's contents: its type and checksum.</summary>
    public const int TrailerLength = 5;

    /// <summary>After a block has grown to this the next one begins.</summary>
    public const int BlockLength = 256 << 10;

    /// <summary>Each 16th entry of a data block has its whole key; in the index block every one.</summary>
    public const int RestartInterval = 16;

    /// <summary>Longer keys are neither written nor read.</summary>
    public const int MaxKeyLength = 1 << 16;

    public const byte NotCompressed = 0;
    public const byte Snappy = 1;
}
