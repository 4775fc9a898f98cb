using System.Globalization;
using System.Text.RegularExpressions;

namespace TfNetLstm.Tests.Reference;

internal static partial class PlainOps
{
    /// <summary>Strings and the names of a checkpoint's files.</summary>
    private static Dictionary<string, PlainKernel> Strings =>
        new(StringComparer.Ordinal)
        {
            ["StringJoin"] = n =>
                [
                    n.Make(
                        n.Inputs.MaxBy(x => x.Rank)!.Dims,
                        i =>
                            Plain.Number(
                                string.Join(n.Text("separator"), n.Inputs.Select(x => Plain.Text(x.Spread(i))))
                            )
                    ),
                ],
            ["StaticRegexFullMatch"] = n =>
                [n.Make(n[0].Dims, i => Regex.IsMatch(Plain.Text(n[0][i]), $"^({n.Text("pattern")})$") ? 1 : 0)],
            ["ShardedFilename"] = n => Named(n, $"-{Five(n[1])}-of-{Five(n[2])}"),
            ["ShardedFilespec"] = n => Named(n, $"-?????-of-{Five(n[1])}"),
        };

    private static string Five(Plain number) => number.Ints[0].ToString("D5", CultureInfo.InvariantCulture);

    private static Plain[] Named(PlainNode node, string end) =>
        [Plain.Of(node.Type(), Plain.Number(Plain.Text(node[0].Data[0]) + end))];
}
