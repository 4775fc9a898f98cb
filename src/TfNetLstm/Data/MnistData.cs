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
        var files = MnistFiles.Of(folder);
        // All at once; of several errors the first file's is told.
        var reading = files.Select(file => Task.Run(() => MnistFiles.Read(folder, file))).ToArray();
        var read = Array.ConvertAll(reading, task => task.GetAwaiter().GetResult());
        CheckSizes(folder, files, read);
        var (images, labels, testImages, testLabels) = (read[0].Values, read[1].Values, read[2].Values, read[3].Values);

        var validationPixels = ValidationCount * DataSet.Pixels;
        return new MnistData(
            new DataSet(images[validationPixels..], labels[ValidationCount..], random),
            new DataSet(images[..validationPixels], labels[..ValidationCount], random),
            new DataSet(testImages, testLabels, random)
        )
        {
            Hashes = [.. files.Select(f => f.Sha256)],
        };
    }

    // MNIST's own hashes say this already; another set's do not.
    private static void CheckSizes(string folder, IReadOnlyList<MnistFile> files, IdxFile[] read)
    {
        for (var i = 0; i < read.Length; i++)
        {
            var count = i < 2 ? ValidationCount + TrainCount : TestCount;
            int[] expected = files[i].Rank == 3 ? [count, 28, 28] : [count];
            var path = Path.Combine(folder, files[i].Name);
            if (!read[i].Dims.AsSpan().SequenceEqual(expected))
                throw IdxFile.Bad(
                    path,
                    $"it is [{string.Join(", ", read[i].Dims)}] and not [{string.Join(", ", expected)}]"
                );
            if (
                files[i].Rank == 1
                && read[i].Values.Span.ContainsAnyExceptInRange((byte)0, (byte)(DataSet.Classes - 1))
            )
                throw IdxFile.Bad(path, "a label is not from 0 to 9");
        }
    }
}
