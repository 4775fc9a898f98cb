using System.Globalization;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using static Tensorflow.Binding;

namespace TfNetLstm.Tests.Docs;

/// <summary>Compiles a snippet as a project of a new user would, and runs it.</summary>
internal static class SnippetProgram
{
    // What a project has without writing it, the usings of TensorFlow programs, and a console of the program's own.
    private const string Surroundings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;

        internal static class Console
        {
            public static readonly StringWriter Out = new() { NewLine = "\n" };
            public static void WriteLine() => Out.WriteLine();
            public static void WriteLine(object value) => Out.WriteLine(value);
            public static void Write(object value) => Out.Write(value);
            public static void Forget() => Out.GetStringBuilder().Clear();
        }

        internal static class Check
        {
            public static void That(bool truth, [System.Runtime.CompilerServices.CallerArgumentExpression(nameof(truth))] string text = "")
            {
                if (!truth)
                    throw new InvalidOperationException("not so: " + text);
            }
        }
        """;

    private static readonly CSharpParseOptions s_parse = new(LanguageVersion.Latest);
    private static readonly SyntaxTree s_surroundings = CSharpSyntaxTree.ParseText(Surroundings, s_parse);
    private static readonly MetadataReference[] s_references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(p => IsForPrograms(Path.GetFileNameWithoutExtension(p)))
            .Select(p => MetadataReference.CreateFromFile(p)),
    ];

    /// <summary>What the compiler says against it, one line each.</summary>
    public static string[] Compile(Snippet snippet, out byte[] program)
    {
        var compilation = CSharpCompilation.Create(
            "snippet",
            [CSharpSyntaxTree.ParseText(WithUsings(snippet.Source), s_parse), s_surroundings],
            s_references,
            new(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable)
        );
        using var stream = new MemoryStream();
        var result = compilation.Emit(stream);
        program = stream.ToArray();
        return
        [
            .. result
                .Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)
                .Select(d =>
                    (Span: d.Location.GetMappedLineSpan(), Message: d.GetMessage(CultureInfo.InvariantCulture))
                )
                .Select(d => $"{d.Span.Path}:{d.Span.StartLinePosition.Line + 1}: {d.Message}"),
        ];
    }

    /// <summary>Runs it in a graph of its own and tells what it printed, and what it threw.</summary>
    public static (string Printed, Exception? Thrown) Run(byte[] program)
    {
        var assembly = Assembly.Load(program);
        var main = assembly.EntryPoint!;
        var output = (StringWriter)assembly.GetType("Console")!.GetField("Out")!.GetValue(null)!;
        using var graph = tf.Graph().as_default();
        try
        {
            main.Invoke(null, main.GetParameters().Length == 0 ? [] : [Array.Empty<string>()]);
            return (output.ToString().TrimEnd(), null);
        }
        catch (TargetInvocationException e)
        {
            return (output.ToString().TrimEnd(), e.InnerException);
        }
    }

    private static string WithUsings(string source) =>
        string.Concat(
            new[] { "using Tensorflow;", "using static Tensorflow.Binding;" }
                .Where(u => !source.Contains(u, StringComparison.Ordinal))
                .Select(u => u + "\n")
        ) + source;

    private static bool IsForPrograms(string assembly) =>
        assembly.StartsWith("System.", StringComparison.Ordinal)
        || assembly is "System" or "netstandard" or "mscorlib" or "NumSharp" or "Google.Protobuf"
        || assembly.StartsWith("Tensorflow.", StringComparison.Ordinal);
}
