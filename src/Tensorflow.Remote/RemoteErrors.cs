using System.Net.Http;
using System.Text.RegularExpressions;
using Grpc.Core;

namespace Tensorflow.Remote;

/// <summary>What a failed call becomes: TensorFlow's error of the status, or what is wrong with the connection in one line.</summary>
internal static partial class RemoteErrors
{
    /// <summary>The error of a call.</summary>
    /// <param name="error">What the library threw.</param>
    /// <param name="target">The server.</param>
    /// <param name="timeout">The time that the call had in milliseconds; 0 for no limit.</param>
    /// <param name="graph">The graph of which a message may name a node.</param>
    public static OpError Of(RpcException error, GrpcTarget target, long timeout, Graph? graph)
    {
        var (code, detail) = (error.StatusCode, error.Status.Detail);
        var cause = error.Status.DebugException;
        if (code == StatusCode.DeadlineExceeded && timeout > 0 && IsOfTheCall(detail))
            return new DeadlineExceededError(
                FormattableString.Invariant(
                    $"{target} did not answer within {timeout} ms. The step may still be running there."
                )
            );
        if (IsNoServer(code, detail))
            return new UnavailableError($"{target} is no TensorFlow server: {OneLine(detail)}", inner: error);
        if (IsCut(detail, cause))
            return new InternalError(
                $"The answer of {target} cannot be read: {OneLine(Innermost(cause)?.Message ?? detail)}. Whether the call was "
                    + "carried out is not known.",
                inner: error
            );
        if (code == StatusCode.Unavailable && cause is null && detail.Length > 0)
            return new UnavailableError(detail, inner: error);
        if (cause is HttpRequestException or IOException || code == StatusCode.Unavailable)
            return new UnavailableError(
                $"{target} cannot be reached, or went away: {OneLine(Innermost(cause)?.Message ?? detail)}. Whether the call "
                    + "was carried out is not known; once the server is there, a new session can go on.",
                inner: error
            );
        return code == StatusCode.Aborted && detail.Contains("is not found", StringComparison.Ordinal)
            ? new AbortedError(
                $"{detail} {target} has forgotten the session, as after a restart or a reset: open a new one."
            )
            : OpErrors.Of((ErrorCode)(int)code, Readable(detail), NodeOf(detail, graph), error);
    }

    /// <summary>The error that an answer says a step has had; with the node of the graph that it names.</summary>
    public static OpError Of(int code, string message, Graph graph) =>
        OpErrors.Of((ErrorCode)code, Readable(message), NodeOf(message, graph));

    private static bool IsNoServer(StatusCode code, string detail) =>
        detail.StartsWith("Bad gRPC response", StringComparison.Ordinal)
        || detail.StartsWith("Response protocol", StringComparison.Ordinal)
        || code is StatusCode.Internal or StatusCode.Unavailable
            && (
                detail.Contains("HTTP_1_1_REQUIRED", StringComparison.Ordinal)
                || detail.Contains("HTTP/2 server sent invalid data", StringComparison.Ordinal)
            );

    /// <summary>
    /// Whether the deadline that passed is the call's own: where this side sees it first there is no detail, where the server
    /// does, which is told the deadline, only the status's name.
    /// </summary>
    private static bool IsOfTheCall(string detail) =>
        detail.Length == 0 || string.Equals(detail, "Deadline Exceeded", StringComparison.OrdinalIgnoreCase);

    private static bool IsCut(string detail, Exception? cause) =>
        Innermost(cause) is InvalidDataException or Google.Protobuf.InvalidProtocolBufferException
        || detail.StartsWith("No grpc-status", StringComparison.Ordinal)
        || detail.StartsWith("Failed to deserialize", StringComparison.Ordinal);

    private static Operation? NodeOf(string message, Graph? graph) =>
        graph is not null
        && Node().Match(message) is { Success: true } match
        && graph.HasOperation(match.Groups["name"].Value)
            ? graph.get_operation_by_name(match.Groups["name"].Value)
            : null;

    /// <summary>Nodes' names without the braces by which Python finds them.</summary>
    private static string Readable(string message) => Node().Replace(message, "node ${name}");

    private static Exception? Innermost(Exception? error)
    {
        while (error?.InnerException is { } inner)
            error = inner;
        return error;
    }

    private static string OneLine(string text) =>
        string.Join(
            "; ",
            text.TrimEnd('.').Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        );

    [GeneratedRegex(@"\{\{node (?<name>[^\s}]+)\}\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Node();
}
