namespace TfNetLstm.Tests.Compatibility;

/// <summary>A line of engine_members.txt: a member of the engine, and the same in TensorFlow.NET.</summary>
/// <param name="Member">The member as compiled code refers to it.</param>
/// <param name="File">The file that declares it, in TensorFlow.NET's repository or among our adapters.</param>
/// <param name="Declaration">Its declaration there.</param>
internal sealed record KeptMember(string Member, string File, string Declaration)
{
    /// <summary>Operators and accessors: nobody writes the names of their parameters.</summary>
    public bool IsOperator =>
        Member.Contains(".op_", StringComparison.Ordinal) || Member.Contains(".get_", StringComparison.Ordinal);

    /// <summary>Whether an adapter brings the member under its name, and calls what is declared.</summary>
    public bool IsAdapted => File.Contains(" over ", StringComparison.Ordinal);
}

/// <summary>The kept list.</summary>
internal static class KeptMembers
{
    public static IReadOnlyList<KeptMember> Read() =>
        [
            .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Compatibility", "engine_members.txt"))
                .Where(line => line.Length > 0 && line[0] != '#')
                .Select(line => line.Split('\t'))
                .Select(fields => new KeptMember(fields[0], fields[1], fields[2])),
        ];
}
