using NumSharp;
using TfNetLstm.Images;

namespace TfNetLstm.Evaluating;

/// <summary>What the model makes of a picture: what it saw and the ten probabilities, or what is wrong with the file.</summary>
internal sealed record Prediction(string Path, float[] Pixels, double[] Probabilities, string? Problem)
{
    /// <summary>The most likely digit.</summary>
    public int Digit => Array.IndexOf(Probabilities, Probabilities.Max());

    /// <summary>Reads the file and runs the model.</summary>
    public static Prediction Of(OpenedModel model, string path)
    {
        try
        {
            if (Directory.Exists(path))
                throw new ImageFileException("a folder without PNG or JPEG files");
            var pixels = DigitFinder.Find(GrayImage.Read(path));
            using var flat = np.array(pixels);
            using var x = flat.reshape(1, model.Layout.Steps, model.Layout.Input);
            return new(path, pixels, Softmax.Of(model.Classifier.Logits(x)), null);
        }
        catch (ImageFileException e)
        {
            return new(path, [], [], e.Message);
        }
    }
}
