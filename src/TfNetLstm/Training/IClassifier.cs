using NumSharp;

namespace TfNetLstm.Training;

/// <summary>A model that tells what is on images.</summary>
internal interface IClassifier : IDisposable
{
    /// <summary>The logits [n, 10], row-major, of images [n, steps, input].</summary>
    float[] Logits(NDArray x);
}
