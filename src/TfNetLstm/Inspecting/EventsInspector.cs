using System.Globalization;
using Tensorflow.Formats;
using Tensorflow.Formats.Events;
using Tensorflow.Formats.Proto;

namespace TfNetLstm.Inspecting;

/// <summary>Looks into event files.</summary>
internal static class EventsInspector
{
    /// <summary>The tags of an event file: how many values each has, and over which steps.</summary>
    public static Inspected Read(string path)
    {
        var (records, graphs, tags) = (0, 0, new SortedDictionary<string, Tag>(StringComparer.Ordinal));
        string? torn = null;
        using var reader = new EventFileReader(path);
        try
        {
            while (reader.Read() is { } item)
            {
                records++;
                graphs += item.WhatCase is Event.WhatOneofCase.GraphDef or Event.WhatOneofCase.MetaGraphDef ? 1 : 0;
                foreach (var value in item.Summary?.Value ?? [])
                {
                    if (!tags.TryGetValue(value.Tag, out var tag))
                        tags[value.Tag] = tag = new();
                    tag.Add(item.Step, value);
                }
            }
        }
        catch (TensorFileException e)
        {
            torn = e.Message;
        }
        List<(string, string)> facts =
        [
            ("records", records.ToString(CultureInfo.InvariantCulture)),
            ("graphs", graphs.ToString(CultureInfo.InvariantCulture)),
        ];
        if (torn is not null)
            facts.Add(("damaged", torn));
        else if (reader.Rest > 0)
            facts.Add(("unfinished bytes", reader.Rest.ToString(CultureInfo.InvariantCulture)));
        return new("event file", path, facts, [.. tags.Select(t => t.Value.Item(t.Key))]);
    }

    private sealed class Tag
    {
        private readonly List<double> _scalars = [];
        private string _kind = "";
        private long _first = long.MaxValue;
        private long _last = long.MinValue;
        private int _count;

        public void Add(long step, Summary.Types.Value value)
        {
            (_first, _last, _count) = (Math.Min(_first, step), Math.Max(_last, step), _count + 1);
            _kind = value.ValueCase switch
            {
                Summary.Types.Value.ValueOneofCase.SimpleValue => "scalar",
                Summary.Types.Value.ValueOneofCase.Histo => "histogram",
                Summary.Types.Value.ValueOneofCase.Image => "image",
                Summary.Types.Value.ValueOneofCase.Audio => "audio",
                Summary.Types.Value.ValueOneofCase.Tensor => "tensor",
                _ => "other",
            };
            if (value.ValueCase == Summary.Types.Value.ValueOneofCase.SimpleValue)
                _scalars.Add(value.SimpleValue);
        }

        public InspectedItem Item(string name) =>
            new(
                name,
                _kind,
                string.Create(CultureInfo.InvariantCulture, $"steps {_first}-{_last}"),
                null,
                string.Create(CultureInfo.InvariantCulture, $"{_count} values")
                    + (_scalars.Count > 0 ? "; " + TensorValues.Statistics([.. _scalars]) : "")
            );
    }
}
