using System.Numerics;

namespace Tensorflow.Kernels;

/// <summary>The state of one random op in one session: each fill continues where TensorFlow's kernel would.</summary>
internal sealed class PhiloxGenerator
{
    // What TensorFlow sets aside per output number, in blocks of 128 bits, whether or not it is used.
    private const ulong BlocksPerOutput = 256;

    // What a truncated number may draw, in 32-bit words: the start of each group of outputs is fixed by it.
    private const ulong WordsPerTruncated = 256;

    private readonly Lock _gate = new();
    private Philox4x32 _state;

    /// <summary>Seeds as the node's attributes hold them; both zero mean a seed of chance.</summary>
    public PhiloxGenerator(long seed, long seed2)
    {
        if (seed == 0 && seed2 == 0)
        {
            Span<long> chance = stackalloc long[2];
            System.Security.Cryptography.RandomNumberGenerator.Fill(
                System.Runtime.InteropServices.MemoryMarshal.AsBytes(chance)
            );
            (seed, seed2) = (chance[0], chance[1]);
        }
        _state = new Philox4x32((ulong)seed, (ulong)seed2);
    }

    /// <summary>Where the generator stands.</summary>
    public RandomOpState Export(string node)
    {
        lock (_gate)
            return new(node, _state.Key, _state.CounterLow, _state.CounterHigh);
    }

    /// <summary>Goes on where another generator stood.</summary>
    public void Import(RandomOpState state)
    {
        lock (_gate)
            _state = new Philox4x32(state.Key, state.CounterLow, state.CounterHigh);
    }

    /// <summary>RandomUniform, float: [0, 1).</summary>
    public void FillUniform(Span<float> output)
    {
        var words = new PhiloxStream(ReserveOutputs(output.Length));
        for (int i = 0; i < output.Length; i++)
            output[i] = RandomBits.ToSingle(words.Next());
    }

    /// <summary>RandomUniform, double: [0, 1).</summary>
    public void FillUniform(Span<double> output)
    {
        var words = new PhiloxStream(ReserveOutputs(output.Length));
        for (int i = 0; i < output.Length; i++)
        {
            uint high = words.Next();
            output[i] = RandomBits.ToDouble(high, words.Next());
        }
    }

    /// <summary>RandomUniformInt, int32: [low, high), where low is less than high.</summary>
    public void FillUniformInt(Span<int> output, int low, int high)
    {
        var words = new PhiloxStream(ReserveOutputs(output.Length));
        uint range = (uint)high - (uint)low;
        for (int i = 0; i < output.Length; i++)
            output[i] = (int)((uint)low + words.Next() % range);
    }

    /// <summary>RandomUniformInt, int64: [low, high), where low is less than high.</summary>
    public void FillUniformInt(Span<long> output, long low, long high)
    {
        var words = new PhiloxStream(ReserveOutputs(output.Length));
        ulong range = (ulong)high - (ulong)low;
        for (int i = 0; i < output.Length; i++)
        {
            ulong bits = words.Next();
            bits |= (ulong)words.Next() << 32;
            output[i] = (long)((ulong)low + bits % range);
        }
    }

    /// <summary>RandomStandardNormal, float.</summary>
    public void FillNormal(Span<float> output)
    {
        var words = new PhiloxStream(ReserveOutputs(output.Length));
        for (int i = 0; i < output.Length; i += 2)
        {
            uint x0 = words.Next();
            (float first, float second) = RandomBits.Normal(x0, words.Next());
            output[i] = first;
            if (i + 1 < output.Length)
                output[i + 1] = second;
        }
    }

    /// <summary>RandomStandardNormal, double.</summary>
    public void FillNormal(Span<double> output)
    {
        Philox4x32 blocks = ReserveOutputs(output.Length);
        for (int i = 0; i < output.Length; i += 2)
        {
            blocks.Next(out uint x0, out uint x1, out uint x2, out uint x3);
            (double first, double second) = RandomBits.Normal(x0, x1, x2, x3);
            output[i] = first;
            if (i + 1 < output.Length)
                output[i + 1] = second;
        }
    }

    /// <summary>TruncatedNormal, float: normal numbers below 2 in size, four a group.</summary>
    public void FillTruncatedNormal(Span<float> output)
    {
        const int Group = 4;
        Philox4x32 start = ReserveOutputs(output.Length);
        for (int from = 0; from < output.Length; from += Group)
        {
            var words = new PhiloxStream(start);
            int to = Math.Min(from + Group, output.Length);
            for (int i = from; i < to; )
            {
                uint x0 = words.Next();
                (float first, float second) = RandomBits.Normal(x0, words.Next());
                if (Math.Abs(first) < 2.0f)
                    output[i++] = first;
                if (Math.Abs(second) < 2.0f && i < to)
                    output[i++] = second;
            }
            start.Skip(Group * WordsPerTruncated / 4);
        }
    }

    /// <summary>TruncatedNormal, double: normal numbers below 2 in size, two a group.</summary>
    public void FillTruncatedNormal(Span<double> output)
    {
        const int Group = 2;
        Philox4x32 start = ReserveOutputs(output.Length);
        for (int from = 0; from < output.Length; from += Group)
        {
            Philox4x32 blocks = start;
            int to = Math.Min(from + Group, output.Length);
            for (int i = from; i < to; )
            {
                blocks.Next(out uint x0, out uint x1, out uint x2, out uint x3);
                (double first, double second) = RandomBits.Normal(x0, x1, x2, x3);
                if (Math.Abs(first) < 2.0)
                    output[i++] = first;
                if (Math.Abs(second) < 2.0 && i < to)
                    output[i++] = second;
            }
            start.Skip(Group * WordsPerTruncated / 4);
        }
    }

    /// <summary>RandomShuffle: brings the rows' numbers, or a vector's values, into a random order in place.</summary>
    public void Shuffle<T>(Span<T> items)
    {
        if (items.Length <= 1)
            return;
        var words = new PhiloxStream(Reserve(((ulong)items.Length - 1 + 3) / 4));
        for (int i = 0; i < items.Length - 1; i++)
        {
            int other = i + (int)(words.Next() % (uint)(items.Length - i));
            (items[i], items[other]) = (items[other], items[i]);
        }
    }

    /// <summary>
    /// Multinomial: for each of the rows of logits [batch, classes], samples of a class: output [batch, samples].
    /// </summary>
    public void FillMultinomial<T>(ReadOnlySpan<T> logits, int classes, int samples, Span<long> output)
        where T : INumber<T>
    {
        if (output.IsEmpty)
            return;
        int batch = logits.Length / classes;
        // A sample takes a double, two words.
        ulong roundedSamples = ((ulong)samples + 3) / 4 * 4 * 2;
        var words = new PhiloxStream(Reserve((ulong)batch * roundedSamples * BlocksPerOutput));
        double[] cumulative = new double[classes];
        for (int row = 0; row < batch; row++)
        {
            double total = Accumulate(logits.Slice(row * classes, classes), cumulative);
            foreach (ref long sample in output.Slice(row * samples, samples))
            {
                uint high = words.Next();
                double target = RandomBits.ToDouble(high, words.Next()) * total;
                int found = 0;
                while (found < classes && cumulative[found] <= target)
                    found++;
                sample = found;
            }
        }
    }

    private static double Accumulate<T>(ReadOnlySpan<T> logits, Span<double> cumulative)
        where T : INumber<T>
    {
        double max = double.MinValue;
        foreach (T logit in logits)
            max = T.IsFinite(logit) ? Math.Max(max, double.CreateTruncating(logit)) : max;
        double total = 0;
        for (int j = 0; j < logits.Length; j++)
        {
            if (T.IsFinite(logits[j]))
                total += Math.Exp(double.CreateTruncating(logits[j]) - max);
            cumulative[j] = total;
        }
        return total;
    }

    private Philox4x32 ReserveOutputs(int count) => Reserve((ulong)count * BlocksPerOutput);

    private Philox4x32 Reserve(ulong blocks)
    {
        lock (_gate)
        {
            Philox4x32 start = _state;
            _state.Skip(blocks);
            return start;
        }
    }
}
