using System.Globalization;
using System.Text.RegularExpressions;
using NumSharp;
using Tensorflow.Formats;
using TfNetLstm.Commands;
using TfNetLstm.Data;
using TfNetLstm.Training;

namespace TfNetLstm.Runs;

/// <summary>A checkpoint to go on from; without a state where Python wrote it.</summary>
internal sealed partial record ResumePoint(string Prefix, TrainState? State)
{
    /// <summary>The word for the newest checkpoint of the run folder.</summary>
    public const string LatestWord = "latest";

    /// <summary>The folder that it lies in.</summary>
    public string Folder => Path.GetDirectoryName(Path.GetFullPath(Prefix))!;

    /// <summary>The loop's place.</summary>
    public LoopPosition Position => State?.Position ?? new LoopPosition { Step = StepOf(Prefix) };

    /// <summary>Finds what <c>--resume</c> names; of a folder the newest checkpoint that is whole.</summary>
    public static ResumePoint Find(string resume, string? saveDir, Action<string> tell)
    {
        if (resume != LatestWord)
        {
            return Directory.Exists(resume) ? Newest(resume, tell) : Whole(Resolve(resume));
        }
        return saveDir is null
            ? throw new UsageException(
                "--resume latest needs to know the run folder: give --save-dir too, or --resume FOLDER"
            )
            : Newest(saveDir, tell);
    }

    /// <summary>Puts model, data and shuffles where they were.</summary>
    public void Restore(ISavedModel model, DataSet train, NumPyRandom random)
    {
        model.Restore(Prefix);
        if (State is null)
            return;
        if (
            State.VariablesHash.Length > 0
            && model.VariablesHash() is { Length: > 0 } hash
            && hash != State.VariablesHash
        )
        {
            throw new DataFileException(
                TrainState.PathOf(Prefix),
                "it belongs to another save than the checkpoint beside it",
                "go on from another checkpoint"
            );
        }
        try
        {
            train.Restore(State.Data);
        }
        catch (ArgumentException)
        {
            throw new DataFileException(
                TrainState.PathOf(Prefix),
                "its place in the data cannot be",
                "is --data-dir the one of that run?"
            );
        }
        random.set_state(State.Random);
        model.RandomNodes = State.RandomNodes;
    }

    /// <summary>The checkpoints that a folder's state file names, oldest first.</summary>
    public static IEnumerable<string> Known(string folder)
    {
        try
        {
            return CheckpointStateFile.Read(folder)?.AllModelCheckpointPaths.ToArray() ?? [];
        }
        catch (TensorFileException)
        {
            return [];
        }
    }

    private static ResumePoint Newest(string folder, Action<string> tell)
    {
        foreach (var prefix in Candidates(folder))
        {
            try
            {
                return Whole(prefix);
            }
            catch (DataFileException e)
            {
                tell($"skipped {e.Message}");
            }
        }
        throw new DataFileException(folder, "there is no checkpoint to go on from", "train --save-dir writes them");
    }

    private static IEnumerable<string> Candidates(string folder)
    {
        try
        {
            var state = CheckpointStateFile.Read(folder);
            return state is null
                ? []
                : state
                    .AllModelCheckpointPaths.Append(state.ModelCheckpointPath)
                    .Reverse()
                    .Distinct(StringComparer.Ordinal);
        }
        catch (TensorFileException e)
        {
            throw new DataFileException(folder, e.Message, "--resume PREFIX names one of its checkpoints");
        }
    }

    private static string Resolve(string path)
    {
        try
        {
            return CheckpointPath.Resolve(path);
        }
        catch (TensorFileException e)
        {
            throw new DataFileException(
                path,
                e.Cause,
                "give the prefix of a checkpoint, one of its files, or its folder"
            );
        }
    }

    private static ResumePoint Whole(string prefix)
    {
        try
        {
            using var reader = CheckpointReader.Open(prefix);
            reader.Verify();
        }
        catch (TensorFileException e)
        {
            throw new DataFileException(prefix, e.Message, "go on from another checkpoint");
        }
        return new(prefix, TrainState.Read(prefix));
    }

    private static long StepOf(string prefix) =>
        Step().Match(prefix) is { Success: true } match
            ? long.Parse(match.Groups["step"].Value, CultureInfo.InvariantCulture)
            : 0;

    [GeneratedRegex(@"-(?<step>\d{1,9})$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Step();
}
