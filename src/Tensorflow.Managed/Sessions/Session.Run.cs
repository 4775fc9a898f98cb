using NumSharp;
using Tensorflow.Formats.Proto;
using Tensorflow.Sessions;

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
        Run([], [target!], feed_dict ?? [], []);
    }

    /// <summary>The value of a tensor.</summary>
    /// <exception cref="OpError">A node failed: the error names it.</exception>
    public NDArray run(Tensor fetche, params FeedItem[] feed_dict) => RunAll([fetche], feed_dict)[0]!;

    /// <summary>The value of a tensor or variable; null for an operation.</summary>
    /// <exception cref="OpError">A node failed: the error names it.</exception>
    public NDArray? run(ITensorOrOperation fetche, params FeedItem[] feed_dict) => RunAll([fetche], feed_dict)[0];

    /// <summary>The values of two fetches, computed in one run.</summary>
    /// <exception cref="OpError">A node failed: the error names it.</exception>
    public (NDArray, NDArray) run((ITensorOrOperation, ITensorOrOperation) fetches, params FeedItem[] feed_dict)
    {
        var results = RunAll([fetches.Item1, fetches.Item2], feed_dict);
        return (results[0]!, results[1]!);
    }

    /// <summary>The values of three fetches, computed in one run.</summary>
    /// <exception cref="OpError">A node failed: the error names it.</exception>
    public (NDArray, NDArray, NDArray) run(
        (ITensorOrOperation, ITensorOrOperation, ITensorOrOperation) fetches,
        params FeedItem[] feed_dict
    )
    {
        var results = RunAll([fetches.Item1, fetches.Item2, fetches.Item3], feed_dict);
        return (results[0]!, results[1]!, results[2]!);
    }

    /// <summary>The values of four fetches, computed in one run.</summary>
    /// <exception cref="OpError">A node failed: the error names it.</exception>
    public (NDArray, NDArray, NDArray, NDArray) run(
        (ITensorOrOperation, ITensorOrOperation, ITensorOrOperation, ITensorOrOperation) fetches,
        params FeedItem[] feed_dict
    )
    {
        var results = RunAll([fetches.Item1, fetches.Item2, fetches.Item3, fetches.Item4], feed_dict);
        return (results[0]!, results[1]!, results[2]!, results[3]!);
    }

    /// <summary>The values of a list of fetches, computed in one run; null for each operation in it.</summary>
    /// <exception cref="OpError">A node failed: the error names it.</exception>
    public NDArray?[] run(object fetches, params FeedItem[] feed_dict) =>
        fetches switch
        {
            string name => RunAll([name], feed_dict),
            System.Collections.IEnumerable list => RunAll([.. list.Cast<object>()], feed_dict),
            _ => RunAll([fetches], feed_dict),
        };

    private NDArray?[] RunAll(
        object[] fetches,
        FeedItem[]? feeds,
        RunOptions? options = null,
        RunMetadata? metadata = null
    )
    {
        CheckUsable();
        var tensors = new List<Tensor>(fetches.Length);
        var targets = new List<Operation>();
        var places = new int[fetches.Length];
        for (var i = 0; i < fetches.Length; i++)
        {
            places[i] = -1;
            if (FetchOf(fetches[i], out var target) is { } tensor)
            {
                places[i] = tensors.Count;
                tensors.Add(tensor);
            }
            else
                targets.Add(target!);
        }
        var values = new NDArray[tensors.Count];
        Run([.. tensors], [.. targets], feeds ?? [], values, options, metadata);
        return Array.ConvertAll(places, place => place < 0 ? null : values[place]);
    }
}
