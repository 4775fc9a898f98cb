using Tensorflow.Graphs;
using Tensorflow.Operations;

namespace Tensorflow;

/// <summary>Learning rates that fall with the number of steps (learning_rate_schedule.py).</summary>
internal static class LearningRates
{
    /// <summary>rate * decay^(step / steps), the quotient rounded down where the rate falls in stairs.</summary>
    public static Tensor Exponential(object rate, object step, object steps, object decay, bool staircase, string? name)
    {
        using var call = new Schedule(name ?? "ExponentialDecay", rate, step);
        var (below, @base) = (call.Number(steps), call.Number(decay));
        var quotient = call.Quotient(step, below, staircase);
        return OpBuilder.Tensor("Mul", call.Name, [call.Rate, OpBuilder.Tensor("Pow", null, [@base, quotient])]);
    }

    /// <summary>rate * e^(-decay * step / steps)</summary>
    public static Tensor NaturalExponential(
        object rate,
        object step,
        object steps,
        object decay,
        bool staircase,
        string? name
    )
    {
        var negative = OpBuilder.Tensor("Neg", null, [Float(decay)]);
        return Exponential(rate, step, steps, OpBuilder.Tensor("Exp", null, [negative]), staircase, name);
    }

    /// <summary>rate / (1 + decay * step / steps)</summary>
    public static Tensor InverseTime(object rate, object step, object steps, object decay, bool staircase, string? name)
    {
        using var call = new Schedule(name ?? "InverseTimeDecay", rate, step);
        var (below, factor) = (call.Number(steps), call.Number(decay));
        var quotient = call.Quotient(step, below, staircase);
        var one = call.Number(TensorConversion.Constant(Values.Value.Of(1), null, null, call.Graph));
        var denominator = OpBuilder.Tensor("AddV2", "Add", [one, OpBuilder.Tensor("Mul", null, [factor, quotient])]);
        return OpBuilder.Tensor("RealDiv", call.Name, [call.Rate, denominator]);
    }

    /// <summary>(rate - end) * (1 - step / steps)^power + end; steps end the fall, or grow in whole cycles.</summary>
    public static Tensor Polynomial(
        object rate,
        object step,
        object steps,
        object end,
        object power,
        bool cycle,
        string? name
    )
    {
        using var call = new Schedule(name ?? "PolynomialDecay", rate, step);
        var (last, exponent) = (call.Number(end), call.Number(power));
        var (at, over) = (call.Number(step), call.Number(steps));
        if (cycle)
        {
            var first = OpBuilder.Tensor("Equal", null, [at, 0f]);
            var cycles = OpBuilder.Tensor("Ceil", null, [MathOps.TrueDiv(at, steps)]);
            over = OpBuilder.Tensor("Mul", null, [over, OpBuilder.Tensor("SelectV2", null, [first, 1f, cycles])]);
        }
        else
            at = OpBuilder.Tensor("Minimum", null, [at, over]);
        var part = MathOps.TrueDiv(at, over);
        var range = MathOps.Sub(call.Rate, last);
        var left = OpBuilder.Tensor("Pow", null, [MathOps.Sub(1f, part), exponent]);
        return OpBuilder.Tensor("AddV2", call.Name, [OpBuilder.Tensor("Mul", null, [range, left]), last]);
    }

    /// <summary>rate * ((1 - alpha) * (1 + cos(pi * step / steps)) / 2 + alpha)</summary>
    public static Tensor Cosine(object rate, object step, object steps, double alpha, string? name)
    {
        using var call = new Schedule(name ?? "CosineDecay", rate, null);
        var over = call.Number(steps);
        var at = OpBuilder.Tensor("Minimum", null, [call.Number(step), over]);
        var completed = MathOps.TrueDiv(at, over);
        var pi = TensorConversion.Constant(Values.Value.Of((float)Math.PI), null, null, call.Graph);
        var cosine = OpBuilder.Tensor("Cos", null, [MathOps.Mul(pi, completed)]);
        var half = MathOps.Mul(0.5f, MathOps.Add(1f, cosine));
        var decayed = MathOps.Add(MathOps.Mul((float)(1 - alpha), half), (float)alpha);
        return OpBuilder.Tensor("Mul", null, [call.Rate, decayed]);
    }

    private static object Float(object value) => value is double number ? (float)number : value;

    /// <summary>What all schedules begin with: a name scope, and the rate as a tensor, whose type the rest takes.</summary>
    private sealed class Schedule : IDisposable
    {
        private readonly Scope _scope;

        public Schedule(string name, object rate, object? step)
        {
            Graph = ((rate as ITensorOrOperation) ?? (step as ITensorOrOperation))?.graph ?? Tensorflow.Graph.Default;
            _scope = Graph.OpenNameScope(name, out var full);
            Name = full;
            Rate = TensorConversion.Convert(Float(rate), null, "initial_learning_rate", Graph);
        }

        public Graph Graph { get; }

        public string Name { get; }

        public Tensor Rate { get; }

        public Tensor Number(object value) => MathOps.Cast(Float(value), Rate.dtype.as_base_dtype());

        public Tensor Quotient(object step, Tensor below, bool staircase)
        {
            var quotient = MathOps.TrueDiv(Number(step), below);
            return staircase ? OpBuilder.Tensor("Floor", null, [quotient]) : quotient;
        }

        public void Dispose() => _scope.Dispose();
    }
}
