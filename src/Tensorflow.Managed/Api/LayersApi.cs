using Tensorflow.Layers;

namespace Tensorflow;

/// <summary>Layers of TensorFlow 1 (<c>tf.layers</c>), which make their variables by <c>get_variable</c>.</summary>
public sealed class LayersApi
{
    /// <summary>activation(inputs kernel + bias), over the last axis; see <see cref="Dense"/>.</summary>
    /// <param name="inputs">[batch, ..., features].</param>
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
    /// <exception cref="ValueError">The inputs have no last dimension that is known, or units is not above 0.</exception>
    public Tensor dense(
        Tensor inputs,
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
    ) =>
        new Dense(
            units,
            activation,
            use_bias,
            kernel_initializer,
            bias_initializer,
            kernel_regularizer,
            bias_regularizer,
            activity_regularizer,
            trainable,
            name,
            reuse
        ).apply(inputs);

    /// <summary>activation(the convolution of images with a kernel + bias); see <see cref="Conv2D"/>.</summary>
    /// <param name="inputs">[batch, height, width, channels].</param>
    /// <param name="filters">The channels of the result.</param>
    /// <param name="kernel_size">The window's size.</param>
    /// <param name="strides">The windows' distance; 1 where null.</param>
    /// <param name="padding">same: zeros around; valid: none.</param>
    /// <param name="data_format">channels_last or channels_first.</param>
    /// <param name="dilation_rate">The distance of a window's places; 1 where null.</param>
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
    /// <exception cref="ValueError">The inputs are no images whose channels are known, or no window fits.</exception>
    public Tensor conv2d(
        Tensor inputs,
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
    ) =>
        new Conv2D(
            filters,
            kernel_size,
            strides,
            padding,
            data_format,
            dilation_rate,
            activation,
            use_bias,
            kernel_initializer,
            bias_initializer,
            kernel_regularizer,
            bias_regularizer,
            activity_regularizer,
            trainable,
            name,
            reuse
        ).apply(inputs);

    /// <summary>The greatest element under each window.</summary>
    /// <param name="inputs">[batch, height, width, channels].</param>
    /// <param name="pool_size">The window's size.</param>
    /// <param name="strides">The windows' distance.</param>
    /// <param name="padding">same: windows may reach over the edges; valid: they may not.</param>
    /// <param name="data_format">channels_last or channels_first.</param>
    /// <param name="name">The scope's name.</param>
    public Tensor max_pooling2d(
        Tensor inputs,
        ImagePair pool_size,
        ImagePair strides,
        string padding = "valid",
        string data_format = "channels_last",
        string? name = null
    ) => new Pooling2D("MaxPool", "max_pooling2d", pool_size, strides, new(padding, data_format), name).apply(inputs);

    /// <summary>The mean under each window; see <see cref="max_pooling2d"/>.</summary>
    public Tensor average_pooling2d(
        Tensor inputs,
        ImagePair pool_size,
        ImagePair strides,
        string padding = "valid",
        string data_format = "channels_last",
        string? name = null
    ) =>
        new Pooling2D("AvgPool", "average_pooling2d", pool_size, strides, new(padding, data_format), name).apply(
            inputs
        );

    /// <summary>One row for each of the batch: [batch, all the rest].</summary>
    public Tensor flatten(Tensor inputs, string? name = null) => new Flatten(name).apply(inputs);

    /// <summary>Dropout in training: each element is 0 with a probability of rate, else divided by what is kept on average.</summary>
    /// <param name="inputs">Floating-point numbers of any shape.</param>
    /// <param name="rate">The probability.</param>
    /// <param name="noise_shape">The shape of what is drawn; that of the inputs where null.</param>
    /// <param name="seed">The seed of the node that draws.</param>
    /// <param name="training">Whether anything is dropped.</param>
    /// <param name="name">The scope's name.</param>
    public Tensor dropout(
        Tensor inputs,
        double rate = 0.5,
        Tensor? noise_shape = null,
        int? seed = null,
        bool training = false,
        string? name = null
    ) => new Dropout(rate, noise_shape, seed, training, name).apply(inputs);

    /// <summary>Dropout where a tensor says when it runs whether this is training.</summary>
    public Tensor dropout(
        Tensor inputs,
        Tensor training,
        double rate = 0.5,
        Tensor? noise_shape = null,
        int? seed = null,
        string? name = null
    ) => new Dropout(rate, noise_shape, seed, training.Given(), name).apply(inputs);
}
