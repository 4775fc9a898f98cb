using Tensorflow.Operations;

namespace Tensorflow.Sessions.Rewrites;

/// <summary>One piece of work of a plan that is being rewritten: a node of the graph, or what a rewrite made of several.</summary>
internal sealed class FlowNode
{
    /// <summary>The work of one node.</summary>
    public FlowNode(PlanNode node, int place)
    {
        (Op, Kernel, Place) = (node.Op, node.Kernel, place);
        (Inputs, Outputs) = ([.. node.Inputs], [.. node.Outputs]);
        Type = node.Op.type;
        (IsPure, IsMovable) = (PureOps.IsPure(node.Op), PureOps.IsMovable(node.Op));
        Writes = PureOps.TakesReferences(node.Op);
        MayShareMemory = PureOps.MayShareMemory(node.Op);
        IsPlain = true;
    }

    /// <summary>The work of several nodes, one of which gives errors its name and place.</summary>
    public FlowNode(FlowNode model, string type, Kernel kernel, int[] inputs, int[] outputs)
    {
        (Op, Kernel, Place) = (model.Op, kernel, model.Place);
        (Inputs, Outputs) = (inputs, outputs);
        Type = type;
        (IsPure, IsMovable) = (true, true);
    }

    public Operation Op { get; }

    /// <summary>The op's type, or the name of what a rewrite has made.</summary>
    public string Type { get; }

    public Kernel Kernel { get; }

    /// <summary>Where it stood in the plan: what must keep its order does so by this.</summary>
    public int Place { get; }

    /// <summary>The slots it reads.</summary>
    public int[] Inputs { get; }

    /// <summary>The slots it fills.</summary>
    public int[] Outputs { get; }

    /// <summary>Whether it stands for one node of the graph.</summary>
    public bool IsPlain { get; }

    /// <summary>Whether it only computes its outputs from its inputs.</summary>
    public bool IsPure { get; }

    /// <summary>Whether only its inputs bind its place.</summary>
    public bool IsMovable { get; }

    /// <summary>Whether it may write to a variable.</summary>
    public bool Writes { get; }

    /// <summary>Whether an output may be the memory of an input.</summary>
    public bool MayShareMemory { get; init; }
}
