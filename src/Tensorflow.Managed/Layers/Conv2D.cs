using Tensorflow.Operations;

namespace Tensorflow.Layers;

/// <summary>activation(the convolution of images with a kernel + bias) (<c>tf.layers.Conv2D</c>).</summary>
/// <param name="filters">The channels of the result.</param>
/// <param name="kernel_size">The window's size.</param>
/// <param name="strides">The windows' distance.</param>
/// <param name="padding">same: zeros around; valid: none.</param>
/// <param name="data_format">channels_last; graphs of channels_first can be built but, as in TensorFlow, not run on a CPU.</param>
/// <param name="dilation_rate">The distance of a window's places.</param>
/// <param name="activation">A function of the result; none where null.</param>
/// <param name="use_bias">Whether a bias is added.</param>
/// <param name="kernel_initializer">The kernel's initializer; the scope's, or Glorot's uniform numbers, where null.</param>
/// <param name="bias_initializer">The bias's initializer; zeros where null.</param>
/// <param name="kernel_regularizer">Makes a loss of the kernel.</param>
/// <param name="bias_regularizer">Makes a loss of the bias.</param>
/// <param name="activity_regularizer">Makes a loss of the output.</param>
/// <param name="trainable">Whether optimizers train the variables.</param>
/// <param name="name">The scope's name; a free one of <c>conv2d</c>, <c>conv2d_1</c>, ... where null.</param>
/// <param name="reuse">Whether the variables of a scope of this name are shared.</param>
public sealed class Conv2D(
    int filters,
    ImagePair kernel_size,
    ImagePair? strides = null,
    string padding = "valid",
    string data_format = "channels_last",
    ImagePair? dilation_rate = null,
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
) : Layer("conv2d", name, reuse, trainable, opensScope: true)
{
    private readonly int _filters = Positive(filters, nameof(filters));
    private readonly ImagePair _size = kernel_size.Positive(nameof(kernel_size));
    private readonly ImagePair _strides = (strides ?? 1).Positive(nameof(strides));
    private readonly ImagePair _dilation = (dilation_rate ?? 1).Positive(nameof(dilation_rate));
    private readonly ImageFormat _format = new(padding, data_format);

    /// <summary>[height, width, channels, filters]; null before the first call.</summary>
    public RefVariable? kernel { get; private set; }

    /// <summary>[filters]; null before the first call and where there is none.</summary>
    public RefVariable? bias { get; private set; }

    private protected override void Build(Tensor inputs)
    {
        RequireRank(inputs, 4);
        var channels = inputs.shape[_format.ChannelsFirst ? 1 : -1];
        if (channels < 0)
            throw new ValueError(
                "The channel dimension of the inputs should be defined. The input_shape received is "
                    + $"{inputs.shape}, where axis {(_format.ChannelsFirst ? 1 : -1)} (0-based) is the channel dimension, "
                    + "which found to be `None`."
            );
        Shape shape = new(_size.Height, _size.Width, channels, _filters);
        kernel = AddWeight("kernel", shape, inputs.dtype, kernel_initializer, kernel_regularizer);
        if (use_bias)
            bias = AddWeight(
                "bias",
                new(_filters),
                inputs.dtype,
                bias_initializer ?? Initializers.Zeros,
                bias_regularizer
            );
    }

    private protected override Tensor Call(Tensor inputs)
    {
        var outputs = ConvolutionOps.Convolution(
            inputs,
            kernel!,
            _strides.OnAllAxes(_format.ChannelsFirst),
            _format.Padding,
            data_format: _format.Name,
            dilations: _dilation.OnAllAxes(_format.ChannelsFirst)
        );
        if (bias is not null)
            outputs = Binding.tf.nn.bias_add(outputs, bias, _format.Name);
        outputs = activation?.Invoke(outputs) ?? outputs;
        AddActivityLoss(outputs, activity_regularizer);
        return outputs;
    }
}
