namespace Tensorflow;

/// <summary>A promise that the caller's data must keep is broken (Python's <c>AssertionError</c>).</summary>
public class AssertionError(string message) : TensorflowException(message);

/// <summary>A file cannot be read or written (Python's <c>OSError</c>, once <c>IOError</c>).</summary>
public class OSError(string message, Exception? inner = null) : TensorflowException(message, inner);

/// <summary>What is to be made exists already.</summary>
public class AlreadyExistsError(string message, Operation? op = null) : OpError(message, ErrorCode.ALREADY_EXISTS, op);

/// <summary>The system does not allow it: a folder that may not be written, for instance.</summary>
public class PermissionDeniedError(string message, Operation? op = null)
    : OpError(message, ErrorCode.PERMISSION_DENIED, op);

/// <summary>Something has run out: space on a disk, above all.</summary>
public class ResourceExhaustedError(string message, Operation? op = null, Exception? inner = null)
    : OpError(message, ErrorCode.RESOURCE_EXHAUSTED, op, inner);

/// <summary>Data are lost or damaged: a file that is cut, a checksum that does not hold.</summary>
public class DataLossError(string message, Operation? op = null, Exception? inner = null)
    : OpError(message, ErrorCode.DATA_LOSS, op, inner);

/// <summary>An error of the system that has no better name.</summary>
public class UnknownError(string message, Operation? op = null, Exception? inner = null)
    : OpError(message, ErrorCode.UNKNOWN, op, inner);
