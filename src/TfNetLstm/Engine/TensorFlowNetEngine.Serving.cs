using TfNetLstm.Distributed;

namespace TfNetLstm;

/// <content>TensorFlow.NET is no server.</content>
internal static partial class Engine
{
    /// <summary>Is not there.</summary>
    public static void Serve(ServeSettings settings, Action<string> tell, CancellationToken stop) => throw NoCluster();
}
