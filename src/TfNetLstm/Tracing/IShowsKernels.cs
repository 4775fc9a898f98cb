namespace TfNetLstm.Tracing;

/// <summary>A model whose kernels can be watched.</summary>
internal interface IShowsKernels
{
    /// <summary>Notes all kernels from here on; null stops that.</summary>
    void Observe(KernelLog? log);
}
