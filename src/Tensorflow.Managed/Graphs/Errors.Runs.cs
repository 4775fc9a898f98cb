namespace Tensorflow;

/// <summary>The run was stopped.</summary>
public class CancelledError(string message, Operation? op = null) : OpError(message, ErrorCode.CANCELLED, op);

/// <summary>The time was over before the operation.</summary>
public class DeadlineExceededError(string message, Operation? op = null)
    : OpError(message, ErrorCode.DEADLINE_EXCEEDED, op);

/// <summary>What was going on was given up: the server has forgotten the session, for instance.</summary>
public class AbortedError(string message, Operation? op = null) : OpError(message, ErrorCode.ABORTED, op);

/// <summary>A server cannot be reached, or went away.</summary>
public class UnavailableError(string message, Operation? op = null, Exception? inner = null)
    : OpError(message, ErrorCode.UNAVAILABLE, op, inner);

/// <summary>The caller did not say who it is.</summary>
public class UnauthenticatedError(string message, Operation? op = null)
    : OpError(message, ErrorCode.UNAUTHENTICATED, op);

/// <summary>Errors by their code.</summary>
internal static class OpErrors
{
    /// <summary>The error of the class that stands for a code; unknown where none does.</summary>
    public static OpError Of(ErrorCode code, string message, Exception? inner = null) =>
        code switch
        {
            ErrorCode.CANCELLED => new CancelledError(message),
            ErrorCode.INVALID_ARGUMENT => new InvalidArgumentError(message),
            ErrorCode.DEADLINE_EXCEEDED => new DeadlineExceededError(message),
            ErrorCode.NOT_FOUND => new NotFoundError(message),
            ErrorCode.ALREADY_EXISTS => new AlreadyExistsError(message),
            ErrorCode.PERMISSION_DENIED => new PermissionDeniedError(message),
            ErrorCode.RESOURCE_EXHAUSTED => new ResourceExhaustedError(message, inner: inner),
            ErrorCode.FAILED_PRECONDITION => new FailedPreconditionError(message),
            ErrorCode.ABORTED => new AbortedError(message),
            ErrorCode.OUT_OF_RANGE => new OutOfRangeError(message),
            ErrorCode.UNIMPLEMENTED => new UnimplementedError(message),
            ErrorCode.INTERNAL => new InternalError(message, inner: inner),
            ErrorCode.UNAVAILABLE => new UnavailableError(message, inner: inner),
            ErrorCode.DATA_LOSS => new DataLossError(message, inner: inner),
            ErrorCode.UNAUTHENTICATED => new UnauthenticatedError(message),
            _ => new UnknownError(message, inner: inner),
        };
}
