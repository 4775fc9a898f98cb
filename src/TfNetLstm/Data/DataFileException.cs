namespace TfNetLstm.Data;

/// <summary>A data file is missing or damaged; the message is one line: which file, what is wrong, what to do.</summary>
internal sealed class DataFileException(string path, string problem, string remedy)
    : Exception($"{path}: {problem}; {remedy}");
