using Tensorflow.Kernels;
using Tensorflow.Operations;
using Tensorflow.Values;

namespace Tensorflow.Sessions;

/// <summary>What a kernel factory sees: the node, and the session's state for it.</summary>
internal readonly record struct KernelRequest(Operation Op, SessionState State)
{
    /// <summary>The element type of an input, references taken off.</summary>
    public TF_DataType InputType(int index) => Op.inputs[index].dtype.as_base_dtype();

    /// <summary>The element type of an output, references taken off.</summary>
    public TF_DataType OutputType(int index) => Op.outputs[index].dtype.as_base_dtype();

    /// <summary>The error for element types that the op has no kernel for.</summary>
    public UnimplementedError NoKernel() =>
        new(
            $"No kernel for {Op.type} with the element types "
                + $"({string.Join(", ", Op.inputs.Select(i => i.dtype.as_numpy_name()))}); needed by node '{Op.name}'.",
            Op
        );
}

/// <summary>What a kernel works on: its inputs' values, its outputs' places, memory and threads.</summary>
internal sealed class KernelContext(
    Operation op,
    Value[] inputs,
    Value[] outputs,
    WorkerPool workers,
    BufferPool buffers
)
{
    private static readonly WorkerPool _inline = new(1);

    public Operation Op => op;

    /// <summary>For each input, whether this node is the last to need it; null where nothing is known.</summary>
    public bool[]? Dying { get; init; }

    /// <summary>Which input of a merge has a value.</summary>
    public int LiveInput { get; set; }

    /// <summary>What an observer calls the kernel; the node's op where null.</summary>
    public string? Kind { get; set; }

    /// <summary>Multiplications and additions of the matrix products in it, as the kernel counts them for an observer.</summary>
    public long Flops { get; set; }

    public WorkerPool Workers => workers;

    public BufferPool Buffers => buffers;

    public int InputCount => inputs.Length;

    public int OutputCount => outputs.Length;

    public Value Input(int index) => inputs[index];

    public Value Output(int index) => outputs[index];

    /// <summary>Gives an output its shape and memory.</summary>
    public Value Allocate(int output, ReadOnlySpan<long> dims) =>
        Allocate(output, op.outputs[output].dtype.as_base_dtype(), dims);

    /// <summary>Gives an output this type, shape, and memory.</summary>
    public Value Allocate(int output, TF_DataType type, ReadOnlySpan<long> dims)
    {
        outputs[output].Allocate(buffers, type, dims);
        return outputs[output];
    }

    /// <summary>Gives an output its shape and memory.</summary>
    public Value Allocate(int output, ReadOnlySpan<int> dims)
    {
        Span<long> wide = stackalloc long[dims.Length];
        for (var i = 0; i < dims.Length; i++)
            wide[i] = dims[i];
        return Allocate(output, wide);
    }

    /// <summary>
    /// Gives the first output its shape, and the memory of one of the first inputs where that may be overwritten, else
    /// memory of its own.
    /// </summary>
    public Value AllocateOver(int candidates, ReadOnlySpan<int> dims)
    {
        for (var i = 0; i < candidates; i++)
            if (TryReuse(i, 0, dims))
                return outputs[0];
        return Allocate(0, dims);
    }

    /// <summary>
    /// Lets an output take over an input's memory, if it has as many elements of the same type, no other value shares
    /// it, and nothing reads the input after this node. Variables keep theirs.
    /// </summary>
    public bool TryReuse(int input, int output, ReadOnlySpan<int> dims)
    {
        if (Dying is null || !Dying[input] || !inputs[input].IsExclusive || op.inputs[input].dtype.is_ref_dtype())
            return false;
        var count = 1L;
        Span<long> wide = stackalloc long[dims.Length];
        for (var i = 0; i < dims.Length; i++)
            count *= wide[i] = dims[i];
        if (count != inputs[input].Count || inputs[input].DType != op.outputs[output].dtype.as_base_dtype())
            return false;
        outputs[output].Share(inputs[input], wide);
        return true;
    }

    /// <summary>An error that names the node, as TensorFlow's runtime raises it.</summary>
    public InvalidArgumentError Invalid(string message) => new($"{message}\n\t [[node {op.name}]]", op);

    /// <summary>Runs one node on values of its own, outside any session.</summary>
    public static Value[] RunOnce(Operation op, Value[] inputs, SessionState? state = null)
    {
        var outputs = Array.ConvertAll(op.outputs, _ => new Value());
        var kernel = op.Schema.Rule!.Kernel!(new(op, state ?? SessionState.None));
        kernel(new(op, inputs, outputs, _inline, new()));
        return outputs;
    }
}
