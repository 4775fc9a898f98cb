using Tensorflow.Formats;

namespace Tensorflow.Sessions;

/// <summary>Turns what the library of formats throws into TensorFlow's errors.</summary>
internal static class FileFailures
{
    /// <summary>The error of the class that TensorFlow raises, with the node where one was at work.</summary>
    public static OpError ToOpError(this TensorFileException error, Operation? op = null)
    {
        var message = op is null ? error.Message : $"{error.Message}\n\t [[node {op.name}]]";
        return error.Kind switch
        {
            FileErrorKind.NotFound => new NotFoundError(message, op),
            FileErrorKind.DataLoss => new DataLossError(message, op, error),
            FileErrorKind.InvalidArgument => new InvalidArgumentError(message, op),
            FileErrorKind.Unimplemented => new UnimplementedError(message, op),
            FileErrorKind.ResourceExhausted => new ResourceExhaustedError(message, op, error),
            FileErrorKind.PermissionDenied => new PermissionDeniedError(message, op),
            _ => new UnknownError(message, op, error),
        };
    }

    /// <summary>Runs what reads or writes files.</summary>
    /// <exception cref="OpError">A file cannot be read or written.</exception>
    public static T Do<T>(Func<T> work, Operation? op = null)
    {
        try
        {
            return work();
        }
        catch (TensorFileException error)
        {
            throw error.ToOpError(op);
        }
    }

    /// <summary>Runs what reads or writes files.</summary>
    /// <exception cref="OpError">A file cannot be read or written.</exception>
    public static void Do(Action work, Operation? op = null) =>
        Do(
            () =>
            {
                work();
                return true;
            },
            op
        );
}
