namespace Tensorflow.Formats.Inspection;

/// <summary>What a file is.</summary>
public enum FileKind
{
    /// <summary>A checkpoint (V2): an index file and its data files.</summary>
    Checkpoint,

    /// <summary>TensorBoard's log of a run.</summary>
    EventFile,

    /// <summary>A GraphDef, binary.</summary>
    Graph,

    /// <summary>A GraphDef as text.</summary>
    GraphText,

    /// <summary>A MetaGraphDef, binary.</summary>
    MetaGraph,

    /// <summary>A MetaGraphDef as text.</summary>
    MetaGraphText,

    /// <summary>A SavedModel, binary.</summary>
    SavedModel,

    /// <summary>A SavedModel as text.</summary>
    SavedModelText,

    /// <summary>The file <c>checkpoint</c> of a folder.</summary>
    CheckpointState,
}
