using System.Globalization;

namespace Tensorflow.Formats.Inspection;

/// <summary>What there is to say of a file: facts, then tables.</summary>
public sealed class FileReport
{
    internal FileReport(FileKind kind, string path, long length)
    {
        Kind = kind;
        Path = path;
        Length = length;
    }

    /// <summary>What the file is.</summary>
    public FileKind Kind { get; }

    /// <summary>The file, or the prefix of a checkpoint's files.</summary>
    public string Path { get; }

    /// <summary>How many bytes it has, or they have.</summary>
    public long Length { get; }

    /// <summary>Facts of the whole: a name, and a text, a long or a double.</summary>
    public IReadOnlyList<KeyValuePair<string, object>> Facts => FactList;

    /// <summary>Tables of what is in it.</summary>
    public IReadOnlyList<ReportTable> Tables => TableList;

    internal List<KeyValuePair<string, object>> FactList { get; } = [];

    internal List<ReportTable> TableList { get; } = [];

    internal void Add(string name, object value) => FactList.Add(new KeyValuePair<string, object>(name, value));

    internal ReportTable AddTable(string name, params string[] columns)
    {
        var table = new ReportTable(name, columns);
        TableList.Add(table);
        return table;
    }
}

/// <summary>A table of a report: each cell a text, a long, a double, or nothing.</summary>
public sealed class ReportTable
{
    internal ReportTable(string name, string[] columns)
    {
        Name = name;
        Columns = columns;
    }

    /// <summary>What the rows are, such as "tensors".</summary>
    public string Name { get; }

    /// <summary>What the columns are.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>The rows, each with a cell for each column.</summary>
    public IReadOnlyList<IReadOnlyList<object?>> Rows => RowList;

    internal List<object?[]> RowList { get; } = [];

    /// <summary>A cell as text, the same in every country.</summary>
    public static string Text(object? cell) =>
        cell switch
        {
            null => "",
            double number => number.ToString("G6", CultureInfo.InvariantCulture),
            IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
            _ => cell.ToString() ?? "",
        };

    internal void Add(params object?[] cells) => RowList.Add(cells);
}
