using System.Globalization;
using Tensorflow.Formats.Proto;
using Tensorflow.Graphs;

namespace Tensorflow.Saving;

/// <summary>What is saved under one name: a variable, or the pieces of one (saveable_object_util.py).</summary>
internal sealed record Saveable(string Name, IReadOnlyList<Saveable.Piece> Pieces)
{
    /// <summary>One tensor of a checkpoint, or a slice of one; an empty spec is the whole.</summary>
    public sealed record Piece(Tensor Reference, string SliceSpec)
    {
        public TF_DataType DType => Reference.dtype.as_base_dtype();
    }

    /// <summary>The device that the variable asks for.</summary>
    public string Device => Pieces[0].Reference.op.Device;

    /// <summary>Variables under their own names, by name; pieces of one variable come together.</summary>
    /// <exception cref="ValueError">Two have one name.</exception>
    public static Saveable[] Of(IEnumerable<IVariableV1> variables)
    {
        var byName = new SortedDictionary<string, List<Piece>>(StringComparer.Ordinal);
        foreach (var variable in variables)
        {
            var slice = (variable as RefVariable)?.SaveSlice;
            var name = slice?.FullName ?? variable.Op.name;
            if (!byName.TryGetValue(name, out var pieces))
                byName.Add(name, pieces = []);
            else if (slice is null || pieces.Exists(p => p.SliceSpec.Length == 0))
                throw new ValueError($"At least two variables have the same name: {name}");
            pieces.Add(new(variable.Handle, slice is null ? "" : SpecOf(slice)));
        }
        return Checked([.. byName.Select(p => new Saveable(p.Key, p.Value))]);
    }

    /// <summary>Variables under names of the caller's.</summary>
    /// <exception cref="ValueError">A variable has two names.</exception>
    public static Saveable[] Of(IReadOnlyDictionary<string, IVariableV1> variables) =>
        Checked([
            .. variables
                .OrderBy(v => v.Key, StringComparer.Ordinal)
                .Select(v => new Saveable(v.Key, [new(v.Value.Given(v.Key).Handle, "")])),
        ]);

    /// <summary>The text that tells a checkpoint where a slice lies: the whole shape, then start and length by dimension.</summary>
    private static string SpecOf(SaveSliceInfoDef slice)
    {
        var shape = string.Join(' ', slice.FullShape.Select(d => d.ToString(CultureInfo.InvariantCulture)));
        var ranges = slice.VarOffset.Zip(
            slice.VarShape,
            (start, length) => string.Create(CultureInfo.InvariantCulture, $"{start},{length}")
        );
        return $"{shape} {string.Join(':', ranges)}";
    }

    private static Saveable[] Checked(Saveable[] saveables)
    {
        var seen = new HashSet<Operation>();
        foreach (var saveable in saveables)
        foreach (var piece in saveable.Pieces)
            if (!seen.Add(piece.Reference.op))
                throw new ValueError($"The same saveable will be restored with two names: {saveable.Name}");
        return saveables;
    }
}
