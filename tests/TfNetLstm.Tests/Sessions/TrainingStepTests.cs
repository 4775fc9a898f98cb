using NumSharp;
using Tensorflow;
using TfNetLstm.Settings;
using TfNetLstm.Training;

namespace TfNetLstm.Tests.Sessions;

/// <summary>What keeps the program's step fast, as far as no clock is needed to tell.</summary>
public class TrainingStepTests
{
    private const int Batch = 96;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void ASteadyStepAllocatesNothing(int threads)
    {
        using var step = new Step(threads);
        for (var i = 0; i < 20; i++)
            step.Run();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 20; i++)
            step.Run();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void AStepIsFewKernels()
    {
        using var step = new Step(threads: 2);
        step.Run();
        var counter = new Counter();
        step.Session.Observer = counter;
        step.Run();
        // The graph has 1,300 nodes that a step needs.
        Assert.InRange(counter.Kernels, 1, 60);
    }

    [Fact]
    public void StepsHaveTheSameBitsOnAnyNumberOfThreads()
    {
        float[][] losses =
        [
            .. new[] { 1, 2, 3, 4 }.Select(threads =>
            {
                using var step = new Step(threads);
                return Enumerable.Range(0, 6).Select(_ => step.Loss()).ToArray();
            }),
        ];
        Assert.All(losses, l => Assert.Equal(losses[0], l));
        Assert.Equal(6, losses[0].Distinct().Count());
    }

    private sealed class Counter : IRunObserver
    {
        public int Kernels { get; private set; }

        public void KernelRan(in KernelRun kernel) => Kernels++;

        public void WorkerRan(int thread, long start, long end) => Assert.InRange(start, 0, end);
    }

    /// <summary>A training step over the same batch again and again.</summary>
    private sealed class Step : IDisposable
    {
        private readonly MnistModel _model;
        private readonly FeedItem[] _feeds;
        private readonly NDArray _x = Noise(Batch * 28 * 28).reshape(Batch, 28, 28);
        private readonly NDArray _y = Noise(Batch * 10).reshape(Batch, 10);
        private readonly NDArray _state = Noise(Batch * 2 * 40).reshape(Batch, 2 * 40);

        public Step(int threads)
        {
            _model = new(seed: 1, new ModelSettings { Hidden = 40 }, threads);
            _feeds = [(_model.Graph.x, _x), (_model.Graph.y, _y), (_model.Graph.istate, _state)];
        }

        public Session Session => _model.Session;

        public void Run() => _model.Session.run(_model.Graph.optimizer, _feeds);

        public float Loss()
        {
            var (loss, _) = _model.Session.run((_model.Graph.cost, _model.Graph.optimizer), _feeds);
            using (loss)
                return (float)loss;
        }

        public void Dispose()
        {
            _model.Dispose();
            _x.Dispose();
            _y.Dispose();
            _state.Dispose();
        }

        private static NDArray Noise(int count)
        {
            var random = new Random(count);
            return np.array([.. Enumerable.Range(0, count).Select(_ => random.NextSingle())]);
        }
    }
}
