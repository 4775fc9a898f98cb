using Tensorflow;
using TfNetLstm.Tracing;

namespace TfNetLstm;

/// <content>Watching kernels: TensorFlow's are its own affair.</content>
internal static partial class Engine
{
    /// <summary>Is not there.</summary>
    public static void Observe(Session session, KernelLog? log) =>
        throw new Commands.UsageException("--trace and --profile need the managed engine.");
}
