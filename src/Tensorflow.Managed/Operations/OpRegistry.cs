using System.Collections.Concurrent;
using System.Text;
using Tensorflow.Formats.Proto;

namespace Tensorflow.Operations;

/// <summary>
/// The table of ops: TensorFlow's whole list (<c>op_defs.pb</c>, embedded) for signatures, attributes and defaults,
/// joined with the rules of the op families. A definition is parsed when first asked for.
/// </summary>
internal static class OpRegistry
{
    private static readonly byte[] _bytes = ReadResource();
    private static readonly Dictionary<string, (int Offset, int Length)> _index = IndexByName(_bytes);
    private static readonly Dictionary<string, OpRule> _rules = OpFamilies.All.ToDictionary(
        r => r.Name,
        StringComparer.Ordinal
    );
    private static readonly ConcurrentDictionary<string, OpSchema> _schemas = new(StringComparer.Ordinal);

    /// <summary>The names of all ops that TensorFlow registers.</summary>
    public static IReadOnlyCollection<string> Names => _index.Keys;

    /// <summary>The ops that have rules here.</summary>
    public static IReadOnlyCollection<OpRule> Rules => _rules.Values;

    /// <summary>The op of this name, or null where TensorFlow has none.</summary>
    public static OpSchema? Find(string name) =>
        _schemas.TryGetValue(name, out var schema) ? schema
        : _index.TryGetValue(name, out var at) ? _schemas.GetOrAdd(name, Parse(at, name))
        : null;

    /// <summary>The op of this name.</summary>
    /// <exception cref="NotFoundError">TensorFlow has no such op.</exception>
    public static OpSchema Get(string name) =>
        Find(name) ?? throw new NotFoundError($"Op type not registered '{name}'.");

    private static OpSchema Parse((int Offset, int Length) at, string name) =>
        new(OpDef.Parser.ParseFrom(_bytes, at.Offset, at.Length), _rules.GetValueOrDefault(name));

    private static byte[] ReadResource()
    {
        using var stream = typeof(OpRegistry).Assembly.GetManifestResourceStream("op_defs.pb")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>Finds where each OpDef of the OpList lies, reading no more of it than its name (its field 1).</summary>
    private static Dictionary<string, (int Offset, int Length)> IndexByName(byte[] bytes)
    {
        var index = new Dictionary<string, (int, int)>(2048, StringComparer.Ordinal);
        for (var position = 0; position < bytes.Length; )
        {
            position++; // the tag of OpList.op
            var length = ReadVarint(bytes, ref position);
            var offset = position;
            var at = offset + 1; // past the tag of OpDef.name
            var nameLength = ReadVarint(bytes, ref at);
            index.Add(Encoding.UTF8.GetString(bytes, at, nameLength), (offset, length));
            position = offset + length;
        }
        return index;
    }

    private static int ReadVarint(byte[] bytes, ref int position)
    {
        var value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = bytes[position++];
            value |= (next & 0x7f) << shift;
            if (next < 0x80)
                return value;
        }
    }
}
