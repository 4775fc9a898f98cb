using Tensorflow.Operations;

namespace Tensorflow.Layers;

/// <summary>The greatest or the mean element under each window (<c>tf.layers.MaxPooling2D</c>, <c>AveragePooling2D</c>).</summary>
internal sealed class Pooling2D(
    string op,
    string baseName,
    ImagePair size,
    ImagePair strides,
    ImageFormat format,
    string? name
) : Layer(baseName, name, null, trainable: true, opensScope: false)
{
    private readonly int[] _size = size.Positive("pool_size").OnAllAxes(format.ChannelsFirst);
    private readonly int[] _strides = strides.Positive("strides").OnAllAxes(format.ChannelsFirst);

    private protected override Tensor Call(Tensor inputs)
    {
        RequireRank(inputs, 4);
        return PoolingOps.Pool(op, inputs, _size, _strides, format.Padding, format.Name);
    }
}
