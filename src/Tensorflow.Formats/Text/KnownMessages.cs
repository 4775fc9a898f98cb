using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using Tensorflow.Formats.Proto;

namespace Tensorflow.Formats;

/// <summary>The messages of this library by name, for those that lie packed in an <see cref="Any"/>.</summary>
internal static class KnownMessages
{
    private static readonly Lazy<Dictionary<string, MessageDescriptor>> Types = new(Collect);

    /// <summary>An empty message of the type that a URL such as <c>type.googleapis.com/tensorflow.VariableDef</c> ends with; null when it is not known.</summary>
    public static IMessage? Empty(string typeUrl)
    {
        int slash = typeUrl.LastIndexOf('/');
        return slash >= 0 && Types.Value.TryGetValue(typeUrl[(slash + 1)..], out MessageDescriptor? type)
            ? type.Parser.ParseFrom(ByteString.Empty)
            : null;
    }

    /// <summary>The message within; null when its type is not known or the bytes are none of it.</summary>
    public static IMessage? Unpack(Any any)
    {
        IMessage? message = Empty(any.TypeUrl);
        try
        {
            message?.MergeFrom(any.Value);
            return message;
        }
        catch (InvalidProtocolBufferException)
        {
            // Shown as the bytes it is.
            return null;
        }
    }

    private static Dictionary<string, MessageDescriptor> Collect()
    {
        var types = new Dictionary<string, MessageDescriptor>(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var files = new Stack<FileDescriptor>([
            MetaGraphDef.Descriptor.File,
            SavedModel.Descriptor.File,
            Event.Descriptor.File,
            RunMetadata.Descriptor.File,
            RunStepRequest.Descriptor.File,
            BundleEntryProto.Descriptor.File,
            CheckpointState.Descriptor.File,
            WhileContextDef.Descriptor.File,
            QueueRunnerDef.Descriptor.File,
        ]);
        while (files.TryPop(out FileDescriptor? file))
        {
            if (seen.Add(file.Name))
            {
                Add(types, file.MessageTypes);
                foreach (FileDescriptor dependency in file.Dependencies)
                {
                    files.Push(dependency);
                }
            }
        }
        return types;
    }

    private static void Add(Dictionary<string, MessageDescriptor> types, IEnumerable<MessageDescriptor> found)
    {
        foreach (MessageDescriptor type in found.Where(type => !type.IsMapEntry))
        {
            types.Add(type.FullName, type);
            Add(types, type.NestedTypes);
        }
    }
}
