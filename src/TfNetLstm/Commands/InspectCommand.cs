using System.CommandLine;
using Tensorflow.Formats;
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
        tensor.Description = "Prints the values of one tensor of a checkpoint.";
        verify.Description = "Reads every byte of a checkpoint and checks every checksum.";
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
            var name = parsed.GetValue(tensor);
            if (name is not null || parsed.GetValue(verify) || arrays is not null)
            {
                using var checkpoint = OpenCheckpoint(named);
                if (parsed.GetValue(verify))
                    Verify(checkpoint, output);
                if (name is not null)
                    WriteTensor(checkpoint, name, output);
                arrays?.Write(CheckpointInspector.Npz(checkpoint));
            }
            else
            {
                var found = Inspector.Read(named);
                if (parsed.GetValue(json))
                    output.WriteLine(InspectedText.Json(found));
                else
                    InspectedText.Write(output, found);
            }
            return (int)ExitCode.Ok;
        });
        return command;
    }

    private static CheckpointReader OpenCheckpoint(string path)
    {
        try
        {
            return CheckpointReader.Open(path);
        }
        catch (TensorFileException e)
        {
            throw new DataFileException(path, e.Message, "give a checkpoint's prefix, one of its files, or its folder");
        }
    }

    private static void Verify(CheckpointReader checkpoint, TextWriter output)
    {
        try
        {
            checkpoint.Verify();
        }
        catch (TensorFileException e)
        {
            throw new DataFileException(checkpoint.Prefix, e.Message, "the checkpoint is damaged: take another one");
        }
        output.WriteLine(
            FormattableString.Invariant(
                $"{checkpoint.Prefix}: {checkpoint.Entries.Count} tensors, every checksum is right"
            )
        );
    }

    private static void WriteTensor(CheckpointReader checkpoint, string name, TextWriter output)
    {
        if (!checkpoint.HasTensor(name))
        {
            var near = checkpoint.Entries.Where(e => e.Name.Contains(name, StringComparison.OrdinalIgnoreCase)).Take(5);
            var hint = string.Join(", ", near.Select(e => e.Name));
            throw new UsageException(
                $"--tensor '{name}' is not in the checkpoint: {(hint.Length > 0 ? $"there is {hint}" : "inspect lists what is")}"
            );
        }
        var entry = checkpoint.GetEntry(name);
        output.WriteLine(
            $"{name} {CheckpointInspector.TypeName(entry.Type)} {CheckpointInspector.ShapeText(entry.Shape)}"
        );
        if (entry.Type == DataType.DtString)
        {
            foreach (var text in checkpoint.ReadStrings(name))
                output.WriteLine(System.Text.Encoding.UTF8.GetString(text));
            return;
        }
        var values = TensorValues.Numbers(entry.Type, checkpoint.ReadBytes(name));
        output.WriteLine(TensorValues.Statistics(values));
        foreach (var row in (values ?? []).Take(Shown).Select(v => TensorValues.Text(entry.Type, v)).Chunk(8))
            output.WriteLine(string.Join(' ', row));
        if (values?.Length > Shown)
            output.WriteLine(FormattableString.Invariant($"... and {values.Length - Shown} more: --npz writes all"));
    }

    private static bool AnyText(string text, out string? value)
    {
        value = text;
        return text.Length > 0;
    }
}
