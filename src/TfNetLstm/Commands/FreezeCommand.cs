using System.CommandLine;
using NumSharp;
using TfNetLstm.Data;
using TfNetLstm.Evaluating;
using TfNetLstm.Training;

namespace TfNetLstm.Commands;

/// <summary>The verb <c>freeze</c>: a trained model as one file or as a SavedModel.</summary>
internal static class FreezeCommand
{
    private const int InferenceImages = 128;

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var checkpoint = CheckpointArgument.Create();
        var output = ValueOptions.OptionalPath("--output", "file", "-o");
        var savedModel = ValueOptions.OptionalPath("--saved-model", "folder");
        var inference = ValueOptions.OptionalPath("--inference", "file");
        output.Description = "The GraphDef to write: what leads from images to logits, the weights in it as constants.";
        savedModel.Description =
            "The SavedModel to write, with the signature serving_default; the folder must not be there.";
        inference.Description =
            "An npz file of 128 test images, zero states and the logits for them, to check the others with.";
        var command = new VerbCommand(
            "freeze",
            "Writes a checkpoint's model as a frozen graph or as a SavedModel.",
            "freeze runs/first --output frozen.pb",
            "freeze runs/first/model.ckpt-781 --saved-model exported --inference inference.npz"
        )
        {
            checkpoint,
            output,
            savedModel,
            inference,
        };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(output) is null && parsed.GetValue(savedModel) is null)
                throw new UsageException("there is nothing to write: give --output, --saved-model or both");
            using var graphFile = OutputFile.Open(output.Name, parsed.GetValue(output));
            using var inferenceFile = OutputFile.Open(inference.Name, parsed.GetValue(inference));
            if (parsed.GetValue(savedModel) is { } taken && Directory.Exists(taken))
                throw new UsageException($"{savedModel.Name} '{taken}' is there already: name a folder that is not");
            using var opened = CheckpointModel.Open(parsed.GetValue(checkpoint)!, threads: 0);
            var model = (MnistModel)opened.Classifier;
            var lines = parsed.InvocationConfiguration.Output;
            if (graphFile is not null)
            {
                var frozen = Engine.Freeze(model);
                graphFile.Write(frozen);
                lines.WriteLine(FormattableString.Invariant($"{parsed.GetValue(output)}: {frozen.Length} bytes"));
            }
            if (parsed.GetValue(savedModel) is { } folder)
            {
                Engine.WriteSavedModel(model, folder);
                lines.WriteLine($"{folder}: SavedModel, signature serving_default (x, istate -> pred)");
            }
            inferenceFile?.Write(Inference(opened));
            return (int)ExitCode.Ok;
        });
        return command;
    }

    private static byte[] Inference(OpenedModel model)
    {
        var test = MnistData.Load(MnistFiles.DefaultFolder, np.random.RandomState(0)).Test;
        using var batch = test.Head(InferenceImages);
        using var x = model.Layout.Rows(batch);
        using var pred = np.array(model.Classifier.Logits(x)).reshape(InferenceImages, DataSet.Classes);
        using var state = np.zeros(new Shape(InferenceImages, model.Constants.State), NPTypeCode.Single);
        return np.savez_compressed(
            new Dictionary<string, NDArray>(StringComparer.Ordinal)
            {
                ["x"] = x,
                ["istate"] = state,
                ["pred"] = pred,
            }
        );
    }
}
