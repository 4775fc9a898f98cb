using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace TfNetLstm.Tests.PublicApi;

/// <summary>Prints the public types of an assembly and their members, sorted, a line each.</summary>
internal static class ApiPrinter
{
    private const BindingFlags Declared =
        BindingFlags.Public
        | BindingFlags.NonPublic
        | BindingFlags.Instance
        | BindingFlags.Static
        | BindingFlags.DeclaredOnly;

    public static string[] Print(Assembly assembly) =>
        [
            .. assembly
                .GetExportedTypes()
                .Where(t => !IsGenerated(t))
                .OrderBy(TypeNames.Full, StringComparer.Ordinal)
                .SelectMany(t => Members(t).Order(StringComparer.Ordinal).Select(m => "    " + m).Prepend(Header(t))),
        ];

    /// <summary>What protoc makes of a .proto file is described by that file.</summary>
    private static bool IsGenerated(Type type) =>
        typeof(IMessage).IsAssignableFrom(type)
        || type.GetProperty("Descriptor")?.PropertyType == typeof(FileDescriptor)
        || (type.IsEnum && type.GetFields().Any(f => f.IsDefined(typeof(OriginalNameAttribute))))
        || (type.DeclaringType is { } outer && IsGenerated(outer))
        || type.IsDefined(typeof(CompilerGeneratedAttribute))
        || type.Name.StartsWith('<');

    private static string Header(Type type)
    {
        if (typeof(Delegate).IsAssignableFrom(type))
            return $"delegate {Signatures.Method(type.GetMethod("Invoke")!, TypeNames.Full(type))}";
        var bases = (type.BaseType is { } b && b != typeof(object) && !type.IsValueType ? new[] { b } : [])
            .Concat(type.IsEnum ? [] : OwnInterfaces(type))
            .Select(TypeNames.Of)
            .ToArray();
        var kind =
            type.IsEnum ? "enum"
            : type.IsInterface ? "interface"
            : type.IsValueType ? (type.IsDefined(typeof(IsReadOnlyAttribute)) ? "readonly struct" : "struct")
            : type is { IsAbstract: true, IsSealed: true } ? "static class"
            : type.IsAbstract ? "abstract class"
            : type.IsSealed ? "sealed class"
            : "class";
        return $"{kind} {TypeNames.Full(type)}{(bases.Length > 0 ? " : " + string.Join(", ", bases) : "")}";
    }

    private static IEnumerable<Type> OwnInterfaces(Type type)
    {
        var inherited = type.BaseType?.GetInterfaces() ?? [];
        return type.GetInterfaces()
            .Where(i => i.IsVisible && !inherited.Contains(i))
            .OrderBy(TypeNames.Of, StringComparer.Ordinal);
    }

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
            return Enum.GetNames(type)
                .Select(n => $"{n} = {Convert.ToInt64(Enum.Parse(type, n), CultureInfo.InvariantCulture)}");
        if (typeof(Delegate).IsAssignableFrom(type))
            return [];
        var fields = type.GetFields(Declared).Where(IsSeen).Select(Signatures.Field);
        var properties = type.GetProperties(Declared)
            .Where(p => p.GetAccessors(true).Any(IsSeen))
            .Select(p => Signatures.Property(p, IsSeen));
        var events = type.GetEvents(Declared)
            .Where(e => IsSeen(e.AddMethod!))
            .Select(e => $"event {TypeNames.Of(e.EventHandlerType!)} {e.Name}");
        var constructors = type.GetConstructors(Declared)
            .Where(IsSeen)
            .Where(c => !c.IsStatic)
            .Select(Signatures.Constructor);
        var methods = type.GetMethods(Declared)
            .Where(IsSeen)
            .Where(m => !m.IsSpecialName || m.Name.StartsWith("op_", StringComparison.Ordinal))
            .Where(m => !m.Name.StartsWith('<'))
            .Select(m => Signatures.Method(m, m.Name));
        return fields.Concat(properties).Concat(events).Concat(constructors).Concat(methods);
    }

    private static bool IsSeen(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsSeen(FieldInfo field) => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly;
}
