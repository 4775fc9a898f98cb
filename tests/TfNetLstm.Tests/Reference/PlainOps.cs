using Tensorflow;
using Tensorflow.Values;

namespace TfNetLstm.Tests.Reference;

/// <summary>
/// The ops in their plainest form: one loop over elements, numbers in double, rounded once. An oracle beside the golden
/// data, for every op that the engine has a kernel for.
/// </summary>
internal static partial class PlainOps
{
    // Made late: the tables are static fields of other files.
    private static readonly Lazy<Dictionary<string, PlainKernel>> _all = new(() =>
        new(
            new[] { Elementwise, Sources, Shapes, Layouts, Slices, Reductions, Matrices, Images, Diagonals, Indices }
                .Concat([State, Updates, Random, Arrays, Linear, Strings])
                .SelectMany(table => table),
            StringComparer.Ordinal
        )
    );

    private static Dictionary<string, PlainKernel> All => _all.Value;

    /// <summary>The names of all ops with a reference; branches and loops are the executor's own.</summary>
    public static IEnumerable<string> Names =>
        All
            .Keys.Concat(["Switch", "Merge", "Enter", "Exit", "NextIteration", "LoopCond"])
            .Concat(["RefSwitch", "RefMerge", "RefEnter", "RefExit", "RefNextIteration"]);

    /// <summary>The reference of an op.</summary>
    public static PlainKernel Find(string op) =>
        All.TryGetValue(op, out var kernel) ? kernel : throw new NotSupportedException($"no reference for {op}");

    /// <summary>Values that only pass through, and where they come from.</summary>
    private static Dictionary<string, PlainKernel> Sources =>
        new(StringComparer.Ordinal)
        {
            ["Const"] = n => [Plain.From(TensorProtos.Parse(n.Attr("value").Tensor))],
            ["Placeholder"] = n => throw new InvalidOperationException($"{n.Def.Name} is not fed"),
            ["PlaceholderWithDefault"] = PassOn,
            // It shares its input's memory: whoever reads it sees what was assigned to the variable meanwhile.
            ["Identity"] = n => [n.Reference(0)],
            ["Snapshot"] = PassOn,
            ["StopGradient"] = PassOn,
            ["PreventGradient"] = PassOn,
            ["CheckNumerics"] = n => n[0].Data.All(double.IsFinite) ? [n[0]] : throw new ArithmeticException(),
            ["NoOp"] = _ => [],
            ["ControlTrigger"] = _ => [],
            ["Assert"] = n => n[0].Data[0] != 0 ? [] : throw new InvalidOperationException("assertion failed"),
            ["ZerosLike"] = n => [n.Make(n[0].Dims, _ => Plain.Blank(n.Type()))],
            ["OnesLike"] = n => [n.Make(n[0].Dims, _ => 1)],
            ["Fill"] = n => [n.Make(n[0].Ints, _ => n[1].Data[0])],
            ["Range"] = n =>
            {
                var (from, to, step) = (n[0].Data[0], n[1].Data[0], n[2].Data[0]);
                return [n.Make([(int)Math.Max(0, Math.Ceiling((to - from) / step))], i => from + i[0] * step)];
            },
        };

    private static Plain[] PassOn(PlainNode node) => [node[0]];
}
