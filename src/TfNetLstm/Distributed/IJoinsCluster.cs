namespace TfNetLstm.Distributed;

/// <summary>A model that may share its variables with those of other processes.</summary>
internal interface IJoinsCluster
{
    /// <summary>Where it runs.</summary>
    Deployment Deployment { get; }

    /// <summary>
    /// As the chief says that the variables are set; otherwise waits until the chief does. False where that was stopped.
    /// </summary>
    bool Join(Action<string> tell, CancellationToken stop);
}
