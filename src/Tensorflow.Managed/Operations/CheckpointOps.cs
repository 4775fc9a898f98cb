using System.Text;
using Tensorflow.Formats;

namespace Tensorflow.Operations;

/// <summary>Ops that write checkpoints and read them, and that make the names of their files.</summary>
internal static partial class CheckpointOps
{
    public static IEnumerable<OpRule> Rules =>
        [
            .. TypeSet.Any.For([
                new("SaveV2", SaveShape, SaveKernel, Gradients.None, Stateful: true),
                new("RestoreV2", RestoreShape, RestoreKernel, Gradients.None, Stateful: true),
            ]),
            .. TypeSet.String.For([
                new("MergeV2Checkpoints", MergeShape, MergeKernel, Gradients.None, Stateful: true),
                new("ShardedFilename", ShardedNameShape, ShardedFilenameKernel, Gradients.None),
                new("ShardedFilespec", ShardedNameShape, ShardedFilespecKernel, Gradients.None),
            ]),
        ];

    private static void SaveShape(ShapeInference node)
    {
        node.InputOfRank(0, 0);
        node.Merge(node.InputOfRank(1, 1), node.InputOfRank(2, 1));
    }

    /// <summary>A slice has the shape that its spec says; the shape of a whole tensor is in the checkpoint alone.</summary>
    private static void RestoreShape(ShapeInference node)
    {
        node.InputOfRank(0, 0);
        node.Merge(node.InputOfRank(1, 1), node.InputOfRank(2, 1));
        if (node.Constant(2)?.Strings is not { } specs)
        {
            ShapeRules.Unknown(node);
            return;
        }
        if (specs.Length != node.OutputCount)
            throw node.Error("The number of shape_and_slice doesn't match tensor outputs.");
        for (var i = 0; i < specs.Length; i++)
            node.Set(i, SliceShape(node, Encoding.UTF8.GetString(specs[i])));
    }

    private static Shape SliceShape(ShapeInference node, string spec)
    {
        try
        {
            var (shape, slice) = TensorSlice.ParseShapeAndSlice(spec);
            return slice?.ShapeWithin(shape) is { } dims ? new(dims) : Shape.Unknown;
        }
        catch (FormatException error)
        {
            throw node.Error(error.Message);
        }
    }

    private static void MergeShape(ShapeInference node)
    {
        node.InputOfRank(0, 1);
        node.InputOfRank(1, 0);
    }

    private static void ShardedNameShape(ShapeInference node)
    {
        for (var i = 0; i < node.InputCount; i++)
            node.InputOfRank(i, 0);
        node.Set(0, Shape.Scalar);
    }
}
