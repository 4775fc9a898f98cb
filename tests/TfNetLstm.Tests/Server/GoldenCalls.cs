using System.Text.Json;

namespace TfNetLstm.Tests.Server;

/// <summary>A recording of the calls between a client and TensorFlow's own server, in a folder of Golden.</summary>
internal static class GoldenCalls
{
    /// <summary>The calls in their order.</summary>
    public static IEnumerable<GoldenCall> Of(string folder) =>
        Golden
            .Json($"{folder}/calls.json")
            .GetProperty("calls")
            .EnumerateArray()
            .Select(call => new GoldenCall(
                folder,
                Text(call, "name"),
                Text(call, "method").Split('/')[^1],
                Text(call, "status"),
                Text(call, "message")
            ));

    private static string Text(JsonElement call, string name) => call.GetProperty(name).GetString()!;
}

/// <summary>One call: its status is <c>OK</c> or the name of gRPC's code.</summary>
internal sealed record GoldenCall(string Folder, string Name, string Method, string Status, string Message)
{
    public byte[] Request => Golden.Bytes($"{Folder}/{Name}.request.pb");

    public byte[] Response => Golden.Bytes($"{Folder}/{Name}.response.pb");
}
