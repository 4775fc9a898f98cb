namespace Tensorflow;

/// <summary>One output of a node: a value that a session will compute.</summary>
public sealed partial class Tensor : ITensorOrOperation
{
    private readonly List<Operation> _consumers = [];
    private Shape _shape = Shape.Unknown;

    internal Tensor(Operation op, int value_index, TF_DataType dtype)
    {
        this.op = op;
        this.value_index = value_index;
        this.dtype = dtype;
    }

    /// <inheritdoc/>
    public Operation op { get; }

    /// <summary>Which of the node's outputs this is.</summary>
    public int value_index { get; }

    /// <summary>The element type.</summary>
    public TF_DataType dtype { get; }

    /// <summary>What is known of the shape when the graph is built.</summary>
    public Shape shape => _shape;

    /// <summary>The rank, -1 where unknown.</summary>
    public int rank => shape.ndim;

    /// <inheritdoc/>
    public string name => $"{op.name}:{value_index}";

    /// <inheritdoc/>
    public Graph graph => op.graph;

    /// <summary>The nodes that read this tensor.</summary>
    public IReadOnlyList<Operation> consumers() => _consumers;

    /// <summary>Adds to what is known of the shape.</summary>
    /// <exception cref="ValueError">It contradicts what is known.</exception>
    internal void RefineShape(Shape shape)
    {
        _shape =
            _shape.MergeWith(shape ?? Shape.Unknown)
            ?? throw new ValueError($"Tensor '{name}' of shape {_shape} cannot have shape {shape}.");
    }

    /// <summary>Whether the tensor was made to hold zeros, which gradient rules may then leave out.</summary>
    internal bool IsZeros { get; set; }

    /// <summary>Where the tensor is a gradient of some rows only: of which ones.</summary>
    internal Graphs.IndexedSlices? Slices { get; set; }

    /// <summary>What is fetched for such a gradient: the whole, made at the first time only.</summary>
    internal Tensor Whole => _whole ??= Graphs.IndexedSlices.Dense(this, null);

    private Tensor? _whole;

    internal void AddConsumer(Operation op) => _consumers.Add(op);

    internal void RemoveConsumer(Operation op) => _consumers.RemoveAll(c => ReferenceEquals(c, op));

    /// <inheritdoc/>
    public override string ToString() => $"Tensor(\"{name}\", shape={shape}, dtype={dtype.as_numpy_name()})";
}
