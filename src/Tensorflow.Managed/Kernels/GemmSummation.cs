namespace Tensorflow.Kernels;

/// <summary>In which blocks of k a product is summed; see <see cref="Gemm"/> for what a block means.</summary>
internal static class GemmSummation
{
    /// <summary>One chain over all k.</summary>
    public const int Sequential = 0;

    /// <summary>
    /// The blocks of TensorFlow 2.15 on one thread, with AVX-512 and a first-level cache of 32 KB: those of the golden
    /// data, which the gradient of the program's input weights (k = 3584: 16 blocks of 200 and one of 384) shows.
    /// </summary>
    public const int TensorFlow = -1;

    // Eigen's blocking heuristic for float32 in an AVX build: a register tile of 16 x 4, k unrolled by 8.
    private const int FirstLevelCache = 32 << 10;
    private const int TileRows = 16;
    private const int TileColumns = 4;
    private const int Unroll = 8;

    /// <summary>Length in k of a block of oneDNN's product.</summary>
    private const int InnerBlock = 384;

    /// <summary>The length of the block that starts at <paramref name="start"/>, a block's start.</summary>
    public static int BlockLength(int summation, int k, int start)
    {
        if (summation == Sequential)
            return k - start;
        if (summation > 0)
            return Math.Min(summation, k - start);
        // Eigen cuts k into slices, oneDNN each slice into blocks, the last two of them equal.
        var slice = SliceLength(k);
        var rest = Math.Min(slice - start % slice, k - start);
        return rest >= 2 * InnerBlock ? InnerBlock
            : rest > InnerBlock ? (rest + 1) / 2
            : rest;
    }

    /// <summary>
    /// Whether a product over k may be stopped before <paramref name="at"/>, with C as it is then, and be continued from
    /// there: within the first block, or where a block begins.
    /// </summary>
    public static bool CanSplit(int summation, int k, int at)
    {
        if (at < 0 || at > k)
            return false;
        var start = at == 0 ? 0 : BlockLength(summation, k, 0);
        while (start < at && start < k)
            start += BlockLength(summation, k, start);
        return start == at || at <= BlockLength(summation, k, 0);
    }

    private static int SliceLength(int k)
    {
        const int fits =
            (FirstLevelCache - TileRows * TileColumns * sizeof(float)) / ((TileRows + TileColumns) * sizeof(float));
        const int longest = fits / Unroll * Unroll;
        if (k <= longest)
            return k;
        var balanced =
            k % longest == 0
                ? longest
                : longest - Unroll * ((longest - 1 - k % longest) / (Unroll * (k / longest + 1)));
        var slices = (k + balanced - 1) / balanced;
        return Math.Min(k, (k / slices + Unroll - 1) / Unroll * Unroll);
    }
}
