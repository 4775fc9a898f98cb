using System.Globalization;
using Tensorflow.Formats.Proto;

namespace Tensorflow.Formats.Inspection;

/// <summary>Describes checkpoints.</summary>
internal static class CheckpointInspection
{
    public static FileReport Describe(string prefix, IFileLayer files, bool statistics)
    {
        using CheckpointReader reader = CheckpointReader.Open(prefix, files);
        long bytes = reader.Entries.Sum(entry => entry.Size);
        var report = new FileReport(
            FileKind.Checkpoint,
            prefix,
            bytes + Length(CheckpointPath.IndexFile(prefix), files)
        );
        report.Add("tensors", (long)reader.Entries.Count);
        report.Add("elements", reader.Entries.Sum(entry => entry.ElementCount));
        report.Add("bytes of values", bytes);
        report.Add("data files", (long)reader.ShardCount);
        report.Add("graph beside it", files.FileExists(CheckpointPath.MetaFile(prefix)) ? "yes" : "no");
        ReportTable table = TensorTable.Begin(report, statistics, "offset", "pieces");
        foreach (CheckpointEntry entry in reader.Entries)
        {
            TensorElements? elements = statistics && IsReadable(entry) ? Read(reader, entry.Name) : null;
            TensorTable.Add(
                table,
                statistics,
                entry.Name,
                entry.Type,
                entry.ShapeSpan,
                entry.Size,
                elements,
                entry.Slices.Count == 0 ? entry.Offset : null,
                entry.Slices.Count == 0 ? null : string.Join("; ", entry.Slices)
            );
        }
        return report;
    }

    public static FileReport DescribeState(string path, IFileLayer files)
    {
        CheckpointState state = MessageFile.ReadText<CheckpointState>(files, path);
        var report = new FileReport(FileKind.CheckpointState, path, Length(path, files));
        report.Add("newest", state.ModelCheckpointPath);
        if (state.LastPreservedTimestamp != 0)
        {
            report.Add("last kept for good", Time(state.LastPreservedTimestamp));
        }
        ReportTable table = report.AddTable("checkpoints", "prefix", "saved", "exists");
        for (int i = 0; i < state.AllModelCheckpointPaths.Count; i++)
        {
            string prefix = state.AllModelCheckpointPaths[i];
            table.Add(
                prefix,
                i < state.AllModelCheckpointTimestamps.Count ? Time(state.AllModelCheckpointTimestamps[i]) : null,
                CheckpointPath.Exists(Path.Combine(AtomicFile.Folder(path), prefix), files) ? "yes" : "no"
            );
        }
        return report;
    }

    public static TensorElements Read(CheckpointReader reader, string name)
    {
        CheckpointEntry entry = reader.GetEntry(name);
        return entry.Type == DataType.DtString
            ? new TensorElements(name, entry.Shape, reader.ReadStrings(name))
            : new TensorElements(name, entry.Type, entry.Shape, reader.ReadBytes(name));
    }

    public static void Verify(string prefix, IFileLayer files, List<TensorFileException> problems) =>
        FileInspector.Collect(
            problems,
            () =>
            {
                using CheckpointReader reader = CheckpointReader.Open(prefix, files);
                foreach (CheckpointEntry entry in reader.Entries)
                {
                    FileInspector.Collect(problems, () => reader.Verify(entry.Name));
                }
            }
        );

    internal static long Length(string path, IFileLayer files)
    {
        using IFileReader reader = files.OpenRead(path);
        return reader.Length;
    }

    private static bool IsReadable(CheckpointEntry entry) =>
        entry.Type == DataType.DtString ? entry.Slices.Count == 0 : ElementTypes.SizeOf(entry.Type) > 0;

    /// <summary>Seconds since 1970 as a date; the number itself when no date has it.</summary>
    internal static string Time(double seconds) =>
        Math.Abs(seconds) < 1e11
            ? DateTimeOffset
                .UnixEpoch.AddSeconds(seconds)
                .ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture)
            : seconds.ToString(CultureInfo.InvariantCulture);
}
