namespace TfNetLstm.Evaluating;

/// <summary>Probabilities of logits.</summary>
internal static class Softmax
{
    /// <summary>The probabilities of one example.</summary>
    public static double[] Of(ReadOnlySpan<float> logits)
    {
        var max = double.NegativeInfinity;
        foreach (var logit in logits)
            max = Math.Max(max, logit);
        var result = new double[logits.Length];
        var sum = 0.0;
        for (var i = 0; i < result.Length; i++)
            sum += result[i] = Math.Exp(logits[i] - max);
        for (var i = 0; i < result.Length; i++)
            result[i] /= sum;
        return result;
    }

    /// <summary>The index of the largest, the first one of equals, as <c>tf.argmax</c> has it.</summary>
    public static int ArgMax(ReadOnlySpan<float> logits)
    {
        var best = 0;
        for (var i = 1; i < logits.Length; i++)
        {
            if (logits[i] > logits[best])
                best = i;
        }
        return best;
    }

    /// <summary>The cross entropy of one example: <c>log(sum(exp(logits))) - logits[label]</c>.</summary>
    public static double CrossEntropy(ReadOnlySpan<float> logits, int label)
    {
        var max = double.NegativeInfinity;
        foreach (var logit in logits)
            max = Math.Max(max, logit);
        var sum = 0.0;
        foreach (var logit in logits)
            sum += Math.Exp(logit - max);
        return Math.Log(sum) + max - logits[label];
    }
}
