using System.Numerics;
using Tensorflow.Kernels;
using Tensorflow.Sessions;

namespace Tensorflow.Operations;

/// <content>Kernels that draw from what they are given.</content>
internal static partial class RandomOps
{
    private static Kernel ShuffleKernel(KernelRequest node) =>
        ElementTypes.Moved(node, node.InputType(0), new Shuffled(Generator(node)));

    private static Kernel MultinomialKernel(KernelRequest node) =>
        ElementTypes.Numbers(node, node.InputType(0), new Drawn(Generator(node)));

    private readonly record struct Shuffled(PhiloxGenerator Generator) : IElementBody
    {
        public void Run<T>(KernelContext context)
        {
            var input = context.Input(0);
            if (input.Count <= 1 || input.Sizes[0] <= 1)
            {
                context.Output(0).Share(input);
                return;
            }
            var x = input.Elements<T>();
            var y = context.Allocate(0, input.Sizes).Elements<T>();
            if (input.Rank == 1)
            {
                x.CopyTo(y);
                Generator.Shuffle(y);
                return;
            }
            var rows = new int[input.Sizes[0]];
            for (var i = 0; i < rows.Length; i++)
                rows[i] = i;
            Generator.Shuffle<int>(rows);
            var length = x.Length / rows.Length;
            for (var i = 0; i < rows.Length; i++)
                x.Slice(rows[i] * length, length).CopyTo(y.Slice(i * length, length));
        }
    }

    private readonly record struct Drawn(PhiloxGenerator Generator) : INumberBody
    {
        public void Run<T>(KernelContext context)
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            var logits = context.Input(0);
            if (logits.Rank != 2)
                throw context.Invalid($"logits should be a matrix, got shape {RuntimeShapes.Text(logits)}");
            var samples = RuntimeShapes.Dim(context, RuntimeShapes.Scalar(context, 1, "num_samples"));
            var classes = logits.Sizes[1];
            if (classes == 0)
                throw context.Invalid("num_classes should be positive, got 0");
            ReadOnlySpan<int> dims = [logits.Sizes[0], samples];
            var output = context.Allocate(0, dims);
            if (output.DType == TF_DataType.TF_INT64)
            {
                Generator.FillMultinomial<T>(logits.Span<T>(), classes, samples, output.Span<long>());
                return;
            }
            var wide = new long[output.Count];
            Generator.FillMultinomial<T>(logits.Span<T>(), classes, samples, wide);
            var narrow = output.Span<int>();
            for (var i = 0; i < wide.Length; i++)
                narrow[i] = (int)wide[i];
        }
    }
}
