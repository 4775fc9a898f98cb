using Tensorflow.Sessions.Rewrites;

namespace Tensorflow.Sessions;

/// <content>What the plan's nodes become for feeds of certain dimensions.</content>
internal sealed partial class Plan
{
    /// <summary>For how many combinations of dimensions a plan is rewritten; further ones run it as it is.</summary>
    private const int MaxPrograms = 8;

    private readonly List<RunProgram> _programs = [];
    private readonly IReadOnlyList<Rewrite> _rewrites;

    public int SlotCount => _bound.Length;

    /// <summary>The program for a run whose feeds are in the frame.</summary>
    public RunProgram ProgramFor(Frame frame, int threads)
    {
        if (_rewrites.Count == 0 || Control is not null)
            return Default;
        lock (_programs)
        {
            foreach (var program in _programs)
                if (program.Fits(frame))
                    return program;
            if (_programs.Count == MaxPrograms || !CanRewrite(frame))
                return Default;
            var made = Pipeline.Make(this, frame, _rewrites, threads);
            _programs.Add(made);
            return made;
        }
    }

    /// <summary>What the slots are before a run; variables have the dimensions that they have now.</summary>
    public IEnumerable<FlowSlot> Describe(Frame frame)
    {
        var types = new TF_DataType[SlotCount];
        var isVariable = new bool[SlotCount];
        for (var i = 0; i < _feeds.Length; i++)
            types[FeedSlots[i]] = _feeds[i].dtype;
        foreach (var node in Nodes)
            for (var i = 0; i < node.Outputs.Length; i++)
            {
                types[node.Outputs[i]] = node.Op.outputs[i].dtype.as_base_dtype();
                isVariable[node.Outputs[i]] |= node.Op.outputs[i].dtype.is_ref_dtype();
            }
        for (var slot = 0; slot < SlotCount; slot++)
        {
            var isFed = Array.IndexOf(FeedSlots, slot) >= 0;
            var constant = isVariable[slot] ? null : _bound[slot];
            var value = isFed || isVariable[slot] ? frame[slot] : constant;
            yield return new()
            {
                Type = value?.DType ?? types[slot],
                Dims = value?.Dims.ToArray(),
                Known = isFed ? null : constant,
                IsBound = _bound[slot] is not null,
                SharesVariable = isVariable[slot],
            };
        }
    }

    /// <summary>Whether all variables have a value, and keep its shape.</summary>
    private bool CanRewrite(Frame frame)
    {
        foreach (var node in Nodes)
        {
            if (node.Op.HasAttr("validate_shape") && !node.Op.Bool("validate_shape"))
                return false;
            for (var i = 0; i < node.Outputs.Length; i++)
                if (node.Op.outputs[i].dtype.is_ref_dtype() && !frame[node.Outputs[i]].IsSet)
                    return false;
        }
        return true;
    }
}
