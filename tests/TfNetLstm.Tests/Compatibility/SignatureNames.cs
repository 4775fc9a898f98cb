using System.Collections.Immutable;
using System.Globalization;
using System.Reflection.Metadata;

namespace TfNetLstm.Tests.Compatibility;

/// <summary>Writes signatures of metadata as text, and notes each type of one assembly that it meets.</summary>
/// <param name="reader">The metadata that the signatures lie in.</param>
/// <param name="assembly">The assembly whose types are noted.</param>
internal sealed class SignatureNames(MetadataReader reader, string assembly) : ISignatureTypeProvider<string, object?>
{
    /// <summary>The full names of that assembly's types met so far.</summary>
    public SortedSet<string> Met { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether a type of the assembly, or a generic instance or array of one.</summary>
    public bool IsOfAssembly(EntityHandle type) =>
        type.Kind switch
        {
            HandleKind.TypeReference => IsOfAssembly((TypeReferenceHandle)type),
            HandleKind.TypeSpecification => Probe(reader.GetTypeSpecification((TypeSpecificationHandle)type)),
            _ => false,
        };

    public string Name(EntityHandle type) =>
        type.Kind switch
        {
            HandleKind.TypeReference => GetTypeFromReference(reader, (TypeReferenceHandle)type, 0),
            HandleKind.TypeDefinition => GetTypeFromDefinition(reader, (TypeDefinitionHandle)type, 0),
            HandleKind.TypeSpecification => reader
                .GetTypeSpecification((TypeSpecificationHandle)type)
                .DecodeSignature(this, null),
            _ => throw new BadImageFormatException($"{type.Kind} is no type."),
        };

    public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind)
    {
        var type = reader.GetTypeReference(handle);
        var name = reader.GetString(type.Name);
        if (type.ResolutionScope.Kind == HandleKind.TypeReference)
            name = GetTypeFromReference(reader, (TypeReferenceHandle)type.ResolutionScope, rawTypeKind) + "." + name;
        else if (IsOfAssembly(handle))
            name = reader.GetString(type.Namespace) + "." + name;
        if (IsOfAssembly(handle))
            Met.Add(name);
        return name;
    }

    public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind)
    {
        var type = reader.GetTypeDefinition(handle);
        var name = reader.GetString(type.Name);
        if (!type.GetDeclaringType().IsNil)
            return GetTypeFromDefinition(reader, type.GetDeclaringType(), rawTypeKind) + "." + name;
        var space = reader.GetString(type.Namespace);
        return space.Length > 0 ? space + "." + name : name;
    }

    public string GetTypeFromSpecification(
        MetadataReader reader,
        object? context,
        TypeSpecificationHandle handle,
        byte rawTypeKind
    ) => reader.GetTypeSpecification(handle).DecodeSignature(this, context);

    public string GetPrimitiveType(PrimitiveTypeCode typeCode) => typeCode.ToString();

    public string GetSZArrayType(string elementType) => elementType + "[]";

    public string GetArrayType(string elementType, ArrayShape shape) =>
        elementType + "[" + new string(',', shape.Rank - 1) + "]";

    public string GetByReferenceType(string elementType) => "ref " + elementType;

    public string GetPointerType(string elementType) => elementType + "*";

    public string GetPinnedType(string elementType) => elementType;

    public string GetModifiedType(string modifier, string unmodifiedType, bool isRequired) => unmodifiedType;

    public string GetGenericInstantiation(string genericType, ImmutableArray<string> typeArguments) =>
        $"{genericType.Split('`')[0]}<{string.Join(", ", typeArguments)}>";

    public string GetGenericMethodParameter(object? context, int index) =>
        string.Create(CultureInfo.InvariantCulture, $"!!{index}");

    public string GetGenericTypeParameter(object? context, int index) =>
        string.Create(CultureInfo.InvariantCulture, $"!{index}");

    public string GetFunctionPointerType(MethodSignature<string> signature) => "function pointer";

    private bool IsOfAssembly(TypeReferenceHandle handle)
    {
        var scope = reader.GetTypeReference(handle).ResolutionScope;
        return scope.Kind switch
        {
            HandleKind.TypeReference => IsOfAssembly((TypeReferenceHandle)scope),
            HandleKind.AssemblyReference => reader.StringComparer.Equals(
                reader.GetAssemblyReference((AssemblyReferenceHandle)scope).Name,
                assembly
            ),
            _ => false,
        };
    }

    private bool Probe(TypeSpecification type)
    {
        var probe = new SignatureNames(reader, assembly);
        return type.DecodeSignature(probe, null).StartsWith("Tensorflow.", StringComparison.Ordinal)
            && probe.Met.Count > 0;
    }
}
