using System.Globalization;
using System.Text;
using Tensorflow;
using Tensorflow.Formats.Proto;

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

    private static string Table()
    {
        var cases = CasesByOp();
        var text = new StringBuilder();
        text.Append("# The ops that run\n\n");
        text.Append(
            "Made from the registry and checked by a test. Golden graphs are those of TensorFlow's ops, cells, "
        );
        text.Append("optimizers and the\nprogram that hold the op, forward or in a gradient. ");
        var ops = SupportedOps.All.Where(op => op.Types.Count > 0).ToArray();
        var gradients = ops.Count(op => op.Gradient == OpGradient.Defined);
        text.Append(
            CultureInfo.InvariantCulture,
            $"{ops.Length} of the {SupportedOps.Registered} ops that TensorFlow registers have\nkernels, {gradients} of them "
        );
        text.Append("gradients; the others can be held, imported and exported.\n\n");
        text.Append("| op | element types | gradient | golden graphs |\n|---|---|---|---|\n");
        foreach (var op in ops)
        {
            var types = string.Join(" ", op.Types.Select(t => t.as_numpy_name()));
            var gradient =
                op.Gradient == OpGradient.Defined ? "yes"
                : op.Gradient == OpGradient.None ? "stops"
                : "no rule";
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {op.Name} | {types} | {gradient} | {cases.GetValueOrDefault(op.Name)} |\n"
            );
        }
        return text.ToString();
    }

    private static Dictionary<string, int> CasesByOp()
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(Golden.PathOf(""), "*.pb", SearchOption.AllDirectories))
        {
            if (Path.GetFileName(file) is "saved_model.pb")
                continue;
            var graph = GraphDef.Parser.ParseFrom(File.ReadAllBytes(file));
            foreach (var type in graph.Node.Select(n => n.Op).Distinct(StringComparer.Ordinal))
                counts[type] = counts.GetValueOrDefault(type) + 1;
        }
        return counts;
    }
}
