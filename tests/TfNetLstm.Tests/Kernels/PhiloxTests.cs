using System.Text.Json;
using Tensorflow.Kernels;

namespace TfNetLstm.Tests.Kernels;

public class PhiloxTests
{
    [Fact]
    public void EverySeededCaseEqualsTensorFlow()
    {
        JsonElement cases = Golden.Json("random.json").GetProperty("cases");
        NpzFile values = Golden.Npz("random.npz");
        var failures = new List<string>();
        foreach (JsonElement item in cases.EnumerateArray())
        {
            string key = item.GetProperty("key").GetString()!;
            var generator = new PhiloxGenerator(
                item.GetProperty("seed").GetInt64(),
                item.GetProperty("seed2").GetInt64()
            );
            for (int run = 0; run < 2; run++)
            {
                Array expected = values[FormattableString.Invariant($"{key}/run{run}")].Data;
                Array actual = Generate(generator, item.GetProperty("op").GetString()!, expected);
                if (Difference(expected, actual) is string difference)
                    failures.Add(FormattableString.Invariant($"{key}/run{run}: {difference}"));
            }
        }
        Assert.Equal(396, cases.GetArrayLength());
        Assert.True(failures.Count == 0, string.Join('\n', failures));
    }

    [Fact]
    public void WithoutSeedsTheNumbersAreOfChance()
    {
        float[] first = new float[8];
        float[] second = new float[8];
        new PhiloxGenerator(0, 0).FillUniform(first);
        new PhiloxGenerator(0, 0).FillUniform(second);
        Assert.NotEqual(first, second);
    }

    [Fact]
    public void SkipCarriesIntoTheUpperHalfOfTheCounter()
    {
        var wrapped = new Philox4x32(3, 4);
        wrapped.Skip(ulong.MaxValue);
        wrapped.Skip(1);
        wrapped.Next(out uint expected, out _, out _, out _);
        new Philox4x32(3, 5).Next(out uint actual, out _, out _, out _);
        Assert.Equal(expected, actual);
    }

    private static Array Generate(PhiloxGenerator generator, string op, Array expected)
    {
        Array output = Array.CreateInstance(expected.GetType().GetElementType()!, expected.Length);
        switch (op, output)
        {
            case ("RandomStandardNormal", float[] o):
                generator.FillNormal(o);
                break;
            case ("RandomStandardNormal", double[] o):
                generator.FillNormal(o);
                break;
            case ("RandomUniform", float[] o):
                generator.FillUniform(o);
                break;
            case ("RandomUniform", double[] o):
                generator.FillUniform(o);
                break;
            case ("TruncatedNormal", float[] o):
                generator.FillTruncatedNormal(o);
                break;
            case ("TruncatedNormal", double[] o):
                generator.FillTruncatedNormal(o);
                break;
            case ("RandomUniformInt", int[] o):
                generator.FillUniformInt(o, -5, 1000);
                break;
            case ("RandomUniformInt", long[] o):
                generator.FillUniformInt(o, -5, 1000);
                break;
            case ("RandomShuffle", int[] o):
                for (int i = 0; i < o.Length; i++)
                    o[i] = i;
                generator.Shuffle<int>(o);
                break;
            case ("Multinomial", long[] o):
                generator.FillMultinomial<float>([0.1f, 0.7f, -0.4f, 1.2f], classes: 4, samples: o.Length, o);
                break;
            case ("Dropout", float[] o):
                generator.FillUniform(o);
                for (int i = 0; i < o.Length; i++)
                    o[i] = o[i] >= 0.3f ? (float)(1 / (1 - 0.3)) : 0;
                break;
            default:
                throw new InvalidOperationException($"no case for {op}");
        }
        return output;
    }

    // float32 and integers must agree in every bit; doubles go through the platform's libm: 4 ulp.
    private static string? Difference(Array expected, Array actual)
    {
        int wrong = 0;
        long worst = 0;
        for (int i = 0; i < expected.Length; i++)
        {
            long distance = (expected, actual) switch
            {
                (float[] e, float[] a) => BitConverter.SingleToInt32Bits(e[i]) - BitConverter.SingleToInt32Bits(a[i]),
                (double[] e, double[] a) => Math.Max(
                    0,
                    Math.Abs(BitConverter.DoubleToInt64Bits(e[i]) - BitConverter.DoubleToInt64Bits(a[i])) - 4
                ),
                (int[] e, int[] a) => e[i] - a[i],
                (long[] e, long[] a) => e[i] - a[i],
                _ => throw new InvalidOperationException("an array of another type"),
            };
            wrong += distance == 0 ? 0 : 1;
            worst = Math.Max(worst, Math.Abs(distance));
        }
        return wrong == 0
            ? null
            : FormattableString.Invariant($"{wrong} of {expected.Length} differ, at most by {worst}");
    }
}
