using Tensorflow.Operations;

namespace Tensorflow;

/// <content>What loops and branches are built with beside themselves.</content>
public sealed partial class tensorflow
{
    /// <summary>Axes in an order that is computed (<c>Transpose</c>).</summary>
    public Tensor transpose(Tensor a, Tensor perm, string name = "transpose") =>
        LayoutOps.Transpose(a.Given(), perm.Given(), name);

    /// <summary>Nodes made inside lie where this one lies (<c>ops.colocate_with</c>).</summary>
    public IDisposable colocate_with(ITensorOrOperation op) => op.Given().graph.OpenColocation(op.op);
}
