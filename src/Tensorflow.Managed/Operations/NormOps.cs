using System.Numerics;
using System.Runtime.InteropServices;
using Tensorflow.Graphs;
using Tensorflow.Kernels;
using Tensorflow.Sessions;

namespace Tensorflow.Operations;

/// <summary>Lengths of tensors, and what is clipped by them (clip_ops.py).</summary>
internal static class NormOps
{
    public static IEnumerable<OpRule> Rules =>
        [new("L2Loss", ShapeRules.Scalar, L2LossKernel, (op, g) => [MathOps.Mul(op.inputs[0], g[0]!)])];

    /// <summary>The length of all tensors together, as one vector.</summary>
    public static Tensor GlobalNorm(IReadOnlyList<Tensor?> tensors, string? name = null)
    {
        var given = Given(tensors);
        var graph = given[0].graph;
        using var scope = graph.OpenNameScope(name ?? "global_norm", out _);
        var halves = Array.ConvertAll(
            given,
            tensor =>
            {
                using var colocation = graph.OpenColocation(tensor.op);
                return OpBuilder.Tensor("L2Loss", null, [tensor]);
            }
        );
        var half = ReduceOps.Sum(OpBuilder.Tensor("Pack", "stack", [halves], ("axis", 0)), null);
        return OpBuilder.Tensor("Sqrt", "global_norm", [MathOps.Mul(half, Number(2, half))]);
    }

    /// <summary>The tensors, shortened by one factor so that their length together is at most the norm.</summary>
    public static (Tensor?[] Clipped, Tensor Norm) ClipByGlobalNorm(
        IReadOnlyList<Tensor?> tensors,
        object norm,
        Tensor? useNorm = null,
        string? name = null
    )
    {
        var own = useNorm ?? GlobalNorm(tensors, name);
        var graph = own.graph;
        using var scope = graph.OpenNameScope(name ?? "clip_by_global_norm", out var full);
        var inverse = MathOps.TrueDiv(1f, own);
        var least = OpBuilder.Tensor("Minimum", null, [inverse, MathOps.TrueDiv(Number(1, own), norm)]);
        // A length that is infinite or no number makes the factor no number, for all to see.
        var scale = MathOps.Add(MathOps.Mul(norm, least), MathOps.Sub(own, own));
        var clipped = new Tensor?[tensors.Count];
        for (var i = 0; i < clipped.Length; i++)
            if (tensors[i] is { } tensor)
                using (graph.OpenColocation(tensor.op))
                    clipped[i] = SourceOps.Identity(
                        MathOps.Mul(tensor, scale),
                        FormattableString.Invariant($"{full}_{i}")
                    );
        return (clipped, own);
    }

    /// <summary>The tensor, shortened where its length along the axes is above the norm.</summary>
    public static Tensor ClipByNorm(Tensor t, object norm, object? axes, string? name)
    {
        using var scope = t.graph.OpenNameScope(name ?? "clip_by_norm", out var full);
        var square = ReduceOps.Sum(MathOps.Mul(t, t), axes, keepdims: true);
        var above = MathOps.Binary("Greater", "Greater", square, 0f);
        // Zeros take the detour over ones, so that the root's gradient is a number there.
        var safe = OpBuilder.Tensor("Select", null, [above, square, OnesLike(square)]);
        var length = OpBuilder.Tensor("Select", null, [above, OpBuilder.Tensor("Sqrt", null, [safe]), square]);
        var scaled = MathOps.Mul(t, norm);
        if (!t.shape.is_compatible_with(scaled.shape))
            throw new ValueError($"Shapes {t.shape} and {scaled.shape} are incompatible");
        var clipped = MathOps.TrueDiv(scaled, OpBuilder.Tensor("Maximum", null, [length, norm]));
        return SourceOps.Identity(clipped, full);
    }

    private static Tensor[] Given(IReadOnlyList<Tensor?> tensors) =>
        tensors.OfType<Tensor>().ToArray() is { Length: > 0 } given
            ? given
            : throw new ValueError("The list of tensors must have at least one that is not null.");

    /// <summary>Python's <c>ones_like</c>: even of a shape that is known, the ones are filled in when run.</summary>
    private static Tensor OnesLike(Tensor tensor)
    {
        using var scope = tensor.graph.OpenNameScope("ones_like", out var full);
        var shape = tensor.shape.IsFullyDefined
            ? TensorConversion.Constant(
                ShapeOps.IntegerVector(tensor.shape.dims, TF_DataType.TF_INT32),
                null,
                "Shape/shape_as_tensor",
                tensor.graph
            )
            : ShapeOps.Shape(tensor);
        return SourceOps.Ones(shape, tensor.dtype.as_base_dtype(), full);
    }

    private static Tensor Number(float number, Tensor like) =>
        TensorConversion.Constant(
            Values.Elements.Convert(Values.Value.Of(number), like.dtype.as_base_dtype()),
            null,
            null,
            like.graph
        );

    private static Kernel L2LossKernel(KernelRequest node) => ElementTypes.Reals<Loss>(node, node.InputType(0));

    /// <summary>sum(t^2) / 2</summary>
    private readonly struct Loss : INumberBody
    {
        public void Run<T>(KernelContext context)
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            var input = context.Input(0);
            var output = context.Allocate(0, ReadOnlySpan<int>.Empty).Span<T>();
            var room = context.Buffers.Rent(Math.Max(1, input.Bytes.Length), "The squares of a tensor");
            var squares = MemoryMarshal.Cast<byte, T>(room.Bytes)[..input.Count];
            Norms.HalfSquares<T>(input.Span<T>(), squares);
            Kernels.Reduce.Run<T, SumReducer>(squares, [input.Count], [0], output);
            room.Release();
        }
    }
}
