using Tensorflow;
using TfNetLstm.Tracing;

namespace TfNetLstm;

/// <content>Watching kernels.</content>
internal static partial class Engine
{
    /// <summary>Lets a log see the kernels of a session; null stops that.</summary>
    public static void Observe(Session session, KernelLog? log) =>
        session.Observer = log is null ? null : new Observer(log);

    private sealed class Observer(KernelLog log) : IRunObserver
    {
        public void KernelRan(in KernelRun kernel) =>
            log.Add(kernel.Node.name, kernel.Kind, kernel.Start, kernel.End, kernel.Flops, kernel.Bytes);

        public void WorkerRan(int thread, long start, long end) => log.AddPiece(thread, start, end);
    }
}
