using System.Globalization;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace TfNetLstm.Tests;

/// <summary>One array of an npz file: row-major values of one type, and the shape.</summary>
internal sealed record NpyArray(Array Data, int[] Shape)
{
    /// <summary>The values, which must be of type <typeparamref name="T"/>.</summary>
    public T[] As<T>() => (T[])Data;

    /// <summary>The values of a float32 array.</summary>
    public float[] Floats => As<float>();
}

/// <summary>The arrays of an npz file by name.</summary>
internal sealed partial class NpzFile
{
    private readonly Dictionary<string, NpyArray> _arrays = new(StringComparer.Ordinal);

    /// <summary>The array of that name.</summary>
    public NpyArray this[string name] => _arrays[name];

    /// <summary>All names.</summary>
    public IReadOnlyCollection<string> Names => _arrays.Keys;

    /// <summary>Whether an array of that name is there.</summary>
    public bool Contains(string name) => _arrays.ContainsKey(name);

    /// <summary>Reads a whole file.</summary>
    public static NpzFile Read(string path)
    {
        var file = new NpzFile();
        using ZipArchive archive = ZipFile.OpenRead(path);
        foreach (ZipArchiveEntry entry in archive.Entries)
        {
            byte[] bytes = new byte[entry.Length];
            using Stream stream = entry.Open();
            stream.ReadExactly(bytes);
            file._arrays.Add(entry.FullName[..^".npy".Length], Parse(bytes));
        }
        return file;
    }

    private static NpyArray Parse(ReadOnlySpan<byte> bytes)
    {
        bool wide = bytes[6] >= 2;
        int start = wide ? 12 : 10;
        int length = wide ? BitConverter.ToInt32(bytes[8..]) : BitConverter.ToUInt16(bytes[8..]);
        Match header = Header().Match(Encoding.ASCII.GetString(bytes.Slice(start, length)));
        if (!header.Success)
            throw new InvalidDataException("an npy header that is not row-major and plain");
        int[] shape =
        [
            .. header
                .Groups["shape"]
                .Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(size => int.Parse(size, CultureInfo.InvariantCulture)),
        ];
        ReadOnlySpan<byte> data = bytes[(start + length)..];
        Array values = header.Groups["type"].Value switch
        {
            "<f4" => MemoryMarshal.Cast<byte, float>(data).ToArray(),
            "<f8" => MemoryMarshal.Cast<byte, double>(data).ToArray(),
            "<i4" => MemoryMarshal.Cast<byte, int>(data).ToArray(),
            "<i8" => MemoryMarshal.Cast<byte, long>(data).ToArray(),
            "|b1" => MemoryMarshal.Cast<byte, bool>(data).ToArray(),
            "|u1" => data.ToArray(),
            string other => throw new InvalidDataException($"npy type {other}"),
        };
        return new NpyArray(values, shape);
    }

    [GeneratedRegex(
        @"'descr': '(?<type>[^']+)', 'fortran_order': False, 'shape': \((?<shape>[^)]*)\)",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Header();
}
