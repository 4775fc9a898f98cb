using Tensorflow;

namespace TfNetLstm;

/// <content>What TensorBoard shows: TensorFlow.NET's file writer writes nothing, so this is for our engine alone.</content>
internal static partial class Engine
{
    private const string Missing = "--logdir needs the managed engine: TensorFlow.NET's summary writer writes nothing.";

    /// <summary>Is not there.</summary>
    public static Tensor AddSummaries(IMnistGraph model) => throw new Commands.UsageException(Missing);

    /// <summary>Is not there.</summary>
    public sealed class EventLog : IDisposable
    {
        public EventLog(string folder, Graph? graph) => throw new Commands.UsageException(Missing);

        public void Restart(long step) { }

        public void Add(Session session, Tensor merged, FeedItem[] feeds, long step) { }

        public void Add(long step, params (string Tag, double Value)[] numbers) { }

        public void Flush() { }

        public void Dispose() { }
    }
}
