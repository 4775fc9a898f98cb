using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NumSharp;
using Tensorflow.Formats.Proto;

namespace Tensorflow;

/// <content>
/// The forms of <c>run</c>. What is fetched may be a tensor, a variable, an operation, or a name; what is fetched of an
/// operation is null. Feeds are pairs <c>(tensor, value)</c>.
/// </content>
public partial class Session
{
    /// <summary>Runs an operation.</summary>
    /// <exception cref="OpError">A node failed: the error names it.</exception>
    public void run(Operation op, params FeedItem[] feed_dict)
    {
        CheckUsable();
        FetchOf(op, out var target);
        Run([], [target!], feed_dict, []);
    }

    /// <summary>The value of a tensor.</summary>
    /// <exception cref="OpError">A node failed: the error names it.</exception>
    public NDArray run(Tensor fetche, params FeedItem[] feed_dict) => RunOne(fetche, feed_dict)!;

    /// <summary>The value of a tensor or variable; null for an operation.</summary>
    /// <exception cref="OpError">A node failed: the error names it.</exception>
    public NDArray? run(ITensorOrOperation fetche, params FeedItem[] feed_dict) => RunOne(fetche, feed_dict);

    /// <summary>The values of two fetches, computed in one run.</summary>
    /// <exception cref="OpError">A node failed: the error names it.</exception>
    public (NDArray, NDArray) run((ITensorOrOperation, ITensorOrOperation) fetches, params FeedItem[] feed_dict)
    {
        Results results = default;
        RunAll([fetches.Item1, fetches.Item2], feed_dict, results);
        return (results[0]!, results[1]!);
    }

    /// <summary>The values of three fetches, computed in one run.</summary>
    /// <exception cref="OpError">A node failed: the error names it.</exception>
    public (NDArray, NDArray, NDArray) run(
        (ITensorOrOperation, ITensorOrOperation, ITensorOrOperation) fetches,
        params FeedItem[] feed_dict
    )
    {
        Results results = default;
        RunAll([fetches.Item1, fetches.Item2, fetches.Item3], feed_dict, results);
        return (results[0]!, results[1]!, results[2]!);
    }

    /// <summary>The values of four fetches, computed in one run.</summary>
    /// <exception cref="OpError">A node failed: the error names it.</exception>
    public (NDArray, NDArray, NDArray, NDArray) run(
        (ITensorOrOperation, ITensorOrOperation, ITensorOrOperation, ITensorOrOperation) fetches,
        params FeedItem[] feed_dict
    )
    {
        Results results = default;
        RunAll([fetches.Item1, fetches.Item2, fetches.Item3, fetches.Item4], feed_dict, results);
        return (results[0]!, results[1]!, results[2]!, results[3]!);
    }

    /// <summary>The values of a list of fetches, computed in one run; null for each operation in it.</summary>
    /// <exception cref="OpError">A node failed: the error names it.</exception>
    public NDArray?[] run(object fetches, params FeedItem[] feed_dict)
    {
        object[] list = fetches switch
        {
            string name => [name],
            System.Collections.IEnumerable several => [.. several.Cast<object>()],
            _ => [fetches],
        };
        var results = new NDArray?[list.Length];
        RunAll(list, feed_dict, results);
        return results;
    }

    private NDArray? RunOne(object fetch, FeedItem[]? feeds)
    {
        NDArray? result = null;
        RunAll(new(in fetch), feeds, new(ref result));
        return result;
    }

    /// <summary>Runs what is fetched; the results are more places than that, or as many.</summary>
    private void RunAll(
        ReadOnlySpan<object> fetches,
        FeedItem[]? feeds,
        Span<NDArray?> results,
        RunOptions? options = null,
        RunMetadata? metadata = null
    )
    {
        CheckUsable();
        var lists = _fetchLists ?? new();
        _fetchLists = null;
        foreach (var fetch in fetches)
        {
            var tensor = FetchOf(fetch, out var target);
            lists.AreTensors.Add(tensor is not null);
            if (tensor is not null)
                lists.Tensors.Add(tensor);
            else
                lists.Targets.Add(target!);
        }
        var values = results[..lists.Tensors.Count];
        Run(
            CollectionsMarshal.AsSpan(lists.Tensors),
            CollectionsMarshal.AsSpan(lists.Targets),
            feeds,
            values!,
            options,
            metadata
        );
        // What tensors gave moves to the places of their fetches, from behind; those of operations stay empty.
        var next = lists.Tensors.Count - 1;
        for (var i = fetches.Length - 1; i >= 0; i--)
            results[i] = lists.AreTensors[i] ? results[next--] : null;
        lists.Clear();
        _fetchLists = lists;
    }

    /// <summary>What this thread's last run fetched: memory for its next one. A run that failed leaves none.</summary>
    [ThreadStatic]
    private static FetchLists? _fetchLists;

    private sealed class FetchLists
    {
        public List<Tensor> Tensors { get; } = [];

        public List<Operation> Targets { get; } = [];

        /// <summary>For each fetch whether it is a tensor, and not an operation.</summary>
        public List<bool> AreTensors { get; } = [];

        public void Clear()
        {
            AreTensors.Clear();
            Tensors.Clear();
            Targets.Clear();
        }
    }

    /// <summary>Places for the results of a tuple of fetches.</summary>
    [InlineArray(4)]
    private struct Results
    {
        [NumSharp.NDBorrowed]
        private NDArray? _first;
    }
}
