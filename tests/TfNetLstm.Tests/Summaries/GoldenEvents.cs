using System.Text.Json.Nodes;
using Google.Protobuf;
using Tensorflow.Formats.Events;
using Tensorflow.Formats.Proto;

namespace TfNetLstm.Tests.Summaries;

/// <summary>The event file that TensorFlow wrote of ten steps with seed 1 (golden_model.py), and what Python decoded of it.</summary>
internal static class GoldenEvents
{
    /// <summary>The file.</summary>
    public static string FilePath => Golden.PathOf("files/events/events.out.tfevents.golden");

    /// <summary>The events as our reader finds them.</summary>
    public static IReadOnlyList<Event> Read { get; } = EventFileReader.ReadAll(FilePath);

    /// <summary>The events as Python decoded them; the JSON tells only the length of the graph.</summary>
    public static IReadOnlyList<Event> Decoded { get; } =
    [.. JsonNode.Parse(Golden.Text("files/events.json"))!.AsArray().Select(Decode)];

    private static Event Decode(JsonNode? node)
    {
        var fields = node!.AsObject();
        if (fields.ContainsKey("graphDef"))
            fields["graphDef"] = "";
        return JsonParser.Default.Parse<Event>(fields.ToJsonString());
    }
}
