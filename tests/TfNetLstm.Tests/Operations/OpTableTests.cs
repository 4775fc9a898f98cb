using System.Globalization;
using System.Text;
using Tensorflow;
using Tensorflow.Formats.Proto;
using TfNetLstm.Tests.Reference;

namespace TfNetLstm.Tests.Operations;

/// <summary>The table of what works, docs/ops.md, is made here from the registry and the golden graphs.</summary>
public class OpTableTests
{
    [Fact]
    public void TheTableIsWhatTheRegistrySays()
    {
        var made = Table();
        var path = Path.Combine(AppContext.BaseDirectory, "ops.made.md");
        File.WriteAllText(path, made);
        var kept = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "ops.md"));
        Assert.True(made == kept, $"docs/ops.md is not what the registry says; copy {path} there.");
    }

    [Fact]
    public void EveryKernelHasACase()
    {
        var (golden, own) = (GoldenGraphs(), OwnCases());
        var without = SupportedOps.All.Where(op =>
            op.Runs && !golden.ContainsKey(op.Name) && !own.ContainsKey(op.Name)
        );
        Assert.Empty(without.Select(op => op.Name));
    }

    private static string Table()
    {
        var (golden, own) = (GoldenGraphs(), OwnCases());
        var ops = SupportedOps.All.Where(op => op.Runs).ToArray();
        var gradients = ops.Count(op => op.Gradient == OpGradient.Defined);
        var text = new StringBuilder();
        var head = FormattableString.Invariant(
            $"""
            # The ops that run

            Made from the registry and checked by a test. Golden graphs are those of TensorFlow's ops, cells, optimizers and the
            program that hold the op, forward or in a gradient. Own cases are single nodes, each run with all element types, and
            small programs that hold the op; what they compute is held against the tests' reference executor. Ops that write files or
            messages have tests that read those back.
            {ops.Length} of the {SupportedOps.Registered} ops that TensorFlow registers have kernels, {gradients} of them gradients; the others can be held, imported
            and exported.

            | op | element types | gradient | golden graphs | own cases |
            |---|---|---|---|---|

            """
        );
        text.Append(head.ReplaceLineEndings("\n"));
        foreach (var op in ops)
        {
            var types = op.Types.Count > 0 ? string.Join(" ", op.Types.Select(t => t.as_numpy_name())) : "-";
            var gradient =
                op.Gradient == OpGradient.Defined ? "yes"
                : op.Gradient == OpGradient.None ? "stops"
                : "no rule";
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {op.Name} | {types} | {gradient} | {golden.GetValueOrDefault(op.Name)} | {own.GetValueOrDefault(op.Name)} |\n"
            );
        }
        return text.ToString();
    }

    private static Dictionary<string, int> GoldenGraphs() =>
        Count(
            Directory
                .EnumerateFiles(Golden.PathOf(""), "*.pb", SearchOption.AllDirectories)
                .Where(file =>
                    Path.GetFileName(file) is not "saved_model.pb"
                    && !file.EndsWith(".request.pb", StringComparison.Ordinal)
                    && !file.EndsWith(".response.pb", StringComparison.Ordinal)
                )
                .Select(file => GraphDef.Parser.ParseFrom(File.ReadAllBytes(file)))
                .SelectMany(TypesOf)
        );

    private static Dictionary<string, int> OwnCases()
    {
        var programs = GraphCases.All.Values.SelectMany(program =>
        {
            using var scope = Binding.tf.Graph().as_default();
            program();
            return TypesOf(Binding.tf.get_default_graph().as_graph_def());
        });
        return Count(NodeCases.All.Select(c => c.Op).Concat(programs).Concat(OwnTests.Classes.Keys));
    }

    private static IEnumerable<string> TypesOf(GraphDef graph) =>
        graph.Node.Select(n => n.Op).Distinct(StringComparer.Ordinal);

    private static Dictionary<string, int> Count(IEnumerable<string> types) =>
        types.GroupBy(t => t, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
}
