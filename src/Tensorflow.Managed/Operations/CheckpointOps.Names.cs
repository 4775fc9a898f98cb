using System.Globalization;
using System.Text;
using Tensorflow.Sessions;

namespace Tensorflow.Operations;

/// <content>The names of a checkpoint's parts.</content>
internal static partial class CheckpointOps
{
    private static Kernel ShardedFilenameKernel(KernelRequest node) =>
        context =>
        {
            var (shard, count) = (
                RuntimeShapes.Scalar(context, 1, "shard"),
                RuntimeShapes.Scalar(context, 2, "num_shards")
            );
            var prefix = Text(context, 0, "basename");
            Give(context, string.Create(CultureInfo.InvariantCulture, $"{prefix}-{shard:D5}-of-{count:D5}"));
        };

    private static Kernel ShardedFilespecKernel(KernelRequest node) =>
        context =>
        {
            var count = RuntimeShapes.Scalar(context, 1, "num_shards");
            var prefix = Text(context, 0, "basename");
            Give(context, string.Create(CultureInfo.InvariantCulture, $"{prefix}-?????-of-{count:D5}"));
        };

    private static void Give(KernelContext context, string text) =>
        context.Allocate(0, ReadOnlySpan<int>.Empty).Strings![0] = Encoding.UTF8.GetBytes(text);

    /// <summary>An input that must be one string.</summary>
    private static string Text(KernelContext context, int input, string name)
    {
        var value = context.Input(input);
        return value.Count == 1
            ? Encoding.UTF8.GetString(value.Strings![0])
            : throw context.Invalid($"{name} must be a scalar, but has shape {RuntimeShapes.Text(value)}");
    }

    /// <summary>The strings of an input.</summary>
    private static string[] Texts(KernelContext context, int input) =>
        Array.ConvertAll(context.Input(input).Strings!, Encoding.UTF8.GetString);
}
