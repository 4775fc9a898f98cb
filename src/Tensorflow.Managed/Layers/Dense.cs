using Tensorflow.Operations;

namespace Tensorflow.Layers;

/// <summary>activation(inputs kernel + bias), over the last axis (<c>tf.layers.Dense</c>).</summary>
/// <param name="units">The size of the output's last axis.</param>
/// <param name="activation">A function of the result; none where null.</param>
/// <param name="use_bias">Whether a bias is added.</param>
/// <param name="kernel_initializer">The kernel's initializer; the scope's, or Glorot's uniform numbers, where null.</param>
/// <param name="bias_initializer">The bias's initializer; zeros where null.</param>
/// <param name="kernel_regularizer">Makes a loss of the kernel.</param>
/// <param name="bias_regularizer">Makes a loss of the bias.</param>
/// <param name="activity_regularizer">Makes a loss of the output.</param>
/// <param name="trainable">Whether optimizers train the variables.</param>
/// <param name="name">The scope's name; a free one of <c>dense</c>, <c>dense_1</c>, ... where null.</param>
/// <param name="reuse">Whether the variables of a scope of this name are shared.</param>
public sealed class Dense(
    int units,
    Func<Tensor, Tensor>? activation = null,
    bool use_bias = true,
    IInitializer? kernel_initializer = null,
    IInitializer? bias_initializer = null,
    Func<Tensor, Tensor>? kernel_regularizer = null,
    Func<Tensor, Tensor>? bias_regularizer = null,
    Func<Tensor, Tensor>? activity_regularizer = null,
    bool trainable = true,
    string? name = null,
    Reuse? reuse = null
) : Layer("dense", name, reuse, trainable, opensScope: true)
{
    private readonly int _units = Positive(units, nameof(units));

    /// <summary>[features, units]; null before the first call.</summary>
    public RefVariable? kernel { get; private set; }

    /// <summary>[units]; null before the first call and where there is none.</summary>
    public RefVariable? bias { get; private set; }

    private protected override void Build(Tensor inputs)
    {
        RequireRank(inputs, 2);
        var (features, type) = (inputs.shape[-1], inputs.dtype);
        if (!type.is_floating())
            throw new TypeError(
                $"A Dense layer can only be built with a floating-point dtype. Received: dtype={type.as_numpy_name()}"
            );
        if (features < 0)
            throw new ValueError(
                "The last dimension of the inputs to a Dense layer should be defined. Found None. Full input shape "
                    + $"received: {inputs.shape}"
            );
        kernel = AddWeight("kernel", new(features, _units), type, kernel_initializer, kernel_regularizer);
        if (use_bias)
            bias = AddWeight("bias", new(_units), type, bias_initializer ?? Initializers.Zeros, bias_regularizer);
    }

    private protected override Tensor Call(Tensor inputs)
    {
        var rank = inputs.shape.ndim;
        var outputs =
            rank == 2
                ? MatrixOps.MatMul(inputs, kernel!.AsTensor())
                : Tensordot.Build(inputs, kernel!.AsTensor(), [rank - 1], [0]);
        outputs.RefineShape(inputs.shape.Slice(0, rank - 1).Concatenate(new(_units)));
        if (bias is not null)
            outputs = Binding.tf.nn.bias_add(outputs, bias);
        outputs = activation?.Invoke(outputs) ?? outputs;
        AddActivityLoss(outputs, activity_regularizer);
        return outputs;
    }
}
