using NumSharp;

namespace TfNetLstm.Data;

/// <summary>MNIST as the tutorials' <c>input_data.read_data_sets</c> splits it.</summary>
internal sealed record MnistData(DataSet Train, DataSet Validation, DataSet Test)
{
    /// <summary>The SHA-256 of the four files' content, in the order of <see cref="MnistFiles.All"/>.</summary>
    public required IReadOnlyList<string> Hashes { get; init; }

    /// <summary>How many training examples are set aside, from the front.</summary>
    public const int ValidationCount = 5_000;

    /// <summary>How many examples are left for training.</summary>
    public const int TrainCount = 60_000 - ValidationCount;

    /// <summary>How many examples there are to test with.</summary>
    public const int TestCount = 10_000;

    /// <summary>Reads and checks the four files of a folder; <paramref name="random"/> shuffles.</summary>
    public static MnistData Load(string folder, NumPyRandom random)
    {
        MnistFiles.CheckFolder(folder);
        var images = MnistFiles.Read(folder, MnistFiles.TrainImages).Values;
        var labels = MnistFiles.Read(folder, MnistFiles.TrainLabels).Values;
        var testImages = MnistFiles.Read(folder, MnistFiles.TestImages).Values;
        var testLabels = MnistFiles.Read(folder, MnistFiles.TestLabels).Values;

        var validationPixels = ValidationCount * DataSet.Pixels;
        return new MnistData(
            new DataSet(images[validationPixels..], labels[ValidationCount..], random),
            new DataSet(images[..validationPixels], labels[..ValidationCount], random),
            new DataSet(testImages, testLabels, random)
        )
        {
            Hashes = [.. MnistFiles.All.Select(f => f.Sha256)],
        };
    }
}
