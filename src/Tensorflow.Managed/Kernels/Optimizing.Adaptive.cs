using System.Numerics;

namespace Tensorflow.Kernels;

/// <content>Updates that scale each element's step by its own history; every line rounds where TensorFlow's does.</content>
internal static partial class Optimizing
{
    /// <summary>accumulated += gradient^2; var -= gradient * learningRate / sqrt(accumulated).</summary>
    public static void Adagrad<T>(
        Span<T> variable,
        Span<T> accumulated,
        ReadOnlySpan<T> gradient,
        T learningRate,
        bool updateSlots
    )
        where T : unmanaged, INumber<T>
    {
        accumulated = accumulated[..variable.Length];
        gradient = gradient[..variable.Length];
        for (int i = 0; i < variable.Length; i++)
        {
            T g = gradient[i];
            if (updateSlots)
                accumulated[i] += g * g;
            variable[i] -= g * learningRate * (T.One / Root(accumulated[i]));
        }
    }

    /// <summary>Adadelta: the gradient times the ratio of the roots of two decaying means, of updates and of gradients.</summary>
    public static void Adadelta<T>(
        Span<T> variable,
        Span<T> accumulated,
        Span<T> updates,
        ReadOnlySpan<T> gradient,
        T learningRate,
        T rho,
        T epsilon
    )
        where T : unmanaged, INumber<T>
    {
        accumulated = accumulated[..variable.Length];
        updates = updates[..variable.Length];
        gradient = gradient[..variable.Length];
        T less = T.One - rho;
        for (int i = 0; i < variable.Length; i++)
        {
            T g = gradient[i];
            accumulated[i] = accumulated[i] * rho + g * g * less;
            T update = Root(updates[i] + epsilon) * (T.One / Root(accumulated[i] + epsilon)) * g;
            variable[i] -= update * learningRate;
            updates[i] = updates[i] * rho + update * update * less;
        }
    }

    /// <summary>The numbers of an RMSProp step.</summary>
    public readonly record struct RmsPropStep<T>(T LearningRate, T Rho, T Momentum, T Epsilon);

    /// <summary>
    /// RMSProp: the gradient over the root of its decaying mean square, with momentum; where <paramref name="mean"/> is
    /// not empty, over its decaying deviation.
    /// </summary>
    public static void RmsProp<T>(
        Span<T> variable,
        Span<T> mean,
        Span<T> square,
        Span<T> moving,
        ReadOnlySpan<T> gradient,
        RmsPropStep<T> step
    )
        where T : unmanaged, INumber<T>
    {
        square = square[..variable.Length];
        moving = moving[..variable.Length];
        gradient = gradient[..variable.Length];
        T less = T.One - step.Rho;
        for (int i = 0; i < variable.Length; i++)
        {
            T g = gradient[i];
            square[i] += (g * g - square[i]) * less;
            T below = square[i];
            if (!mean.IsEmpty)
            {
                mean[i] += (g - mean[i]) * less;
                below -= mean[i] * mean[i];
            }
            moving[i] = moving[i] * step.Momentum + g * step.LearningRate / Root(below + step.Epsilon);
            variable[i] -= moving[i];
        }
    }
}
