using System.Diagnostics;
using Tensorflow.Formats;

namespace TfNetLstm.Tests.Formats;

/// <summary>What a hostile file has to meet: one named error, within 2 seconds and in little memory.</summary>
internal static class Refusal
{
    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(2);
    private const int MostTries = 10;

    public static TensorFileException Of(Action read, long fileLength) => Of<TensorFileException>(read, fileLength);

    /// <summary>
    /// The error; the memory is all that was allocated meanwhile, so more than was ever held. A file that is slow because the
    /// machine is busy is quick when it is read again; one that is slow by itself is so each time.
    /// </summary>
    public static T Of<T>(Action read, long fileLength)
        where T : Exception
    {
        for (var tries = 1; ; tries++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            long start = Stopwatch.GetTimestamp();
            T error = Assert.ThrowsAny<T>(read);
            var time = Stopwatch.GetElapsedTime(start);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, (64 << 20) + (4 * fileLength));
            if (time <= MostTime)
                return error;
            Assert.True(
                tries < MostTries,
                $"Each of {MostTries} reads took more than {MostTime}, the last one {time}."
            );
        }
    }
}
