using Tensorflow;

namespace TfNetLstm.Tests.Reference;

internal static partial class PlainOps
{
    private const int BlocksPerNumber = 256;

    /// <summary>Numbers by chance, from the node's own generator.</summary>
    private static Dictionary<string, PlainKernel> Random =>
        new(StringComparer.Ordinal)
        {
            ["RandomUniform"] = n => Draw(n, IsWide(n) ? 2 : 1, (words, _) => Uniform(n, words, 0)),
            ["RandomUniformInt"] = n =>
                Draw(
                    n,
                    IsWide(n) ? 2 : 1,
                    (words, _) => n[1].Data[0] + Whole(n, words) % (ulong)(n[2].Data[0] - n[1].Data[0])
                ),
            ["RandomStandardNormal"] = n => Draw(n, IsWide(n) ? 4 : 2, (words, i) => Normal(n, words)[i % 2], 2),
            ["TruncatedNormal"] = n =>
            {
                var (y, blocks) = (Plain.Zeros(n.Type(), n[0].Ints), Blocks(n));
                var group = IsWide(n) ? 2 : 4;
                var start = blocks.Reserve(y.Count * BlocksPerNumber);
                for (var first = 0; first < y.Count; first += group, start += (uint)(group * BlocksPerNumber / 4))
                {
                    var (i, at) = (first, 0);
                    for (; i < Math.Min(first + group, y.Count); at += IsWide(n) ? 4 : 2)
                        foreach (var number in Normal(n, blocks.Words(start, at, IsWide(n) ? 4 : 2)))
                            if (Math.Abs(number) < 2 && i < Math.Min(first + group, y.Count))
                                y.Data[i++] = Plain.Round(n.Type(), number);
                }
                return [y];
            },
            ["RandomShuffle"] = n =>
            {
                var rows = Enumerable.Range(0, n[0].Dims[0]).ToArray();
                var start = Blocks(n).Reserve((rows.Length + 2) / 4);
                for (var i = 0; i < rows.Length - 1; i++)
                {
                    var other = i + (int)(Blocks(n).Words(start, i, 1)[0] % (uint)(rows.Length - i));
                    (rows[i], rows[other]) = (rows[other], rows[i]);
                }
                return [n.Make(n[0].Dims, i => n[0][[rows[i[0]], .. i[1..]]])];
            },
            ["Multinomial"] = n =>
            {
                var (rows, classes, samples) = (n[0].Dims[0], n[0].Dims[1], n[1].Ints[0]);
                var start = Blocks(n).Reserve(rows * ((samples + 3) / 4 * 8) * BlocksPerNumber);
                return
                [
                    n.Make(
                        [rows, samples],
                        i =>
                        {
                            var odds = Row(n[0], i[0], classes);
                            var words = Blocks(n).Words(start, 2 * (i[0] * samples + i[1]), 2);
                            var weights = Array.ConvertAll(odds, x => Math.Exp(x - odds.Max()));
                            var target = Fraction(words[0], words[1]) * weights.Sum();
                            return Enumerable.Range(0, classes).First(k => weights[..(k + 1)].Sum() > target);
                        }
                    ),
                ];
            },
        };

    private static bool IsWide(PlainNode node) => node.Type() is TF_DataType.TF_DOUBLE or TF_DataType.TF_INT64;

    private static PlainPhilox Blocks(PlainNode node) =>
        node.State.Of(node.Def.Name, () => new PlainPhilox((ulong)node.Int("seed"), (ulong)node.Int("seed2")));

    /// <summary>Numbers of which each, or each pair, takes so many words.</summary>
    private static Plain[] Draw(PlainNode node, int words, Func<uint[], int, double> number, int together = 1)
    {
        var y = Plain.Zeros(node.Type(), node[0].Ints);
        var start = Blocks(node).Reserve(y.Count * BlocksPerNumber);
        for (var i = 0; i < y.Count; i++)
            y.Data[i] = Plain.Round(y.Type, number(Blocks(node).Words(start, i / together * words, words), i));
        return [y];
    }

    private static ulong Whole(PlainNode node, uint[] words) =>
        IsWide(node) ? words[0] | (ulong)words[1] << 32 : words[0];

    private static double Uniform(PlainNode node, uint[] words, int at) =>
        IsWide(node) ? Fraction(words[at], words[at + 1]) : (words[at] & 0x7fffff) / (double)(1 << 23);

    private static double Fraction(uint high, uint low) => ((ulong)(high & 0xfffff) << 32 | low) / (double)(1UL << 52);

    /// <summary>Two normal numbers of two uniform ones (Box and Muller, 1958).</summary>
    private static double[] Normal(PlainNode node, uint[] words)
    {
        var radius = Math.Sqrt(-2 * Math.Log(Math.Max(Uniform(node, words, 0), IsWide(node) ? 1e-7 : 1e-7f)));
        var angle = 2 * Math.PI * Uniform(node, words, words.Length / 2);
        return [Math.Sin(angle) * radius, Math.Cos(angle) * radius];
    }
}
