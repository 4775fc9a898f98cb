using System.Text;
using Tensorflow.Formats;
using Tensorflow.Formats.Proto;

namespace TfNetLstm.Tests.Formats;

/// <summary>A checkpoint of a few hundred bytes that has everything a checkpoint can have, and what a reader found in one.</summary>
internal static class SmallCheckpoint
{
    public const string Prefix = "dir/model.ckpt-1";
    public static readonly string Index = CheckpointPath.IndexFile(Prefix);
    public static readonly string Data = CheckpointPath.DataFile(Prefix, 0, 1);

    private static readonly string[] Words = ["", "gate", "Vergessenstor é"];

    /// <summary>Saves it; every number in it depends on the seed.</summary>
    public static void Write(IFileLayer files, int seed = 1, string prefix = Prefix)
    {
        using var writer = new CheckpointWriter(prefix, files);
        writer.Add("rnn/kernel", DataType.DtFloat, [2, 3], Bytes(seed, 24));
        writer.Add("rnn/kernel/Adam", DataType.DtFloat, [2, 3], Bytes(seed + 1, 24));
        writer.Add("global_step", DataType.DtInt64, [], Bytes(seed + 2, 8));
        writer.Add("empty", DataType.DtDouble, [0, 4], []);
        writer.Add("flags", DataType.DtBool, [3], [1, 0, 1]);
        writer.AddStrings(
            "words",
            [3],
            [.. Words.Select(word => new ReadOnlyMemory<byte>([.. Encoding.UTF8.GetBytes(word), (byte)('0' + seed)]))]
        );
        writer.AddSlice("table", DataType.DtInt32, [3, 2], TensorSlice.Parse("0,2:-"), Bytes(seed + 3, 16));
        writer.AddSlice("table", DataType.DtInt32, [3, 2], TensorSlice.Parse("2,1:-"), Bytes(seed + 4, 8));
        writer.Finish();
    }

    /// <summary>Everything that a reader gives of a checkpoint, as a text to compare.</summary>
    public static string ReadAll(IFileLayer files, string prefix = Prefix)
    {
        using CheckpointReader reader = CheckpointReader.Open(prefix, files);
        var text = new StringBuilder();
        foreach (CheckpointEntry entry in reader.Entries)
        {
            text.Append(entry.Name).Append(' ').Append(entry.Type).Append(' ').AppendJoin(',', entry.Shape).Append(' ');
            if (entry.Type == DataType.DtString)
            {
                text.AppendJoin(',', reader.ReadStrings(entry.Name).Select(Convert.ToHexString));
            }
            else
            {
                text.Append(Convert.ToHexString(reader.ReadBytes(entry.Name)));
            }
            text.Append('\n');
        }
        return text.ToString();
    }

    /// <summary>What a checkpoint of that seed reads as.</summary>
    public static string Expected(int seed)
    {
        var files = new MemoryFileLayer();
        Write(files, seed);
        return ReadAll(files);
    }

    public static byte[] Bytes(int seed, int count)
    {
        var bytes = new byte[count];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
