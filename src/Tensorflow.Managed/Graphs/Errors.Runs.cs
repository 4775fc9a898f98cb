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
    public static OpError Of(ErrorCode code, string message, Operation? op = null, Exception? inner = null) =>
        code switch
        {
            ErrorCode.CANCELLED => new CancelledError(message, op),
            ErrorCode.INVALID_ARGUMENT => new InvalidArgumentError(message, op),
            ErrorCode.DEADLINE_EXCEEDED => new DeadlineExceededError(message, op),
            ErrorCode.NOT_FOUND => new NotFoundError(message, op),
            ErrorCode.ALREADY_EXISTS => new AlreadyExistsError(message, op),
            ErrorCode.PERMISSION_DENIED => new PermissionDeniedError(message, op),
            ErrorCode.RESOURCE_EXHAUSTED => new ResourceExhaustedError(message, op, inner),
            ErrorCode.FAILED_PRECONDITION => new FailedPreconditionError(message, op),
            ErrorCode.ABORTED => new AbortedError(message, op),
            ErrorCode.OUT_OF_RANGE => new OutOfRangeError(message, op),
            ErrorCode.UNIMPLEMENTED => new UnimplementedError(message, op),
            ErrorCode.INTERNAL => new InternalError(message, op, inner),
            ErrorCode.UNAVAILABLE => new UnavailableError(message, op, inner),
            ErrorCode.DATA_LOSS => new DataLossError(message, op, inner),
            ErrorCode.UNAUTHENTICATED => new UnauthenticatedError(message, op),
            _ => new UnknownError(message, op, inner),
        };
}
