using System.Numerics;

namespace Tensorflow.Kernels;

/// <content>Updates with penalties on the weights' sizes (L1) and squares (L2), which TensorFlow calls proximal.</content>
internal static partial class Optimizing
{
    /// <summary>The numbers of a step of Ftrl; shrinkage is 0 for its first version.</summary>
    public readonly record struct FtrlStep<T>(T LearningRate, T L1, T L2, T Shrinkage, T Power, bool LinearByRate);

    /// <summary>Follow the regularized leader (McMahan et al., 2013): var is a function of the sums alone.</summary>
    public static void Ftrl<T>(
        Span<T> variable,
        Span<T> accumulated,
        Span<T> linear,
        ReadOnlySpan<T> gradient,
        FtrlStep<T> step
    )
        where T : unmanaged, INumber<T>
    {
        accumulated = accumulated[..variable.Length];
        linear = linear[..variable.Length];
        gradient = gradient[..variable.Length];
        T two = T.One + T.One;
        T l1 = step.LinearByRate ? step.L1 * step.LearningRate : step.L1;
        T l2 = step.LinearByRate ? two * step.L2 * step.LearningRate : two * step.L2;
        T shrinkage = two * step.Shrinkage;
        for (int i = 0; i < variable.Length; i++)
        {
            T g = gradient[i];
            T shrunk = T.IsZero(shrinkage) ? g : g + shrinkage * variable[i];
            T sum = accumulated[i] + g * g;
            T root = Raised(sum, step.Power);
            T grown = root - Raised(accumulated[i], step.Power);
            linear[i] += step.LinearByRate
                ? shrunk * step.LearningRate - grown * variable[i]
                : shrunk - grown / step.LearningRate * variable[i];
            T above = l1 * Sign<T>(linear[i]) - linear[i];
            T below = (step.LinearByRate ? root : root / step.LearningRate) + l2;
            variable[i] = T.Abs(linear[i]) > l1 ? above / below : T.Zero;
            accumulated[i] = sum;
        }
    }

    /// <summary>Gradient descent, then what the penalties leave of it (Duchi et al., 2009).</summary>
    public static void ProximalGradientDescent<T>(
        Span<T> variable,
        ReadOnlySpan<T> gradient,
        T learningRate,
        T l1,
        T l2
    )
        where T : unmanaged, INumber<T>
    {
        gradient = gradient[..variable.Length];
        for (int i = 0; i < variable.Length; i++)
            variable[i] = Shrink(variable[i] - gradient[i] * learningRate, learningRate, l1, l2);
    }

    /// <summary>Adagrad, then what the penalties leave of it.</summary>
    public static void ProximalAdagrad<T>(
        Span<T> variable,
        Span<T> accumulated,
        ReadOnlySpan<T> gradient,
        T learningRate,
        T l1,
        T l2
    )
        where T : unmanaged, INumber<T>
    {
        accumulated = accumulated[..variable.Length];
        gradient = gradient[..variable.Length];
        for (int i = 0; i < variable.Length; i++)
        {
            T g = gradient[i];
            accumulated[i] += g * g;
            T own = learningRate * (T.One / Root(accumulated[i]));
            variable[i] = Shrink(variable[i] - g * own, own, l1, l2);
        }
    }

    /// <summary>Adagrad by dual averaging (Duchi et al., 2011): var is a function of both sums and the step's number.</summary>
    public static void AdagradDualAveraging<T>(
        Span<T> variable,
        Span<T> sums,
        Span<T> squares,
        ReadOnlySpan<T> gradient,
        (T LearningRate, T L1, T L2) step,
        T globalStep
    )
        where T : unmanaged, INumber<T>
    {
        sums = sums[..variable.Length];
        squares = squares[..variable.Length];
        gradient = gradient[..variable.Length];
        T ridge = step.L2 * (globalStep * step.LearningRate);
        T dead = globalStep * step.L1;
        for (int i = 0; i < variable.Length; i++)
        {
            T g = gradient[i];
            sums[i] += g;
            squares[i] += g * g;
            T below = ridge + Root(squares[i]);
            variable[i] =
                step.L1 > T.Zero
                    ? -step.LearningRate * Sign<T>(sums[i]) * T.Max(T.Abs(sums[i]) - dead, T.Zero) / below
                    : -(step.LearningRate * sums[i]) / below;
        }
    }

    private static T Shrink<T>(T moved, T learningRate, T l1, T l2)
        where T : INumber<T>
    {
        T below = T.One + l2 * learningRate;
        return l1 > T.Zero ? Sign<T>(moved) * T.Max(T.Abs(moved) - learningRate * l1, T.Zero) / below : moved / below;
    }

    private static T Sign<T>(T x)
        where T : INumber<T> =>
        x > T.Zero ? T.One
        : x < T.Zero ? -T.One
        : T.Zero;

    /// <summary>x^-power, a root in the usual case of -0.5.</summary>
    private static T Raised<T>(T x, T power)
        where T : INumber<T> =>
        power == T.CreateTruncating(-0.5)
            ? Root(x)
            : T.CreateTruncating(Math.Pow(double.CreateTruncating(x), double.CreateTruncating(-power)));
}
