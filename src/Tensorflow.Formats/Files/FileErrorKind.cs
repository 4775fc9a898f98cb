namespace Tensorflow.Formats;

/// <summary>What is wrong with a file, in the words of TensorFlow's error codes.</summary>
public enum FileErrorKind
{
    /// <summary>The file is damaged: cut, changed, or not of the format it should have.</summary>
    DataLoss,

    /// <summary>There is no such file, or nothing of that name in it.</summary>
    NotFound,

    /// <summary>The file is whole, and of a form that is not supported.</summary>
    Unimplemented,

    /// <summary>What is asked for, or given, does not go with the file.</summary>
    InvalidArgument,

    /// <summary>The file asks for more memory than the reader may take.</summary>
    ResourceExhausted,

    /// <summary>The system does not allow it.</summary>
    PermissionDenied,

    /// <summary>The system failed to read or write: a full disk, for one.</summary>
    Unavailable,
}
