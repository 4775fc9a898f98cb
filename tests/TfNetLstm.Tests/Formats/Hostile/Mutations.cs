using System.Globalization;

namespace TfNetLstm.Tests.Formats;

/// <summary>Bytes changed as disks, transfers and strangers change them; each seed gives the same change for ever.</summary>
internal static class Mutations
{
    /// <summary>A longer run, as scripts/fuzz_formats.sh asks for one, has more than the 1,000 of the test suite.</summary>
    public static int Count { get; } =
        int.TryParse(
            Environment.GetEnvironmentVariable("TFNETLSTM_MUTATIONS"),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out int count
        )
            ? count
            : 1000;

    public static byte[] Apply(byte[] original, int seed)
    {
        var random = new Random(seed);
        var bytes = new List<byte>(original);
        for (int changes = 1 + random.Next(4); changes > 0; changes--)
        {
            Change(bytes, random);
        }
        return [.. bytes];
    }

    private static void Change(List<byte> bytes, Random random)
    {
        int at = random.Next(bytes.Count + 1);
        int length = Math.Min(bytes.Count - at, 1 + random.Next(16));
        switch (random.Next(8))
        {
            case 0 when at < bytes.Count:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1 when at < bytes.Count:
                bytes[at] = (byte)random.Next(256);
                break;
            case 2:
                bytes.RemoveRange(at, length);
                break;
            case 3:
                bytes.InsertRange(at, bytes.GetRange(at, length));
                break;
            case 4:
                bytes.InsertRange(at, Enumerable.Range(0, length).Select(_ => (byte)random.Next(256)));
                break;
            case 5:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 6:
                for (int i = at; i < at + length; i++)
                {
                    bytes[i] = random.Next(2) == 0 ? byte.MaxValue : (byte)0;
                }
                break;
            default:
                bytes.Insert(at, (byte)random.Next(256));
                break;
        }
    }
}
