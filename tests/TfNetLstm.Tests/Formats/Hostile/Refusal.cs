using System.Diagnostics;
using Tensorflow.Formats;

namespace TfNetLstm.Tests.Formats;

/// <summary>What a hostile file has to meet: one named error, within 2 seconds and in little memory.</summary>
internal static class Refusal
{
    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(2);

    public static TensorFileException Of(Action read, long fileLength) => Of<TensorFileException>(read, fileLength);

    /// <summary>The error; the memory is all that was allocated meanwhile, so more than was ever held.</summary>
    public static T Of<T>(Action read, long fileLength)
        where T : Exception
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        long start = Stopwatch.GetTimestamp();
        T error = Assert.ThrowsAny<T>(read);
        Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.Zero, MostTime);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, (64 << 20) + (4 * fileLength));
        return error;
    }
}
