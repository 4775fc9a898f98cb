using Tensorflow;

namespace TfNetLstm.Tests.Reference;

internal static partial class PlainOps
{
    /// <summary>
    /// What an optimizer does to one element: the variable s[0] and its slots s[1], s[2] ..., the gradient g, and the
    /// op's scalars and flags by their names.
    /// </summary>
    private delegate void Update(double[] s, double g, Func<string, double> a);

    private static readonly Dictionary<string, Update> _updates = new(StringComparer.Ordinal)
    {
        ["GradientDescent"] = (s, g, a) => s[0] -= a("alpha") * g,
        ["Momentum"] = (s, g, a) =>
        {
            s[1] = s[1] * a("momentum") + g;
            s[0] -= a("lr") * (a("use_nesterov") != 0 ? g + s[1] * a("momentum") : s[1]);
        },
        ["Adam"] = (s, g, a) =>
        {
            s[1] += (g - s[1]) * (1 - a("beta1"));
            s[2] += (g * g - s[2]) * (1 - a("beta2"));
            var rate = a("lr") * Math.Sqrt(1 - a("beta2_power")) / (1 - a("beta1_power"));
            var move = a("use_nesterov") != 0 ? g * (1 - a("beta1")) + a("beta1") * s[1] : s[1];
            s[0] -= rate * move / (Math.Sqrt(s[2]) + a("epsilon"));
        },
        ["Adagrad"] = (s, g, a) =>
        {
            s[1] += a("update_slots") != 0 ? g * g : 0;
            s[0] -= a("lr") * g / Math.Sqrt(s[1]);
        },
        ["Adadelta"] = (s, g, a) =>
        {
            s[1] = s[1] * a("rho") + g * g * (1 - a("rho"));
            var update = Math.Sqrt(s[2] + a("epsilon")) / Math.Sqrt(s[1] + a("epsilon")) * g;
            s[0] -= a("lr") * update;
            s[2] = s[2] * a("rho") + update * update * (1 - a("rho"));
        },
        ["RMSProp"] = (s, g, a) =>
        {
            s[1] += (g * g - s[1]) * (1 - a("rho"));
            s[2] = s[2] * a("momentum") + a("lr") * g / Math.Sqrt(s[1] + a("epsilon"));
            s[0] -= s[2];
        },
        ["CenteredRMSProp"] = (s, g, a) =>
        {
            s[2] += (g * g - s[2]) * (1 - a("rho"));
            s[1] += (g - s[1]) * (1 - a("rho"));
            s[3] = s[3] * a("momentum") + a("lr") * g / Math.Sqrt(s[2] - s[1] * s[1] + a("epsilon"));
            s[0] -= s[3];
        },
        ["Ftrl"] = (s, g, a) => FollowLeader(s, g, 0, a),
        ["FtrlV2"] = (s, g, a) => FollowLeader(s, g, a("l2_shrinkage"), a),
        ["ProximalGradientDescent"] = (s, g, a) => s[0] = Shrunk(s[0] - a("alpha") * g, a("alpha"), a("l1"), a("l2")),
        ["ProximalAdagrad"] = (s, g, a) =>
        {
            s[1] += g * g;
            var rate = a("lr") / Math.Sqrt(s[1]);
            s[0] = Shrunk(s[0] - rate * g, rate, a("l1"), a("l2"));
        },
        ["AdagradDA"] = (s, g, a) =>
        {
            s[1] += g;
            s[2] += g * g;
            var left = Math.Max(Math.Abs(s[1]) - a("l1") * a("global_step"), 0);
            s[0] = -Math.Sign(s[1]) * a("lr") * left / (a("l2") * a("global_step") * a("lr") + Math.Sqrt(s[2]));
        },
    };

    /// <summary>Each update, of all elements and of the rows that an input names.</summary>
    private static Dictionary<string, PlainKernel> Updates
    {
        get
        {
            var table = new Dictionary<string, PlainKernel>(StringComparer.Ordinal);
            foreach (var (name, update) in _updates)
                table["Apply" + name] = table["SparseApply" + name] = n => Apply(n, update);
            return table;
        }
    }

    private static void FollowLeader(double[] s, double g, double shrinkage, Func<string, double> a)
    {
        var byRate = a("multiply_linear_by_lr") != 0;
        var (rate, sum) = (a("lr"), s[1] + g * g);
        var shrunk = g + 2 * shrinkage * s[0];
        var (root, grown) = (
            Math.Pow(sum, -a("lr_power")),
            Math.Pow(sum, -a("lr_power")) - Math.Pow(s[1], -a("lr_power"))
        );
        s[2] += byRate ? shrunk * rate - grown * s[0] : shrunk - grown / rate * s[0];
        var (l1, l2) = byRate ? (a("l1") * rate, 2 * a("l2") * rate) : (a("l1"), 2 * a("l2"));
        s[0] = Math.Abs(s[2]) > l1 ? (Math.Sign(s[2]) * l1 - s[2]) / ((byRate ? root : root / rate) + l2) : 0;
        s[1] = sum;
    }

    private static double Shrunk(double moved, double rate, double l1, double l2) =>
        Math.Sign(moved) * Math.Max(Math.Abs(moved) - rate * l1, 0) / (1 + l2 * rate);

    /// <summary>Runs an update over all elements, or over the rows that an input names.</summary>
    private static Plain[] Apply(PlainNode node, Update update)
    {
        var args = node.Schema.Def.InputArg.Select((arg, i) => (arg.Name, arg.IsRef, Index: i)).ToArray();
        var slots = args.Where(a => a.IsRef).Select(a => node.Reference(a.Index).Variable!).ToArray();
        foreach (var slot in slots)
            slot.Value = slot.Value! with { Data = (double[])slot.Value.Data.Clone() };
        var gradient = node[args.First(a => a.Name is "grad" or "delta").Index];
        var indices = args.FirstOrDefault(a => a.Name == "indices") is { Name: not null } rows
            ? node[rows.Index]
            : null;
        var row = gradient.Count / Math.Max(1, indices?.Count ?? 1);
        for (var i = 0; i < gradient.Count; i++)
        {
            var at = indices is null ? i : indices.Ints[i / row] * row + i % row;
            var values = Array.ConvertAll(slots, s => s.Value!.Data[at]);
            update(values, gradient.Data[i], Argument);
            for (var k = 0; k < slots.Length; k++)
                slots[k].Value!.Data[at] = Plain.Round(slots[k].Value!.Type, values[k]);
        }
        return [node.Reference(0)];

        double Argument(string name) =>
            args.FirstOrDefault(a => a.Name == name) is { Name: not null } arg ? node[arg.Index].Data[0]
            : node.Bool(name) ? 1
            : 0;
    }
}
