using System.Text;
using Tensorflow.Formats;

namespace TfNetLstm.Tests.Formats;

/// <summary>Messages within messages, made without recursion.</summary>
internal static class NestedMessages
{
    /// <summary>A GraphDef with a node whose attribute is a function with an attribute that is a function, and so on.</summary>
    public static byte[] Graph(int depth)
    {
        // From the inside out, so each length is known: the bytes are appended backwards and turned round at the end.
        var backwards = new ByteSink();
        for (int i = 0; i < depth; i++)
        {
            Wrap(backwards, field: 2); // the entry's value, an AttrValue
            Prepend(backwards, [0x0a, 1, (byte)'a']); // the entry's key
            Wrap(backwards, field: 2); // NameAttrList.attr
            Wrap(backwards, field: 10); // AttrValue.func
        }
        Wrap(backwards, field: 2);
        Prepend(backwards, [0x0a, 1, (byte)'a']);
        Wrap(backwards, field: 5); // NodeDef.attr
        Wrap(backwards, field: 1); // GraphDef.node
        byte[] bytes = backwards.Written.ToArray();
        Array.Reverse(bytes);
        return bytes;
    }

    /// <summary>The same as text.</summary>
    public static string GraphText(int depth)
    {
        const string Open = "func { attr { key: \"a\" value { ";
        var text = new StringBuilder("node { attr { key: \"a\" value { ");
        for (int i = 0; i < depth; i++)
        {
            text.Append(Open);
        }
        for (int i = 0; i < depth; i++)
        {
            text.Append("} } } ");
        }
        return text.Append("} } }").ToString();
    }

    private static void Wrap(ByteSink backwards, int field)
    {
        var head = new ByteSink();
        head.AppendVarint((ulong)((field << 3) | 2));
        head.AppendVarint((ulong)backwards.Length);
        Prepend(backwards, head.Written);
    }

    private static void Prepend(ByteSink backwards, ReadOnlySpan<byte> bytes)
    {
        for (int i = bytes.Length - 1; i >= 0; i--)
        {
            backwards.AppendByte(bytes[i]);
        }
    }
}
