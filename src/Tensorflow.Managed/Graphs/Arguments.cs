using System.Runtime.CompilerServices;

namespace Tensorflow;

/// <summary>Checks of what callers pass.</summary>
internal static class Arguments
{
    /// <summary>The argument, which must not be null.</summary>
    /// <exception cref="ValueError">It is.</exception>
    public static T Given<T>(this T? argument, [CallerArgumentExpression(nameof(argument))] string? name = null)
        where T : class => argument ?? throw new ValueError($"Argument '{name}' must not be null.");

    /// <summary>The list, which must not be null nor hold a null.</summary>
    /// <exception cref="ValueError">It is or does.</exception>
    public static IReadOnlyList<T> AllGiven<T>(
        this IReadOnlyList<T>? arguments,
        [CallerArgumentExpression(nameof(arguments))] string? name = null
    )
        where T : class
    {
        foreach (var argument in arguments.Given(name))
            argument.Given($"{name}[...]");
        return arguments!;
    }
}
