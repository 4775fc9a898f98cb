namespace Tensorflow;

/// <summary>Settings of a session, under the names of TensorFlow's <c>ConfigProto</c>.</summary>
public sealed class ConfigProto
{
    /// <summary>Threads that work on one op; 0 for all cores.</summary>
    public int IntraOpParallelismThreads { get; set; }

    /// <summary>Ops that may run at once; this engine runs one at a time, each on all its threads.</summary>
    public int InterOpParallelismThreads { get; set; }
}
