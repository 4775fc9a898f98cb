using Tensorflow.Kernels;

namespace Tensorflow.Sessions.Rewrites;

/// <summary>Runs the steps of a region on the values of a run.</summary>
internal sealed class RowRegion(RowProgram program, int[] inputCounts, long[][] outputDims)
{
    private const int OnStack = 8192;

    public unsafe void Run(KernelContext context)
    {
        var count = inputCounts.Length + outputDims.Length;
        // A graph may be long: what does not fit the stack lies on the heap for the run.
        Span<nint> addresses = count <= OnStack ? stackalloc nint[count] : new nint[count];
        for (var i = 0; i < inputCounts.Length; i++)
        {
            var input = context.Input(i);
            if (input.Count != inputCounts[i])
                throw new InternalError(
                    $"A value has {input.Count} elements where the plan expects {inputCounts[i]}.",
                    context.Op
                );
            addresses[i] = (nint)input.Pointer<float>();
        }
        for (var i = 0; i < outputDims.Length; i++)
            addresses[inputCounts.Length + i] = (nint)
                context.Allocate(i, TF_DataType.TF_FLOAT, outputDims[i]).Pointer<float>();
        context.Kind = "RowRegion";
        context.Flops = program.Flops;
        fixed (nint* pointer = addresses)
            program.Run(context.Workers, pointer);
    }
}

/// <summary>Packs a matrix for the products of a region.</summary>
internal sealed class RowPacker(int k, int n, bool transposed)
{
    public unsafe void Run(KernelContext context)
    {
        var matrix = context.Input(0);
        ReadOnlySpan<long> length = [RowProduct.PackedLength(k, n)];
        var panels = context.Allocate(0, TF_DataType.TF_FLOAT, length);
        var ld = transposed ? k : n;
        context.Kind = "PackedMatrix";
        RowPacking.Pack(context.Workers, matrix.Pointer<float>(), ld, transposed, k, n, panels.Pointer<float>());
    }
}
