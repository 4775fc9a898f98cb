using NumSharp;

namespace TfNetLstm.Data;

/// <summary>Examples to feed: images [size, 784] and one-hot labels [size, 10], both float32.</summary>
internal readonly record struct Batch(NDArray Images, NDArray Labels) : IDisposable
{
    /// <summary>Gives the memory of both arrays back to NumSharp's pool.</summary>
    public void Dispose()
    {
        Images.Dispose();
        Labels.Dispose();
    }
}
