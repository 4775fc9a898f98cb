namespace Tensorflow;

/// <summary>
/// Where one random node of a session stands: the key of its generator and the 128-bit counter of what it has drawn. With
/// the variables' values this makes a session that goes on exactly where another one stopped. TensorFlow keeps the same
/// numbers inside its kernels and has no way to read them, so nothing in its files holds them.
/// </summary>
/// <param name="Node">The node's name.</param>
/// <param name="Key">The generator's key: the first seed, or a number of chance where the node has no seed.</param>
/// <param name="CounterLow">The lower half of the counter.</param>
/// <param name="CounterHigh">The upper half of the counter.</param>
public sealed record RandomOpState(string Node, ulong Key, ulong CounterLow, ulong CounterHigh);
