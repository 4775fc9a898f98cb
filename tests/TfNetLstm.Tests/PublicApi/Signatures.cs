using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace TfNetLstm.Tests.PublicApi;

/// <summary>Writes members as C# declares them, with the names and defaults of parameters and what may be null.</summary>
internal static class Signatures
{
    private static readonly NullabilityInfoContext s_nullability = new();

    public static string Field(FieldInfo field)
    {
        var type = TypeNames.Of(field.FieldType, s_nullability.Create(field));
        return field.IsLiteral
            ? $"const {type} {field.Name} = {Constant(field.GetRawConstantValue())}"
            : $"{Static(field.IsStatic)}{(field.IsInitOnly ? "readonly " : "")}{type} {field.Name}";
    }

    public static string Property(PropertyInfo property, Func<MethodBase, bool> isSeen)
    {
        var (get, set) = (property.GetMethod, property.SetMethod);
        var accessors = new List<string>();
        if (get is not null && isSeen(get))
            accessors.Add("get;");
        if (set is not null && isSeen(set))
            accessors.Add(IsInit(set) ? "init;" : "set;");
        var index = property.GetIndexParameters();
        var name = index.Length > 0 ? $"this[{Parameters(index)}]" : property.Name;
        var required = property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "";
        var type = TypeNames.Of(property.PropertyType, s_nullability.Create(property));
        return $"{Modifiers(get ?? set!)}{required}{type} {name} {{ {string.Join(' ', accessors)} }}";
    }

    public static string Constructor(ConstructorInfo constructor) =>
        $"{(constructor.IsPublic ? "" : "protected ")}new({Parameters(constructor.GetParameters())})";

    public static string Method(MethodInfo method, string name)
    {
        var type = TypeNames.Of(method.ReturnType, s_nullability.Create(method.ReturnParameter));
        var arguments = method.IsGenericMethodDefinition
            ? $"<{string.Join(", ", method.GetGenericArguments().Select(a => a.Name))}>"
            : "";
        var extension = method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "";
        return $"{Modifiers(method)}{type} {name}{arguments}({extension}{Parameters(method.GetParameters())})"
            + TypeNames.Constraints(method.IsGenericMethodDefinition ? method.GetGenericArguments() : []);
    }

    private static string Modifiers(MethodInfo method)
    {
        var access = method.IsPublic ? "" : "protected ";
        if (method.DeclaringType!.IsInterface)
            return access + Static(method.IsStatic);
        var kind =
            method.IsAbstract ? "abstract "
            : !method.IsVirtual ? ""
            : method.GetBaseDefinition().DeclaringType != method.DeclaringType
                ? (method.IsFinal ? "sealed override " : "override ")
            : method.IsFinal ? ""
            : "virtual ";
        return access + Static(method.IsStatic) + kind;
    }

    private static string Static(bool isStatic) => isStatic ? "static " : "";

    private static bool IsInit(MethodInfo set) =>
        set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));

    private static string Parameters(ParameterInfo[] parameters) => string.Join(", ", parameters.Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        var passing =
            !type.IsByRef ? (parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params " : "")
            : parameter.IsOut ? "out "
            : parameter.IsIn ? "in "
            : "ref ";
        var name = TypeNames.Of(type.IsByRef ? type.GetElementType()! : type, s_nullability.Create(parameter));
        var value = parameter.HasDefaultValue ? " = " + Default(parameter) : "";
        return $"{passing}{name} {parameter.Name}{value}";
    }

    private static string Default(ParameterInfo parameter) =>
        parameter.ParameterType.IsEnum
            ? $"{parameter.ParameterType.Name}.{Enum.ToObject(parameter.ParameterType, parameter.RawDefaultValue!)}"
        : parameter.RawDefaultValue is null
        && parameter.ParameterType.IsValueType
        && Nullable.GetUnderlyingType(parameter.ParameterType) is null
            ? "default"
        : Constant(parameter.RawDefaultValue);

    private static string Constant(object? value) =>
        value switch
        {
            null => "null",
            string text => $"\"{text.Replace("\n", "\\n", StringComparison.Ordinal)}\"",
            bool truth => truth ? "true" : "false",
            char c => $"'{c}'",
            _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };
}
