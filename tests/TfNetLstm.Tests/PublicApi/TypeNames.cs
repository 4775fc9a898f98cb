using System.Reflection;

namespace TfNetLstm.Tests.PublicApi;

/// <summary>Writes types as C# does: keywords, <c>?</c>, arrays, generic arguments; names of other assemblies without namespace.</summary>
internal static class TypeNames
{
    private static readonly Dictionary<Type, string> s_keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(char)] = "char",
        [typeof(sbyte)] = "sbyte",
        [typeof(byte)] = "byte",
        [typeof(short)] = "short",
        [typeof(ushort)] = "ushort",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
        [typeof(decimal)] = "decimal",
    };

    /// <summary>A declared type, with its namespace.</summary>
    public static string Full(Type type) =>
        $"{type.Namespace}.{Outer(type)}{Bare(type.Name)}"
        + (type.IsGenericTypeDefinition ? Arguments(type.GetGenericArguments().Select(a => a.Name)) : "");

    /// <summary>A type that is used, without what may be null within it.</summary>
    public static string Of(Type type) => Of(type, null);

    /// <summary>A type that is used.</summary>
    public static string Of(Type type, NullabilityInfo? nullability)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return Of(underlying, null) + "?";
        var mark =
            !type.IsValueType && nullability is { ReadState: NullabilityState.Nullable } && !type.IsGenericParameter
                ? "?"
                : "";
        return Plain(type, nullability) + mark;
    }

    /// <summary>What generic parameters must be.</summary>
    public static string Constraints(Type[] parameters) =>
        string.Concat(
            parameters
                .Select(p => (p.Name, Of: Constraint(p).ToArray()))
                .Where(c => c.Of.Length > 0)
                .Select(c => $" where {c.Name} : {string.Join(", ", c.Of)}")
        );

    private static IEnumerable<string> Constraint(Type parameter)
    {
        var flags = parameter.GenericParameterAttributes;
        if (flags.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint))
            yield return "struct";
        else if (flags.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint))
            yield return "class";
        foreach (var type in parameter.GetGenericParameterConstraints().Where(t => t != typeof(ValueType)))
            yield return Of(type);
        if (
            flags.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint)
            && !flags.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint)
        )
            yield return "new()";
    }

    private static string Plain(Type type, NullabilityInfo? nullability)
    {
        if (s_keywords.TryGetValue(type, out var keyword))
            return keyword;
        if (type.IsArray)
            return $"{Of(type.GetElementType()!, nullability?.ElementType)}[{new string(',', type.GetArrayRank() - 1)}]";
        if (type.IsPointer)
            return Of(type.GetElementType()!, null) + "*";
        if (type.IsGenericParameter)
            return type.Name;
        if (!type.IsGenericType)
            return Outer(type) + type.Name;
        var inner = nullability?.GenericTypeArguments;
        var arguments = type.GetGenericArguments()
            .Select((a, i) => Of(a, inner is not null && i < inner.Length ? inner[i] : null));
        return type.FullName?.StartsWith("System.ValueTuple`", StringComparison.Ordinal) == true
            ? $"({string.Join(", ", arguments)})"
            : Outer(type) + Bare(type.Name) + Arguments(arguments);
    }

    private static string Outer(Type type) =>
        type.DeclaringType is { } outer ? Outer(outer) + Bare(outer.Name) + "." : "";

    private static string Bare(string name) =>
        name.IndexOf('`', StringComparison.Ordinal) is > 0 and var end ? name[..end] : name;

    private static string Arguments(IEnumerable<string> arguments) => $"<{string.Join(", ", arguments)}>";
}
