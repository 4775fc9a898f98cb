using System.Globalization;
using System.Reflection;
using System.Runtime.Intrinsics;
using TfNetLstm.Commands;
using TfNetLstm.Data;

namespace TfNetLstm.Training;

/// <summary>What a run has to tell so that it can be repeated.</summary>
internal static class RunHeader
{
    private const int ShownHash = 12;

    private const int ShownCommit = 9;

    /// <summary>The program's version, and the first digits of the commit that it was built from.</summary>
    public static string Version { get; } =
        Shortened(
            typeof(RunHeader).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion
        );

    /// <summary>Bits of the widest vectors that the engine's kernels use here.</summary>
    public static int SimdBits =>
        Vector512.IsHardwareAccelerated ? 512
        : Vector256.IsHardwareAccelerated ? 256
        : Vector128.IsHardwareAccelerated ? 128
        : 32;

    /// <summary>Two lines.</summary>
    public static void Write(TextWriter error, int? seed, int threads, MnistData data)
    {
        var threadsUsed = threads == 0 ? Environment.ProcessorCount : threads;
        var seedText = seed?.ToString(CultureInfo.InvariantCulture) ?? "none";
        error.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{CommandLine.ProgramName} {Version}, {Engine.Name}, threads {threadsUsed}, SIMD {SimdBits} bits, seed {seedText}"
            )
        );
        error.WriteLine($"data SHA-256 {string.Join(' ', data.Hashes.Select(hash => hash[..ShownHash]))}");
    }

    private static string Shortened(string version) =>
        version.IndexOf('+', StringComparison.Ordinal) is var plus and >= 0 && version.Length > plus + ShownCommit
            ? version[..(plus + 1 + ShownCommit)]
            : version;
}
