namespace Tensorflow.Sessions;

/// <summary>What a step of a plan with control flow does.</summary>
internal enum StepKind
{
    /// <summary>Runs the node, unless an input is dead; then its outputs are.</summary>
    Compute,

    /// <summary>Hands its input to one of its outputs; the other one is dead.</summary>
    Switch,

    /// <summary>Hands on the input that is not dead.</summary>
    Merge,

    /// <summary>Hands on the value of a loop in the iteration in which there is one.</summary>
    Exit,

    /// <summary>Runs even if its inputs are dead.</summary>
    ControlTrigger,

    /// <summary>Readies a loop.</summary>
    LoopBegin,

    /// <summary>Where every iteration begins.</summary>
    LoopTop,

    /// <summary>Goes back to the top if there is a next iteration.</summary>
    LoopEnd,
}

/// <summary>One step of a plan with control flow. A flag tells of each node, and of each side of a switch, whether it is dead.</summary>
internal sealed class Step
{
    public StepKind Kind { get; init; }

    /// <summary>The node's position in the plan, -1 for the steps of a loop.</summary>
    public int Node { get; init; } = -1;

    /// <summary>The first of the node's flags: its own, then for a switch those of its outputs; -1 where it never dies.</summary>
    public int Flag { get; init; } = -1;

    /// <summary>The flags of what the node needs; for a merge, of each data input, -1 for one that never dies.</summary>
    public int[] Guards { get; init; } = [];

    public LoopPlan? Loop { get; init; }
}

/// <summary>What a loop's steps have to know.</summary>
internal sealed class LoopPlan
{
    /// <summary>The step after the Enter nodes.</summary>
    public int Top { get; set; }

    /// <summary>The flags of values that come in only for the first iteration.</summary>
    public List<int> EnterFlags { get; } = [];

    /// <summary>The flags of what goes back to the top.</summary>
    public List<int> NextFlags { get; } = [];

    /// <summary>The flags of what comes out.</summary>
    public List<int> ExitFlags { get; } = [];

    /// <summary>The slots that live as long as the loop: what came in as constant, what goes from one iteration to the next.</summary>
    public List<int> Slots { get; } = [];

    /// <summary>The slots that nothing needs once the loop is over; set by <see cref="Liveness"/>.</summary>
    public int[] Released { get; set; } = [];
}
