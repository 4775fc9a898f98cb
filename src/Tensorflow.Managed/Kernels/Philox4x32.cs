namespace Tensorflow.Kernels;

/// <summary>The counter-based generator Philox4x32-10 (Salmon et al., SC 2011), with TensorFlow's seeding.</summary>
internal struct Philox4x32
{
    private const uint MultiplierA = 0xD2511F53;
    private const uint MultiplierB = 0xCD9E8D57;
    private const uint WeylA = 0x9E3779B9;
    private const uint WeylB = 0xBB67AE85;

    private readonly ulong _key;
    private ulong _low;
    private ulong _high;

    /// <summary>The key is the first seed; the second one fills the upper half of the 128-bit counter.</summary>
    public Philox4x32(ulong seed, ulong seed2)
    {
        _key = seed;
        _low = 0;
        _high = seed2;
    }

    /// <summary>A generator with this key and counter.</summary>
    public Philox4x32(ulong key, ulong counterLow, ulong counterHigh)
    {
        _key = key;
        _low = counterLow;
        _high = counterHigh;
    }

    public readonly ulong Key => _key;

    public readonly ulong CounterLow => _low;

    public readonly ulong CounterHigh => _high;

    /// <summary>Moves the counter <paramref name="count"/> blocks of four numbers ahead.</summary>
    public void Skip(ulong count)
    {
        _low += count;
        if (_low < count)
            _high++;
    }

    /// <summary>The next block of four numbers.</summary>
    public void Next(out uint r0, out uint r1, out uint r2, out uint r3)
    {
        uint c0 = (uint)_low;
        uint c1 = (uint)(_low >> 32);
        uint c2 = (uint)_high;
        uint c3 = (uint)(_high >> 32);
        uint k0 = (uint)_key;
        uint k1 = (uint)(_key >> 32);
        for (int round = 0; round < 10; round++)
        {
            ulong a = (ulong)MultiplierA * c0;
            ulong b = (ulong)MultiplierB * c2;
            c0 = (uint)(b >> 32) ^ c1 ^ k0;
            c1 = (uint)b;
            c2 = (uint)(a >> 32) ^ c3 ^ k1;
            c3 = (uint)a;
            k0 += WeylA;
            k1 += WeylB;
        }
        Skip(1);
        (r0, r1, r2, r3) = (c0, c1, c2, c3);
    }
}

/// <summary>Hands out the numbers of a <see cref="Philox4x32"/> one at a time.</summary>
internal struct PhiloxStream(Philox4x32 generator)
{
    private Philox4x32 _generator = generator;
    private uint _r1;
    private uint _r2;
    private uint _r3;
    private int _left;

    /// <summary>The next 32 random bits.</summary>
    public uint Next()
    {
        if (_left == 0)
        {
            _generator.Next(out uint first, out _r1, out _r2, out _r3);
            _left = 3;
            return first;
        }
        return _left-- switch
        {
            3 => _r1,
            2 => _r2,
            _ => _r3,
        };
    }
}
