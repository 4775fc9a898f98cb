using System.CommandLine;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using TfNetLstm.Compare;
using TfNetLstm.Data;
using TfNetLstm.Reports;
using TfNetLstm.Training;

namespace TfNetLstm.Commands;

/// <summary>The verb <c>info</c>: what the program runs on, and what is missing.</summary>
internal static class InfoCommand
{
    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var json = ValueOptions.Flag("--json");
        json.Description = "Prints it as JSON.";
        var command = new VerbCommand(
            "info",
            "Tells version, engine, processor and what is missing.",
            "info",
            "info --json"
        )
        {
            json,
        };
        command.SetAction(parsed =>
        {
            var (output, facts) = (parsed.InvocationConfiguration.Output, Facts().ToArray());
            if (parsed.GetValue(json))
            {
                output.WriteLine(
                    JsonText.Of(writer =>
                    {
                        writer.WriteStartObject();
                        foreach (var (name, value) in facts)
                            writer.WriteString(name, value);
                        writer.WriteEndObject();
                    })
                );
            }
            else
            {
                var width = facts.Max(f => f.Name.Length);
                foreach (var (name, value) in facts)
                    output.WriteLine($"{name.PadRight(width)}  {value}");
            }
            return (int)ExitCode.Ok;
        });
        return command;
    }

    private static IEnumerable<(string Name, string Value)> Facts()
    {
        yield return ("version", RunHeader.Version);
        yield return ("engine", Engine.Name);
        yield return ("runtime", RuntimeInformation.FrameworkDescription);
        yield return ("system", RuntimeInformation.OSDescription);
        yield return ("architecture", RuntimeInformation.ProcessArchitecture.ToString());
        yield return ("processors", FormattableString.Invariant($"{Environment.ProcessorCount}"));
        yield return ("SIMD", FormattableString.Invariant($"{RunHeader.SimdBits} bits ({Features()})"));
        yield return ("data", DataState());
        yield return ("recorded run", RecordState());
        yield return ("Python", PythonState());
    }

    private static string Features()
    {
        (string Name, bool Has)[] known =
        [
            ("AVX-512F", Avx512F.IsSupported),
            ("AVX2", Avx2.IsSupported),
            ("FMA", Fma.IsSupported),
            ("NEON", System.Runtime.Intrinsics.Arm.AdvSimd.IsSupported),
        ];
        var has = string.Join(", ", known.Where(k => k.Has).Select(k => k.Name));
        return has.Length > 0 ? has : "none: results are the same, and slower";
    }

    private static string DataState()
    {
        var folder = MnistFiles.DefaultFolder;
        var missing = MnistFiles
            .All.Where(f => !File.Exists(Path.Combine(folder, f.Name)))
            .Select(f => f.Name)
            .ToArray();
        return missing.Length == 0
            ? $"{folder} (data verify checks it)"
            : $"{string.Join(", ", missing)} missing in {folder}: the repository has them in data/mnist, or data download fetches them";
    }

    private static string RecordState() =>
        File.Exists(Path.Combine(RecordedRunFile.ShippedFolder, "run.json"))
            ? RecordedRunFile.ShippedFolder
            : "missing: the repository has it in data/reference";

    private static string PythonState() =>
        FindOnPath(PythonTwin.DefaultInterpreter) is { } path
            ? $"{path} (compare tells whether it has TensorFlow)"
            : "none on the path: compare takes the recorded run, or --python names one with TensorFlow";

    private static string? FindOnPath(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name))
            .FirstOrDefault(File.Exists);
}
