using Tensorflow;

namespace TfNetLstm.Tests.Reference;

internal static partial class PlainOps
{
    /// <summary>Variables, and what writes to them.</summary>
    private static Dictionary<string, PlainKernel> State =>
        new(StringComparer.Ordinal)
        {
            ["VariableV2"] = Variable,
            ["Variable"] = Variable,
            ["RefIdentity"] = n => [n.Reference(0)],
            ["IsVariableInitialized"] = n => [Plain.Of(n.Type(), n.Reference(0).Variable!.Value is null ? 0 : 1)],
            ["Assign"] = n => Write(n, n[1]),
            ["AssignAdd"] = n => Write(n, n[0] with { Data = [.. n[0].Data.Zip(n[1].Data, (x, y) => x + y)] }),
            ["AssignSub"] = n => Write(n, n[0] with { Data = [.. n[0].Data.Zip(n[1].Data, (x, y) => x - y)] }),
            ["ScatterUpdate"] = n => Scatter(n, (_, y) => y),
            ["ScatterAdd"] = n => Scatter(n, (x, y) => x + y),
            ["ScatterSub"] = n => Scatter(n, (x, y) => x - y),
            ["ScatterMul"] = n => Scatter(n, (x, y) => x * y),
            ["ScatterDiv"] = n => Scatter(n, (x, y) => n.Type().is_integer() ? Math.Truncate(x / y) : x / y),
            ["ScatterMin"] = n => Scatter(n, Least),
            ["ScatterMax"] = n => Scatter(n, Greatest),
        };

    private static Plain[] Variable(PlainNode node)
    {
        var name = node.Text("shared_name") is { Length: > 0 } shared ? shared : node.Def.Name;
        return [new(node.Type(), [], []) { Variable = node.State.Of(name, () => new PlainVariable()) }];
    }

    private static Plain[] Write(PlainNode node, Plain value)
    {
        node.Reference(0).Variable!.Value = value.Rounded();
        return [node.Reference(0)];
    }

    /// <summary>Rows of the variable become functions of what they were and the updates, a row or one number for all.</summary>
    private static Plain[] Scatter(PlainNode node, Func<double, double, double> f)
    {
        var (value, indices, updates) = (node[0] with { Data = (double[])node[0].Data.Clone() }, node[1], node[2]);
        var row = Plain.Size(value.Dims.AsSpan(1));
        for (var k = 0; k < indices.Count; k++)
        for (var i = 0; i < row; i++)
        {
            ref var at = ref value.Data[indices.Ints[k] * row + i];
            at = Plain.Round(value.Type, f(at, updates.Data[updates.Rank == 0 ? 0 : k * row + i]));
        }
        return Write(node, value);
    }
}
