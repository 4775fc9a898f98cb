using Tensorflow.Kernels;

namespace TfNetLstm.Tests.Kernels;

public class WorkerPoolTests
{
    public static TheoryData<int> ThreadCounts => [1, 2, 3, 8];

    [Fact]
    public void HasAtLeastOneThread() => Assert.Equal(1, new WorkerPool(0).Threads);

    [Theory]
    [MemberData(nameof(ThreadCounts))]
    public void CoversEveryIndexOnceInPiecesThatStartAtTheGrain(int threads)
    {
        using var pool = new WorkerPool(threads);
        foreach (var count in new[] { 0, 1, 2, 7, 64, 1000, 1001 })
        foreach (var grain in new[] { 0, 1, 3, 16, 5000 })
        {
            var body = new CountBody(new int[count], Math.Max(1, grain));
            pool.For(count, grain, ref body);
            Assert.All(body.Visits, visits => Assert.Equal(1, visits));
        }
    }

    [Fact]
    public void RunsManyShortLoopsAndWakesItsThreadsAfterAPause()
    {
        using var pool = new WorkerPool(3);
        var body = new CountBody(new int[24], 1);
        for (var i = 0; i < 20_000; i++)
        {
            pool.For(24, 1, ref body);
            if (i % 5_000 == 0)
                Thread.Sleep(2);
        }
        Assert.All(body.Visits, visits => Assert.Equal(20_000, visits));
    }

    [Fact]
    public void SeveralThreadsTakePart()
    {
        using var pool = new WorkerPool(2);
        using var meeting = new Barrier(2);
        var body = new MeetBody(meeting);
        pool.For(2, 1, ref body);
        Assert.Equal(1, meeting.CurrentPhaseNumber);
    }

    [Theory]
    [MemberData(nameof(ThreadCounts))]
    public void RethrowsWhatABodyThrowsAndStaysUsable(int threads)
    {
        using var pool = new WorkerPool(threads);
        for (var bad = 0; bad < 20; bad++)
        {
            var throwing = new ThrowBody(bad);
            var error = Assert.Throws<InvalidOperationException>(() => pool.For(20, 1, ref throwing));
            Assert.Equal("bad piece", error.Message);
        }
        var body = new CountBody(new int[100], 1);
        pool.For(100, 1, ref body);
        Assert.All(body.Visits, visits => Assert.Equal(1, visits));
    }

    [Fact]
    public void ANestedLoopRunsWithinItsPiece()
    {
        using var pool = new WorkerPool(3);
        var body = new NestedBody(pool, new int[40 * 30]);
        pool.For(40, 1, ref body);
        Assert.All(body.Visits, visits => Assert.Equal(1, visits));
    }

    [Fact]
    public void SeveralCallersMayUseOnePool()
    {
        using var pool = new WorkerPool(2);
        var bodies = Enumerable.Range(0, 4).Select(_ => new CountBody(new int[50], 1)).ToArray();
        var callers = bodies.Select(body => new Thread(() => Repeat(body))).ToArray();
        Array.ForEach(callers, caller => caller.Start());
        Array.ForEach(callers, caller => caller.Join());
        Assert.All(bodies, body => Assert.All(body.Visits, visits => Assert.Equal(2_000, visits)));

        void Repeat(CountBody body)
        {
            for (var i = 0; i < 2_000; i++)
                pool.For(50, 1, ref body);
        }
    }

    [Fact]
    public void ABodyKeepsWhatItsFieldsBecame()
    {
        using var pool = new WorkerPool(1);
        var body = new SumBody();
        pool.For(5, 1, ref body);
        Assert.Equal(10, body.Sum);
    }

    [Fact]
    public void ALoopAllocatesNothing()
    {
        using var pool = new WorkerPool(2);
        var body = new RowBody(new int[64], 0);
        pool.For(64, 1, ref body);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            pool.For(64, 1, ref body);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void LoopsRunOnTheirCallerAfterDispose()
    {
        var pool = new WorkerPool(2);
        var body = new CountBody(new int[8], 1);
        pool.For(8, 1, ref body);
        pool.Dispose();
        pool.For(8, 1, ref body);
        Assert.All(body.Visits, visits => Assert.Equal(2, visits));
    }

    private readonly record struct CountBody(int[] Visits, int Grain) : IRangeBody
    {
        public void Invoke(int start, int end)
        {
            Assert.Equal(0, start % Grain);
            for (var i = start; i < end; i++)
                Interlocked.Increment(ref Visits[i]);
        }
    }

    /// <summary>Ends only when two threads are in it at the same time.</summary>
    private readonly record struct MeetBody(Barrier Meeting) : IRangeBody
    {
        public void Invoke(int start, int end) => Assert.True(Meeting.SignalAndWait(TimeSpan.FromSeconds(30)));
    }

    private readonly record struct ThrowBody(int Bad) : IRangeBody
    {
        public void Invoke(int start, int end)
        {
            if (start <= Bad && Bad < end)
                throw new InvalidOperationException("bad piece");
        }
    }

    private readonly record struct NestedBody(WorkerPool Pool, int[] Visits) : IRangeBody
    {
        public void Invoke(int start, int end)
        {
            for (var i = start; i < end; i++)
            {
                var inner = new RowBody(Visits, i * 30);
                Pool.For(30, 1, ref inner);
            }
        }
    }

    private readonly record struct RowBody(int[] Visits, int Offset) : IRangeBody
    {
        public void Invoke(int start, int end)
        {
            for (var i = start; i < end; i++)
                Interlocked.Increment(ref Visits[Offset + i]);
        }
    }

    private struct SumBody : IRangeBody
    {
        public int Sum;

        public void Invoke(int start, int end)
        {
            for (var i = start; i < end; i++)
                Sum += i;
        }
    }
}
