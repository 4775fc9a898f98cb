namespace TfNetLstm.Images;

/// <summary>A picture cannot be read, or no digit can be found in it; the message is one line without the file's name.</summary>
internal sealed class ImageFileException(string message, Exception? inner = null) : Exception(message, inner);
