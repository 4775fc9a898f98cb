using NumSharp;
using Tensorflow.Formats.Proto;

namespace Tensorflow;

/// <content>
/// Runs with a time limit, or of which the caller wants to know more: with <c>RunOptions.TraceLevel</c> above <c>NO_TRACE</c> the metadata tell of
/// each node when it ran, for how long, on which thread, and what it made.
/// </content>
public partial class Session
{
    /// <summary>Runs an operation.</summary>
    /// <param name="op">The operation.</param>
    /// <param name="options">A time limit, and whether to trace.</param>
    /// <param name="run_metadata">What is filled with the trace; what it held is gone.</param>
    /// <param name="feed_dict">Pairs of tensors and values.</param>
    /// <exception cref="DeadlineExceededError">The time was over before the run.</exception>
    /// <exception cref="OpError">A node failed: the error names it.</exception>
    public void run(Operation op, RunOptions? options, RunMetadata? run_metadata, params FeedItem[] feed_dict) =>
        Traced([op], feed_dict, options, run_metadata, new NDArray?[1]);

    /// <summary>The value of a tensor.</summary>
    /// <param name="fetche">The tensor.</param>
    /// <param name="options">A time limit, and whether to trace.</param>
    /// <param name="run_metadata">What is filled with the trace; what it held is gone.</param>
    /// <param name="feed_dict">Pairs of tensors and values.</param>
    /// <exception cref="DeadlineExceededError">The time was over before the run.</exception>
    /// <exception cref="OpError">A node failed: the error names it.</exception>
    public NDArray run(Tensor fetche, RunOptions? options, RunMetadata? run_metadata, params FeedItem[] feed_dict)
    {
        var results = new NDArray?[1];
        Traced([fetche], feed_dict, options, run_metadata, results);
        return results[0]!;
    }

    /// <summary>The values of a list of fetches, computed in one run; null for each operation in it.</summary>
    /// <param name="fetches">A name, or a list of tensors, variables, operations and names.</param>
    /// <param name="options">A time limit, and whether to trace.</param>
    /// <param name="run_metadata">What is filled with the trace; what it held is gone.</param>
    /// <param name="feed_dict">Pairs of tensors and values.</param>
    /// <exception cref="DeadlineExceededError">The time was over before the run.</exception>
    /// <exception cref="OpError">A node failed: the error names it.</exception>
    public NDArray?[] run(object fetches, RunOptions? options, RunMetadata? run_metadata, params FeedItem[] feed_dict)
    {
        object[] list = fetches is System.Collections.IEnumerable several and not string
            ? [.. several.Cast<object>()]
            : [fetches];
        var results = new NDArray?[list.Length];
        Traced(list, feed_dict, options, run_metadata, results);
        return results;
    }

    private void Traced(
        object[] fetches,
        FeedItem[]? feeds,
        RunOptions? options,
        RunMetadata? metadata,
        NDArray?[] results
    ) => RunAll(fetches, feeds, results, options, metadata);
}
