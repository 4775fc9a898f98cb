using System.CommandLine;
using Tensorflow.Formats;
using Tensorflow.Formats.Inspection;
using Tensorflow.Formats.Proto;
using TfNetLstm.Data;
using TfNetLstm.Inspecting;

namespace TfNetLstm.Commands;

/// <summary>The verb <c>inspect</c>: what is in a file of TensorFlow's.</summary>
internal static class InspectCommand
{
    private const int Shown = 1000;

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var path = new Argument<string>("path")
        {
            Description =
                "A checkpoint (prefix, file or folder), an event file, a GraphDef, MetaGraphDef or SavedModel, binary or text.",
        };
        var tensor = new ValueOption<string?>("--tensor", "name", "the name of a tensor", AnyText);
        var verify = ValueOptions.Flag("--verify");
        var json = ValueOptions.Flag("--json");
        var npz = ValueOptions.OptionalPath("--npz", "file");
        tensor.Description = "Prints the values of one tensor of a checkpoint, or of a constant of a graph.";
        verify.Description = "Reads every byte and checks every checksum.";
        json.Description = "Prints the table as JSON.";
        npz.Description = "Writes the tensors of a checkpoint as arrays for NumPy.";
        var command = new VerbCommand(
            "inspect",
            "Shows what is in a checkpoint, an event file, a graph or a SavedModel.",
            "inspect runs/first",
            "inspect runs/first/model.ckpt-781 --tensor rnn/basic_lstm_cell/bias"
        )
        {
            path,
            tensor,
            verify,
            json,
            npz,
        };
        command.SetAction(parsed =>
        {
            var (output, named) = (parsed.InvocationConfiguration.Output, parsed.GetValue(path)!);
            using var arrays = OutputFile.Open(npz.Name, parsed.GetValue(npz));
            try
            {
                if (arrays is not null)
                    arrays.Write(CheckpointArrays.Npz(named));
                else if (parsed.GetValue(verify))
                    Verify(named, output);
                else if (parsed.GetValue(tensor) is { } name)
                    WriteTensor(FileInspector.ReadTensor(named, name), output);
                else
                    Show(FileInspector.Inspect(named, statistics: true), parsed.GetValue(json), output);
                return (int)ExitCode.Ok;
            }
            catch (TensorFileException e)
            {
                throw DataFileException.Of(e, "give a checkpoint, an event file, a graph or a SavedModel");
            }
        });
        return command;
    }

    private static void Show(FileReport report, bool asJson, TextWriter output)
    {
        if (asJson)
            output.WriteLine(ReportText.Json(report));
        else
            ReportText.Write(output, report);
    }

    private static void Verify(string path, TextWriter output)
    {
        if (FileInspector.Verify(path) is [var first, ..] all)
        {
            var more = all.Count > 1 ? FormattableString.Invariant($" (and {all.Count - 1} more)") : "";
            throw new DataFileException(path, first.Message + more, "the file is damaged: take another one");
        }
        output.WriteLine($"{path}: whole, every checksum is right");
    }

    private static void WriteTensor(TensorElements tensor, TextWriter output)
    {
        output.WriteLine($"{tensor.Name} {TypeName(tensor.Type)} [{string.Join(',', tensor.Shape)}]");
        if (TensorStatistics.Of(tensor) is { } statistics)
        {
            output.WriteLine(
                FormattableString.Invariant(
                    $"min {statistics.Min:G6}, mean {statistics.Mean:G6}, max {statistics.Max:G6}, deviation {statistics.StandardDeviation:G6}, zeros {statistics.Zeros}, not finite {statistics.NotFinite}"
                )
            );
        }
        var shown = Math.Min(Shown, tensor.Count);
        foreach (var row in Enumerable.Range(0, shown).Select(tensor.TextAt).Chunk(8))
            output.WriteLine(string.Join(' ', row));
        if (tensor.Count > shown)
            output.WriteLine(FormattableString.Invariant($"... and {tensor.Count - shown} more: --npz writes all"));
    }

    private static string TypeName(DataType type) =>
        type switch
        {
            DataType.DtFloat => "float32",
            DataType.DtDouble => "float64",
            DataType.DtHalf => "float16",
            _ => type.ToString()["Dt".Length..].ToLowerInvariant(),
        };

    private static bool AnyText(string text, out string? value)
    {
        value = text;
        return text.Length > 0;
    }
}
