using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace TfNetLstm.Tests.Compatibility;

/// <summary>The names of the parameters of an assembly's methods: a reference to a method has their types only.</summary>
internal sealed class EngineParameters
{
    private readonly Dictionary<string, string[]> _names = new(StringComparer.Ordinal);

    public static EngineParameters Read(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var reader = file.GetMetadataReader();
        var names = new SignatureNames(reader, "");
        var parameters = new EngineParameters();
        foreach (var handle in reader.TypeDefinitions)
        {
            var type = names.GetTypeFromDefinition(reader, handle, 0);
            foreach (var method in reader.GetTypeDefinition(handle).GetMethods().Select(reader.GetMethodDefinition))
            {
                var types = method.DecodeSignature(names, null).ParameterTypes;
                parameters._names[Key($"{type}.{reader.GetString(method.Name)}", types)] =
                [
                    .. method
                        .GetParameters()
                        .Select(reader.GetParameter)
                        .Where(p => p.SequenceNumber > 0)
                        .OrderBy(p => p.SequenceNumber)
                        .Select(p => reader.GetString(p.Name)),
                ];
            }
        }
        return parameters;
    }

    /// <summary>The names of the parameters of the method of this full name and these parameter types.</summary>
    public string[] Of(string method, IReadOnlyList<string> types) => _names[Key(method, types)];

    private static string Key(string method, IEnumerable<string> types) => $"{method}({string.Join(", ", types)})";
}
