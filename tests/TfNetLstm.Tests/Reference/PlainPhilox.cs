namespace TfNetLstm.Tests.Reference;

/// <summary>Philox 4x32-10 as its paper writes it (Salmon et al., 2011), by the number of the block.</summary>
internal sealed class PlainPhilox(ulong seed, ulong seed2)
{
    private UInt128 _next = (UInt128)seed2 << 64;

    /// <summary>Sets blocks aside; gives the number of the first.</summary>
    public UInt128 Reserve(int blocks)
    {
        var first = _next;
        _next += (uint)blocks;
        return first;
    }

    /// <summary>So many words, from a word on, counted from a block on.</summary>
    public uint[] Words(UInt128 block, int from, int count) =>
        [.. Enumerable.Range(from, count).Select(i => Block(block + (uint)(i / 4))[i % 4])];

    private uint[] Block(UInt128 number)
    {
        uint[] c = [(uint)number, (uint)(number >> 32), (uint)(number >> 64), (uint)(number >> 96)];
        var (k0, k1) = ((uint)seed, (uint)(seed >> 32));
        for (var round = 0; round < 10; round++, k0 += 0x9E3779B9, k1 += 0xBB67AE85)
        {
            var (a, b) = (0xD2511F53UL * c[0], 0xCD9E8D57UL * c[2]);
            c = [(uint)(b >> 32) ^ c[1] ^ k0, (uint)b, (uint)(a >> 32) ^ c[3] ^ k1, (uint)a];
        }
        return c;
    }
}
