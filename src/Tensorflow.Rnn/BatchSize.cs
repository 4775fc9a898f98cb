using static Tensorflow.Binding;

namespace Tensorflow;

/// <summary>The number of rows of a batch: known when the graph is built, or a scalar that is computed.</summary>
internal readonly struct BatchSize
{
    private readonly Tensor? _computed;
    private readonly int _known;

    /// <summary>A number of rows that is known.</summary>
    public BatchSize(int known) => _known = known;

    /// <summary>A number of rows that is computed.</summary>
    public BatchSize(Tensor computed) => _computed = computed;

    /// <summary>What the static shape says: the number, or -1.</summary>
    public int Static => _computed is null ? _known : -1;

    /// <summary>The size of one axis of a tensor.</summary>
    public static BatchSize Of(Tensor input, int axis) =>
        input.shape.dims[axis] > 0 ? new((int)input.shape.dims[axis]) : new(tf.shape(input)[axis]);

    /// <summary>Zeros [batch, units].</summary>
    public Tensor Zeros(int units, TF_DataType dtype) =>
        tf.zeros(tf.concat([Vector(), tf.constant(new[] { units })], 0), dtype);

    /// <summary>Zeros [batch, units], and the nodes that Python makes once more on its way to their static shape.</summary>
    public Tensor ZeroState(int units, TF_DataType dtype)
    {
        var zeros = Zeros(units, dtype);
        _ = Vector();
        _ = tf.constant(new[] { units });
        return zeros;
    }

    /// <summary>The same for an output, whose static shape Python makes of known numbers alone.</summary>
    public Tensor ZeroOutput(int units, TF_DataType dtype)
    {
        var zeros = Zeros(units, dtype);
        if (_computed is null)
            _ = Vector();
        _ = tf.constant(new[] { units });
        return zeros;
    }

    /// <summary>A cell's state before the first step.</summary>
    public RnnState ZeroState(RNNCell cell, TF_DataType dtype) =>
        _computed is null ? cell.zero_state(_known, dtype) : cell.zero_state(_computed, dtype);

    /// <summary>The number as a vector of one element.</summary>
    private Tensor Vector() =>
        _computed is null ? tf.constant(new[] { _known })
        : _computed.shape.ndim == 0 ? tf.expand_dims(_computed, 0)
        : _computed;

    /// <summary>The number as a scalar, for lists that mix it with others.</summary>
    public Tensor Scalar() => _computed ?? tf.constant(_known);
}
