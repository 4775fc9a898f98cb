using Tensorflow.Formats.Proto;

namespace Tensorflow.Operations;

/// <summary>Which inputs of an update are what: first the variable and its slots, then gradient, rows and numbers.</summary>
internal sealed class UpdateArguments
{
    public UpdateArguments(OpDef def)
    {
        var numbers = new List<int>();
        foreach (var (i, arg) in def.InputArg.Index())
            if (arg.IsRef)
                Slots++;
            else if (arg.Name is "grad" or "delta")
                Gradient = i;
            else if (arg.Name == "indices")
                Indices = i;
            else
                numbers.Add(i);
        Numbers = [.. numbers];
    }

    /// <summary>How many of the first inputs are the variable and its slots.</summary>
    public int Slots { get; }

    public int Gradient { get; }

    /// <summary>The input that names the rows to be updated, -1 where all are.</summary>
    public int Indices { get; } = -1;

    /// <summary>The scalars, in the order of the inputs.</summary>
    public int[] Numbers { get; }
}
