using Tensorflow;

namespace TfNetLstm.Tests.Reference;

internal static partial class PlainOps
{
    private const double SeluScale = 1.0507009873554804934193349852946;
    private const double SeluScaledAlpha = 1.7580993408473768599402175208123;

    private static readonly Dictionary<string, Func<double, double>> _unary = new(StringComparer.Ordinal)
    {
        ["Neg"] = x => -x,
        ["Abs"] = Math.Abs,
        ["Sign"] = x =>
            x > 0 ? 1
            : x < 0 ? -1
            : x,
        ["Square"] = x => x * x,
        ["Exp"] = Math.Exp,
        ["Log"] = Math.Log,
        ["Sqrt"] = Math.Sqrt,
        ["Reciprocal"] = x => 1 / x,
        ["Rsqrt"] = x => 1 / Math.Sqrt(x),
        ["Sigmoid"] = x => 1 / (1 + Math.Exp(-x)),
        ["Tanh"] = Math.Tanh,
        ["Relu"] = x => x < 0 ? 0 : x,
        ["Relu6"] = x => x < 0 ? 0 : Least(x, 6),
        ["Elu"] = x => x < 0 ? Expm1(x) : x,
        ["Selu"] = x => x < 0 ? SeluScaledAlpha * Expm1(x) : SeluScale * x,
        ["Softplus"] = x => x > 30 ? x : Log1p(Math.Exp(x)),
        ["Softsign"] = x => x / (1 + Math.Abs(x)),
        ["Sin"] = Math.Sin,
        ["Cos"] = Math.Cos,
        ["Tan"] = Math.Tan,
        ["Atan"] = Math.Atan,
        ["Sinh"] = Math.Sinh,
        ["Cosh"] = Math.Cosh,
        ["Asinh"] = Math.Asinh,
        ["Expm1"] = Expm1,
        ["Log1p"] = Log1p,
        ["Erf"] = PlainFunctions.Erf,
        ["Lgamma"] = PlainFunctions.Lgamma,
        ["Digamma"] = PlainFunctions.Digamma,
        ["Floor"] = Math.Floor,
        ["Ceil"] = Math.Ceiling,
        ["Round"] = x => Math.Round(x, MidpointRounding.ToEven),
        ["IsNan"] = x => double.IsNaN(x) ? 1 : 0,
        ["IsInf"] = x => double.IsInfinity(x) ? 1 : 0,
        ["IsFinite"] = x => double.IsFinite(x) ? 1 : 0,
        ["LogicalNot"] = x => 1 - x,
    };

    private static readonly Dictionary<string, Func<double, double, double>> _binary = new(StringComparer.Ordinal)
    {
        ["Add"] = (x, y) => x + y,
        ["AddV2"] = (x, y) => x + y,
        ["Sub"] = (x, y) => x - y,
        ["Mul"] = (x, y) => x * y,
        ["RealDiv"] = (x, y) => x / y,
        ["DivNoNan"] = (x, y) => y == 0 ? 0 : x / y,
        ["TruncateDiv"] = (x, y) => Math.Truncate(x / y),
        ["TruncateMod"] = (x, y) => x % y,
        ["FloorMod"] = (x, y) => x % y is var rest && rest != 0 && rest < 0 != y < 0 ? rest + y : rest,
        ["Pow"] = Math.Pow,
        ["Maximum"] = Greatest,
        ["Minimum"] = Least,
        ["SquaredDifference"] = (x, y) => (x - y) * (x - y),
        ["Equal"] = (x, y) => x == y ? 1 : 0,
        ["NotEqual"] = (x, y) => x != y ? 1 : 0,
        ["Less"] = (x, y) => x < y ? 1 : 0,
        ["LessEqual"] = (x, y) => x <= y ? 1 : 0,
        ["Greater"] = (x, y) => x > y ? 1 : 0,
        ["GreaterEqual"] = (x, y) => x >= y ? 1 : 0,
        ["LogicalAnd"] = (x, y) => x * y,
        ["LogicalOr"] = (x, y) => Math.Max(x, y),
        // Gradients of functions by their output y and the incoming gradient.
        ["SqrtGrad"] = (y, dy) => dy * 0.5 / y,
        ["RsqrtGrad"] = (y, dy) => -0.5 * dy * y * y * y,
        ["ReciprocalGrad"] = (y, dy) => -dy * y * y,
        ["SigmoidGrad"] = (y, dy) => dy * y * (1 - y),
        ["TanhGrad"] = (y, dy) => dy * (1 - y * y),
        // Gradients by the incoming gradient and the input, or the output for Elu and Selu.
        ["ReluGrad"] = (dy, x) => x > 0 ? dy : 0,
        ["Relu6Grad"] = (dy, x) => x > 0 && x < 6 ? dy : 0,
        ["EluGrad"] = (dy, y) => y < 0 ? (y + 1) * dy : dy,
        ["SeluGrad"] = (dy, y) => y < 0 ? dy * (y + SeluScaledAlpha) : dy * SeluScale,
        ["SoftsignGrad"] = (dy, x) => dy / ((1 + Math.Abs(x)) * (1 + Math.Abs(x))),
    };

    private static Dictionary<string, PlainKernel> Elementwise
    {
        get
        {
            var table = new Dictionary<string, PlainKernel>(StringComparer.Ordinal)
            {
                ["FloorDiv"] = n =>
                    Broadcast(n, (x, y) => Math.Floor(n.Type() == TF_DataType.TF_FLOAT ? (float)(x / y) : x / y)),
                ["AddN"] = n => [n.Make(n[0].Dims, i => n.Inputs.Sum(x => x[i]))],
                ["Cast"] = n => [n.Make(n[0].Dims, i => n[0][i])],
                ["LeakyRelu"] = n => [n.Make(n[0].Dims, i => n[0][i] is var x && x > 0 ? x : n.Float("alpha") * x)],
                ["LeakyReluGrad"] = n => Broadcast(n, (dy, x) => x > 0 ? dy : n.Float("alpha") * dy),
                ["L2Loss"] = n => [n.Make([], _ => n[0].Data.Sum(x => x * x) / 2)],
                ["Select"] = n => [n.Make(n[1].Dims, i => n[Rows(n[0], i) != 0 ? 1 : 2][i])],
                ["SelectV2"] = n =>
                    [
                        n.Make(
                            Broadcast(Broadcast(n[0].Dims, n[1].Dims), n[2].Dims),
                            i => n[n[0].Spread(i) != 0 ? 1 : 2].Spread(i)
                        ),
                    ],
            };
            foreach (var (name, f) in _unary)
                table.Add(name, n => [n.Make(n[0].Dims, i => f(n[0][i]))]);
            foreach (var (name, f) in _binary)
                table.Add(name, n => Broadcast(n, f));
            return table;
        }
    }

    private static Plain[] Broadcast(PlainNode node, Func<double, double, double> f)
    {
        var (x, y) = (node[0], node[1]);
        return [node.Make(Broadcast(x.Dims, y.Dims), i => f(x.Spread(i), y.Spread(i)))];
    }

    /// <summary>The shape to which two shapes are broadcast.</summary>
    private static int[] Broadcast(int[] x, int[] y)
    {
        var dims = new int[Math.Max(x.Length, y.Length)];
        for (var i = 1; i <= dims.Length; i++)
        {
            var (a, b) = (i <= x.Length ? x[^i] : 1, i <= y.Length ? y[^i] : 1);
            dims[^i] = a == 1 ? b : a;
        }
        return dims;
    }

    /// <summary>A condition of the same shape, a scalar, or one for each row.</summary>
    private static double Rows(Plain condition, int[] index) => condition[index.AsSpan(0, condition.Rank)];

    private static double Greatest(double x, double y) => x < y ? y : x;

    private static double Least(double x, double y) => y < x ? y : x;

    private static double Expm1(double x) => Math.Abs(x) < 1e-5 ? x + x * x / 2 + x * x * x / 6 : Math.Exp(x) - 1;

    private static double Log1p(double x) => Math.Abs(x) < 1e-5 ? x - x * x / 2 + x * x * x / 3 : Math.Log(1 + x);
}
