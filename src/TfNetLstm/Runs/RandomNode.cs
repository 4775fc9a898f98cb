namespace TfNetLstm.Runs;

/// <summary>Where a random node of a session stands: its key and its 128-bit counter.</summary>
internal sealed record RandomNode(string Name, ulong Key, ulong CounterLow, ulong CounterHigh);
