using System.CommandLine;
using NumSharp;
using TfNetLstm.Data;

namespace TfNetLstm.Commands;

/// <summary>The verb <c>data</c>: the four files to learn from.</summary>
internal static class DataCommand
{
    /// <summary>The verb with its own verbs.</summary>
    public static Command Create()
    {
        var command = new VerbCommand(
            "data",
            "Checks, describes and fetches the images and labels.",
            "data verify",
            "data info --data-dir fashion"
        )
        {
            Verify(),
            Info(),
            Download(),
        };
        return command;
    }

    private static VerbCommand Verify()
    {
        var dataDir = DataDir();
        var command = new VerbCommand(
            "verify",
            "Reads the four files and checks every checksum.",
            "data verify",
            "data verify --data-dir fashion"
        )
        {
            dataDir,
        };
        command.SetAction(parsed =>
        {
            var folder = parsed.GetValue(dataDir) ?? MnistFiles.DefaultFolder;
            MnistFiles.CheckFolder(folder);
            foreach (var file in MnistFiles.Of(folder))
            {
                MnistFiles.Read(folder, file);
                parsed.InvocationConfiguration.Output.WriteLine($"ok  {file.Sha256}  {file.Name}");
            }
            return (int)ExitCode.Ok;
        });
        return command;
    }

    private static VerbCommand Info()
    {
        var dataDir = DataDir();
        var command = new VerbCommand(
            "info",
            "Tells what is in the four files.",
            "data info",
            "data info --data-dir fashion"
        )
        {
            dataDir,
        };
        command.SetAction(parsed =>
        {
            var output = parsed.InvocationConfiguration.Output;
            var folder = parsed.GetValue(dataDir) ?? MnistFiles.DefaultFolder;
            var data = MnistData.Load(folder, np.random.RandomState(0));
            output.WriteLine(folder);
            foreach (
                var (name, set) in ((string, DataSet)[])
                    [("train", data.Train), ("validation", data.Validation), ("test", data.Test)]
            )
            {
                var counts = new int[DataSet.Classes];
                foreach (var label in set.Labels)
                    counts[label]++;
                output.WriteLine(
                    FormattableString.Invariant(
                        $"{name, -10}  {set.Count, 6} images of 28 x 28; of the digits 0 to 9: "
                    ) + string.Join(' ', counts)
                );
            }
            return (int)ExitCode.Ok;
        });
        return command;
    }

    private static VerbCommand Download()
    {
        var url = new ValueOption<string?>("--url", "address", "an address such as https://host/folder", TryAddress)
        {
            Description = "Where the four files lie, under their usual names.",
            Required = true,
        };
        var into = ValueOptions.OptionalPath("--into", "folder");
        into.Description = "The folder to write; it is made where it is not there.";
        into.Required = true;
        var hashes = new ValueOption<string[]>(
            "--sha256",
            "hashes",
            "the four SHA-256 of the uncompressed files, with commas between them",
            TryHashes
        )
        {
            Description =
                "The SHA-256 of the uncompressed train images, train labels, test images, test labels, with commas; "
                + "left out, MNIST's.",
            DefaultValueFactory = _ => [.. MnistFiles.All.Select(f => f.Sha256)],
        };
        var command = new VerbCommand(
            "download",
            "Fetches the four files of MNIST, or of a set like it, and checks them.",
            "data download --url https://host/mnist --into mnist",
            "data download --url https://host/fashion --into fashion --sha256 HASH,HASH,HASH,HASH"
        )
        {
            url,
            into,
            hashes,
        };
        command.SetAction(
            async (parsed, stop) =>
                (int)
                    await DataDownload.Run(
                        parsed.GetValue(url)!,
                        parsed.GetValue(into)!,
                        parsed.GetValue(hashes)!,
                        parsed.InvocationConfiguration.Output,
                        stop
                    )
        );
        return command;
    }

    private static ValueOption<string?> DataDir()
    {
        var option = ValueOptions.OptionalPath("--data-dir", "folder");
        option.Description = "The folder with the four files; left out, the ones that come with the program.";
        return option;
    }

    private static bool TryAddress(string text, out string? value)
    {
        value = text;
        return Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https";
    }

    private static bool TryHashes(string text, out string[] value)
    {
        value = text.ToLowerInvariant().Split(',');
        return value.Length == MnistFiles.All.Count && value.All(h => h.Length == 64 && h.All(char.IsAsciiHexDigit));
    }
}
