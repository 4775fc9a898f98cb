using System.Globalization;
using Tensorflow.Formats;

namespace TfNetLstm.Data;

/// <summary>A data file is missing or damaged; the message is one line: which file, what is wrong, what to do.</summary>
internal sealed class DataFileException(string path, string problem, string remedy)
    : Exception($"{path}: {problem}; {remedy}")
{
    /// <summary>What a reader of files found wrong, and what to do.</summary>
    public static DataFileException Of(TensorFileException error, string remedy) =>
        new(
            error.Offset is { } at
                ? string.Create(CultureInfo.InvariantCulture, $"{error.File}, offset {at}")
                : error.File,
            error.Cause,
            remedy
        );
}
