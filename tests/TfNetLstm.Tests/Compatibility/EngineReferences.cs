using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace TfNetLstm.Tests.Compatibility;

/// <summary>Every type and member of the engine that compiled code refers to, as text with the parameters' names.</summary>
internal sealed class EngineReferences
{
    private const string Engine = "Tensorflow.Managed";

    private readonly MetadataReader _reader;
    private readonly SignatureNames _names;
    private readonly EngineParameters _parameters;

    private EngineReferences(MetadataReader reader, EngineParameters parameters)
    {
        (_reader, _parameters) = (reader, parameters);
        _names = new(reader, Engine);
    }

    /// <summary>What the code of these assemblies refers to, but for the code of the adapters.</summary>
    public static SortedSet<string> Of(IEnumerable<string> assemblies, IReadOnlyCollection<string> adapters)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        var parameters = EngineParameters.Read(PathOf(Engine));
        foreach (var assembly in assemblies)
        {
            using var file = new PEReader(File.OpenRead(PathOf(assembly)));
            var references = new EngineReferences(file.GetMetadataReader(), parameters);
            references.Read(file, adapters, found);
            found.UnionWith(references._names.Met.Select(t => "type " + t));
        }
        return found;
    }

    private static string PathOf(string assembly) => Path.Combine(AppContext.BaseDirectory, assembly + ".dll");

    private void Read(PEReader file, IReadOnlyCollection<string> adapters, SortedSet<string> found)
    {
        foreach (var handle in _reader.TypeDefinitions)
        {
            var name = _names.GetTypeFromDefinition(_reader, handle, 0);
            if (adapters.Any(a => name == a || name.StartsWith(a + ".", StringComparison.Ordinal)))
                continue;
            var type = _reader.GetTypeDefinition(handle);
            if (!type.BaseType.IsNil)
                _names.Name(type.BaseType);
            foreach (var field in type.GetFields())
                _reader.GetFieldDefinition(field).DecodeSignature(_names, null);
            foreach (var method in type.GetMethods())
                ReadMethod(file, _reader.GetMethodDefinition(method), found);
        }
    }

    private void ReadMethod(PEReader file, MethodDefinition method, SortedSet<string> found)
    {
        method.DecodeSignature(_names, null);
        if (method.RelativeVirtualAddress == 0)
            return;
        var body = file.GetMethodBody(method.RelativeVirtualAddress);
        if (!body.LocalSignature.IsNil)
            _reader.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(_names, null);
        foreach (var token in MethodBodyTokens.Of(body))
            if (Member(token) is { } member)
                found.Add(member);
    }

    private string? Member(EntityHandle token)
    {
        switch (token.Kind)
        {
            case HandleKind.TypeReference or HandleKind.TypeSpecification:
                _names.Name(token);
                return null;
            case HandleKind.MethodSpecification:
                var generic = _reader.GetMethodSpecification((MethodSpecificationHandle)token);
                var arguments = generic.DecodeSignature(_names, null);
                return generic.Method.Kind == HandleKind.MemberReference
                    ? Member((MemberReferenceHandle)generic.Method, $"<{string.Join(", ", arguments)}>")
                    : null;
            case HandleKind.MemberReference:
                return Member((MemberReferenceHandle)token, "");
            default:
                return null;
        }
    }

    private string? Member(MemberReferenceHandle handle, string arguments)
    {
        var member = _reader.GetMemberReference(handle);
        if (!_names.IsOfAssembly(member.Parent))
            return null;
        var name = $"{_names.Name(member.Parent)}.{_reader.GetString(member.Name)}";
        if (member.GetKind() == MemberReferenceKind.Field)
            return $"{name}: {member.DecodeFieldSignature(_names, null)}";
        var signature = member.DecodeMethodSignature(_names, null);
        var types = signature.ParameterTypes;
        var parameters = types.Zip(_parameters.Of(name, [.. types]), (type, parameter) => $"{type} {parameter}");
        var mark = signature.Header.IsInstance ? "" : "static ";
        return $"{mark}{name}{arguments}({string.Join(", ", parameters)}): {signature.ReturnType}";
    }
}
