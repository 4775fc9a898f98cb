namespace Tensorflow;

/// <summary>The root of what the engine throws.</summary>
public class TensorflowException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>An argument has the right type but a value that cannot be used (Python's <c>ValueError</c>).</summary>
public class ValueError(string message) : TensorflowException(message);

/// <summary>An argument has the wrong type (Python's <c>TypeError</c>).</summary>
public class TypeError(string message) : TensorflowException(message);

/// <summary>A name or key that is not there (Python's <c>KeyError</c>).</summary>
public class KeyError(string message) : TensorflowException(message);

/// <summary>Something is used at the wrong moment (Python's <c>RuntimeError</c>).</summary>
public class RuntimeError(string message) : TensorflowException(message);

/// <summary>No gradient is defined where one is asked for (Python's <c>LookupError</c>).</summary>
public class LookupError(string message) : TensorflowException(message);

/// <summary>TensorFlow's status codes (error_codes.proto).</summary>
public enum ErrorCode
{
    /// <summary>No error.</summary>
    OK = 0,

    /// <summary>The caller cancelled.</summary>
    CANCELLED = 1,

    /// <summary>No more is known.</summary>
    UNKNOWN = 2,

    /// <summary>An argument is wrong whatever the state.</summary>
    INVALID_ARGUMENT = 3,

    /// <summary>The time was over.</summary>
    DEADLINE_EXCEEDED = 4,

    /// <summary>Something named does not exist.</summary>
    NOT_FOUND = 5,

    /// <summary>Something is there already.</summary>
    ALREADY_EXISTS = 6,

    /// <summary>The caller may not do it.</summary>
    PERMISSION_DENIED = 7,

    /// <summary>Something has run out.</summary>
    RESOURCE_EXHAUSTED = 8,

    /// <summary>The system is not in the state that the call needs.</summary>
    FAILED_PRECONDITION = 9,

    /// <summary>What was going on was given up: a session that the server has forgotten, for instance.</summary>
    ABORTED = 10,

    /// <summary>Past the end of what there is.</summary>
    OUT_OF_RANGE = 11,

    /// <summary>Not implemented here.</summary>
    UNIMPLEMENTED = 12,

    /// <summary>A promise inside the engine is broken.</summary>
    INTERNAL = 13,

    /// <summary>A server cannot be reached; later it may be.</summary>
    UNAVAILABLE = 14,

    /// <summary>Data are lost or damaged.</summary>
    DATA_LOSS = 15,

    /// <summary>The caller did not say who it is.</summary>
    UNAUTHENTICATED = 16,
}

/// <summary>An error of the runtime, with TensorFlow's code and the node that raised it.</summary>
public abstract class OpError(string message, ErrorCode code, Operation? op = null, Exception? inner = null)
    : TensorflowException(message, inner)
{
    /// <summary>TensorFlow's status code.</summary>
    public ErrorCode error_code { get; } = code;

    /// <summary>The node that raised the error, where one did.</summary>
    public Operation? op { get; } = op;
}

/// <summary>An op was given an argument that it cannot use.</summary>
public class InvalidArgumentError(string message, Operation? op = null)
    : OpError(message, ErrorCode.INVALID_ARGUMENT, op);

/// <summary>A named thing does not exist.</summary>
public class NotFoundError(string message, Operation? op = null) : OpError(message, ErrorCode.NOT_FOUND, op);

/// <summary>The state does not allow the call: an uninitialized variable, above all.</summary>
public class FailedPreconditionError(string message, Operation? op = null)
    : OpError(message, ErrorCode.FAILED_PRECONDITION, op);

/// <summary>An index or position past the end.</summary>
public class OutOfRangeError(string message, Operation? op = null) : OpError(message, ErrorCode.OUT_OF_RANGE, op);

/// <summary>The op is known but has no kernel for what is asked.</summary>
public class UnimplementedError(string message, Operation? op = null) : OpError(message, ErrorCode.UNIMPLEMENTED, op);

/// <summary>A fault of the engine itself.</summary>
public class InternalError(string message, Operation? op = null, Exception? inner = null)
    : OpError(message, ErrorCode.INTERNAL, op, inner);
