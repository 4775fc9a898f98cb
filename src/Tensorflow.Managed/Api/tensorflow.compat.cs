namespace Tensorflow;

/// <content>Older versions of the API.</content>
public sealed partial class tensorflow
{
    /// <summary>Names of TensorFlow 1 that later versions moved.</summary>
    public CompatApi compat { get; } = new();

    /// <summary>Older versions of the API (<c>tf.compat</c>).</summary>
    public sealed class CompatApi
    {
        /// <summary>TensorFlow 1's names.</summary>
        public CompatV1Api v1 { get; } = new();
    }
}
