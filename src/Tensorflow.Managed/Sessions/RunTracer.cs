using System.Diagnostics;
using System.Globalization;
using Tensorflow.Formats.Proto;

namespace Tensorflow.Sessions;

/// <summary>Notes what the kernels of a run do, for <c>RunMetadata.step_stats</c>.</summary>
/// <param name="clock">The time of day.</param>
/// <param name="device">The name of the device that the kernels run on.</param>
internal sealed class RunTracer(TimeProvider clock, string device) : IRunObserver
{
    private const string Allocator = "cpu";
    private const long NanosOfTick = 100;

    private readonly List<NodeExecStats> _nodes = [];
    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly long _startNanos = (clock.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * NanosOfTick;

    /// <summary>The tracer that options ask for; null for none.</summary>
    public static RunTracer? For(RunOptions? options, RunMetadata? metadata, string device = DirectSession.Device) =>
        metadata is null || options is null or { TraceLevel: RunOptions.Types.TraceLevel.NoTrace }
            ? null
            : new(TimeProvider.System, device);

    /// <inheritdoc/>
    public void KernelRan(in KernelRun kernel)
    {
        var (start, end) = (Nanos(kernel.Start), Nanos(kernel.End));
        var stats = new NodeExecStats
        {
            NodeName = kernel.Node.name,
            AllStartMicros = start / 1000,
            AllStartNanos = start,
            ScheduledMicros = start / 1000,
            ScheduledNanos = start,
            OpEndRelMicros = (end - start) / 1000,
            OpEndRelNanos = end - start,
            AllEndRelMicros = (end - start) / 1000,
            AllEndRelNanos = end - start,
            TimelineLabel = Label(kernel),
            ThreadId = (uint)kernel.Thread,
        };
        var total = 0L;
        for (var i = 0; i < kernel.Context.OutputCount; i++)
            if (Output(kernel.Context, i) is { } output)
            {
                stats.Output.Add(output);
                total += output.TensorDescription.AllocationDescription.AllocatedBytes;
            }
        if (total > 0)
            stats.Memory.Add(
                new AllocatorMemoryUsed
                {
                    AllocatorName = Allocator,
                    TotalBytes = total,
                    PeakBytes = total,
                    LiveBytes = total,
                }
            );
        _nodes.Add(stats);
    }

    /// <inheritdoc/>
    public void WorkerRan(int thread, long start, long end) { }

    /// <summary>Puts what was noted in the place of what the metadata held.</summary>
    public static void Fill(RunMetadata metadata, RunTracer? tracer)
    {
        metadata.PartitionGraphs.Clear();
        metadata.FunctionGraphs.Clear();
        (metadata.CostGraph, metadata.SessionMetadata) = (null, null);
        metadata.StepStats = tracer?.Stats();
    }

    /// <summary>All that was noted.</summary>
    public StepStats Stats()
    {
        var stats = new DeviceStepStats { Device = device };
        stats.NodeStats.AddRange(_nodes);
        foreach (var thread in _nodes.Select(n => n.ThreadId).Distinct())
            stats.ThreadNames.Add(thread, string.Create(CultureInfo.InvariantCulture, $"thread {thread}"));
        return new() { DevStats = { stats } };
    }

    private long Nanos(long timestamp) =>
        _startNanos + (long)(Stopwatch.GetElapsedTime(_start, timestamp).TotalMicroseconds * 1000);

    /// <summary>As TensorFlow writes it: name, op, inputs.</summary>
    private static string Label(in KernelRun kernel) =>
        $"{kernel.Node.name} = {kernel.Kind}({string.Join(", ", kernel.Node.inputs.Select(InputName))})";

    private static string InputName(Tensor input) => input.value_index == 0 ? input.op.name : input.name;

    private static NodeOutput? Output(KernelContext context, int index)
    {
        var value = context.Output(index);
        if (!value.IsSet || value.Resource is not null)
            return null;
        var bytes = value.Strings is { } strings ? strings.Sum(s => (long)s.Length) : value.Bytes.Length;
        return new()
        {
            Slot = index,
            TensorDescription = new()
            {
                Dtype = (DataType)value.DType,
                Shape = AttrValues.ToProto(value.ToShape()),
                AllocationDescription = new()
                {
                    RequestedBytes = bytes,
                    AllocatedBytes = bytes,
                    AllocatorName = Allocator,
                },
            },
        };
    }
}
