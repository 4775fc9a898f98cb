namespace Tensorflow;

/// <summary>x</summary>
public class Session
{
    /// <summary>x</summary>
    public Session(Graph? graph = null, ConfigProto? config = null) { }
}
