using System.Globalization;

namespace Tensorflow.Remote;

/// <summary>A server as a session's target names it: <c>grpc://host:port</c>.</summary>
/// <param name="Host">Its name or address.</param>
/// <param name="Port">The port that it listens at.</param>
public sealed record GrpcTarget(string Host, int Port)
{
    /// <summary>What targets of servers begin with.</summary>
    internal const string Scheme = "grpc://";

    /// <summary>The address as HTTP has it; TensorFlow's protocol knows no encryption.</summary>
    internal Uri Address => new UriBuilder("http", Host, Port).Uri;

    /// <summary>Reads a target.</summary>
    /// <exception cref="ValueError">It names no host, or no port.</exception>
    public static GrpcTarget Parse(string target)
    {
        ArgumentNullException.ThrowIfNull(target);
        var place = target.StartsWith(Scheme, StringComparison.Ordinal) ? target[Scheme.Length..] : "";
        var colon = place.LastIndexOf(':');
        if (
            colon > 0
            && int.TryParse(place.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            && port is > 0 and <= ushort.MaxValue
            && Uri.CheckHostName(place[..colon].Trim('[', ']')) != UriHostNameType.Unknown
        )
            return new(place[..colon], port);
        throw new ValueError($"'{target}' is no target of a session: it must be one such as grpc://host:2222.");
    }

    /// <summary>The target.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Scheme}{Host}:{Port}");
}
