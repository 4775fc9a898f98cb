using System.Text.RegularExpressions;
using Grpc.Core;

namespace Tensorflow.GrpcServer;

/// <summary>What an error becomes on its way to the client: a status of gRPC, whose codes are TensorFlow's.</summary>
internal sealed partial record WireError(StatusCode Code, string Message)
{
    /// <summary>Headers carry the message of a status: clients do not take them in any length.</summary>
    private const int MaxHeaderLength = 3000;

    /// <summary>The error of an exception.</summary>
    /// <param name="error">What was thrown.</param>
    /// <param name="task">The server's task, from which a node's error comes.</param>
    public static WireError Of(Exception error, string task) =>
        error switch
        {
            OpError { op: null } own => new((StatusCode)own.error_code, own.Message),
            OpError node => new((StatusCode)node.error_code, $"From {task}:\n{ForInterpolation(node.Message)}"),
            TensorflowException argument => new(StatusCode.InvalidArgument, argument.Message),
            OperationCanceledException => new(StatusCode.Cancelled, "The call was cancelled."),
            OutOfMemoryException => new(StatusCode.ResourceExhausted, "OOM: the server has not that much memory."),
            _ => new(StatusCode.Internal, $"{error.GetType().Name}: {error.Message}"),
        };

    /// <summary>The exception by which the server's library sends the status.</summary>
    public RpcException ToRpc() =>
        new(new Status(Code, Message.Length > MaxHeaderLength ? Message[..MaxHeaderLength] + "..." : Message));

    /// <summary>The braces tell Python's client where a node's name is.</summary>
    private static string ForInterpolation(string message) => NodeName().Replace(message, "[[{{node ${name}}}]]");

    [GeneratedRegex(@"\[\[node (?<name>[^\]\s]+)\]\]", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NodeName();
}
