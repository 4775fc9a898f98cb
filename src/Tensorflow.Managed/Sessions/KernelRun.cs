using Tensorflow.Sessions;
using Tensorflow.Values;

namespace Tensorflow;

/// <summary>What one kernel did in one run.</summary>
public readonly struct KernelRun
{
    internal KernelRun(KernelContext context, long start, long end)
    {
        (Context, Start, End, Thread) = (context, start, end, Environment.CurrentManagedThreadId);
        (Node, Kind, Flops) = (context.Op, context.Kind ?? context.Op.type, context.Flops);
        for (var i = 0; i < context.InputCount; i++)
            Bytes += BytesOf(context.Input(i));
        for (var i = 0; i < context.OutputCount; i++)
            Bytes += BytesOf(context.Output(i));
    }

    /// <summary>When the kernel began, as <see cref="System.Diagnostics.Stopwatch.GetTimestamp"/> tells the time.</summary>
    public long Start { get; }

    /// <summary>When it ended.</summary>
    public long End { get; }

    /// <summary>The managed thread that ran it.</summary>
    public int Thread { get; }

    /// <summary>The node; of several that a rewrite made one, that whose name the kernel goes by.</summary>
    public Operation Node { get; }

    /// <summary>The node's op, or the name of what a rewrite made of several.</summary>
    public string Kind { get; }

    /// <summary>Multiplications and additions of the matrix products in it.</summary>
    public long Flops { get; }

    /// <summary>Bytes of all inputs and outputs: what went through memory at least, unless it was in a cache.</summary>
    public long Bytes { get; }

    /// <summary>The values that the kernel read and made: good for as long as the observer looks at them.</summary>
    internal KernelContext Context { get; }

    private static long BytesOf(Value value) =>
        value is { Strings: null, Resource: null, IsSet: true } ? value.Bytes.Length : 0;
}
