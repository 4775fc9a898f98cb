using System.Diagnostics.CodeAnalysis;
using Tensorflow.Formats.Events;
using Tensorflow.Formats.Proto;

namespace Tensorflow.Formats.Inspection;

/// <summary>Describes event files: what TensorBoard would show, tag by tag.</summary>
internal static class EventInspection
{
    public static FileReport Describe(string path, IFileLayer files)
    {
        var report = new FileReport(FileKind.EventFile, path, CheckpointInspection.Length(path, files));
        using var reader = new EventFileReader(path, files);
        var kinds = new SortedDictionary<string, long>(StringComparer.Ordinal);
        var tags = new Dictionary<(string Tag, string Kind), TagRow>();
        var order = new List<TagRow>();
        TensorFileException? damage = null;
        long first = long.MaxValue;
        long last = long.MinValue;
        double begin = double.NaN;
        double end = double.NaN;
        while (TryRead(reader, out Event? item, ref damage))
        {
            begin = double.IsNaN(begin) ? item.WallTime : begin;
            end = item.WallTime;
            first = Math.Min(first, item.Step);
            last = Math.Max(last, item.Step);
            string kind = item.WhatCase.ToString();
            kinds[kind] = kinds.GetValueOrDefault(kind) + 1;
            foreach (Summary.Types.Value value in item.Summary?.Value ?? [])
            {
                AddValue(tags, order, item.Step, value);
            }
        }
        report.Add("events", kinds.Values.Sum());
        if (kinds.Count > 0)
        {
            report.Add("from", CheckpointInspection.Time(begin));
            report.Add("to", CheckpointInspection.Time(end));
            report.Add("first step", first);
            report.Add("last step", last);
        }
        report.Add("bytes behind the last whole event", reader.Rest);
        if (damage is not null)
        {
            report.Add("damaged", damage.Message);
        }
        ReportTable events = report.AddTable("events", "kind", "events");
        foreach ((string kind, long count) in kinds)
        {
            events.Add(kind, count);
        }
        ReportTable table = report.AddTable("tags", "tag", "kind", "values", "first step", "last step", "last value");
        foreach (TagRow row in order)
        {
            table.Add(row.Tag, row.Kind, row.Count, row.First, row.Last, row.Value);
        }
        return report;
    }

    public static void Verify(string path, IFileLayer files, List<TensorFileException> problems)
    {
        using var reader = new EventFileReader(path, files);
        TensorFileException? damage = null;
        while (TryRead(reader, out _, ref damage)) { }
        if (damage is not null)
        {
            problems.Add(damage);
        }
        else if (reader.Rest > 0)
        {
            problems.Add(
                TensorFileException.Damaged(
                    path,
                    reader.Offset,
                    $"the file is torn: {reader.Rest} bytes are no whole event"
                )
            );
        }
    }

    private static bool TryRead(
        EventFileReader reader,
        [NotNullWhen(true)] out Event? item,
        ref TensorFileException? damage
    )
    {
        item = null;
        try
        {
            item = reader.Read();
        }
        catch (TensorFileException error)
        {
            damage = error;
        }
        return item is not null;
    }

    private static void AddValue(
        Dictionary<(string Tag, string Kind), TagRow> tags,
        List<TagRow> order,
        long step,
        Summary.Types.Value value
    )
    {
        string kind = value.ValueCase switch
        {
            Summary.Types.Value.ValueOneofCase.SimpleValue => "scalar",
            Summary.Types.Value.ValueOneofCase.Histo => "histogram",
            Summary.Types.Value.ValueOneofCase.Image => "image",
            Summary.Types.Value.ValueOneofCase.Audio => "audio",
            Summary.Types.Value.ValueOneofCase.Tensor => "tensor",
            _ => "other",
        };
        if (!tags.TryGetValue((value.Tag, kind), out TagRow? row))
        {
            row = new TagRow(value.Tag, kind, step);
            tags.Add((value.Tag, kind), row);
            order.Add(row);
        }
        row.Count++;
        row.Last = step;
        row.Value = value.ValueCase switch
        {
            Summary.Types.Value.ValueOneofCase.SimpleValue => (double)value.SimpleValue,
            Summary.Types.Value.ValueOneofCase.Histo => ReportTable.Text(value.Histo.Min)
                + " to "
                + ReportTable.Text(value.Histo.Max),
            Summary.Types.Value.ValueOneofCase.Image => FormattableString.Invariant(
                $"{value.Image.Width} x {value.Image.Height}"
            ),
            Summary.Types.Value.ValueOneofCase.Tensor => GraphInspection.ShapeText(value.Tensor.TensorShape),
            _ => null,
        };
    }

    private sealed class TagRow(string tag, string kind, long first)
    {
        public string Tag => tag;

        public string Kind => kind;

        public long First => first;

        public long Count { get; set; }

        public long Last { get; set; }

        public object? Value { get; set; }
    }
}
