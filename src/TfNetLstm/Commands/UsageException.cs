namespace TfNetLstm.Commands;

/// <summary>An argument reads well but cannot be used; the message is one line.</summary>
internal sealed class UsageException(string message, Exception? inner = null) : Exception(message, inner);
