using Tensorflow.Operations;

namespace Tensorflow.Layers;

/// <summary>Dropout in training, nothing otherwise (<c>tf.layers.Dropout</c>).</summary>
internal sealed class Dropout(double rate, Tensor? noiseShape, int? seed, object training, string? name)
    : Layer("dropout", name, null, trainable: true, opensScope: false)
{
    private readonly double _rate = rate is >= 0 and <= 1
        ? rate
        : throw new ValueError($"Invalid value {rate} received for `rate`, expected a value between 0 and 1.");

    private protected override Tensor Call(Tensor inputs)
    {
        return training switch
        {
            true => Dropped(),
            false => SourceOps.Identity(inputs),
            Tensor isTraining => Binding.tf.cond(isTraining, Dropped, () => SourceOps.Identity(inputs)),
            _ => throw new TypeError($"training must be a bool or a tensor of one, not {training}"),
        };

        Tensor Dropped() => DropoutOps.Dropout(inputs, null, noiseShape, seed, null, _rate);
    }
}
