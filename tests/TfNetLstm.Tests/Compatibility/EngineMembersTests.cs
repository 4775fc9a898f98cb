namespace TfNetLstm.Tests.Compatibility;

/// <summary>
/// The program and its cells compile against TensorFlow.NET as well. That package cannot be restored everywhere, so this
/// holds what they use of the engine against a list whose lines were looked up in TensorFlow.NET's source.
/// </summary>
public class EngineMembersTests
{
    private static readonly string[] _assemblies = ["TfNetLstm", "Tensorflow.Rnn"];

    /// <summary>Each engine has a file of its own for these, so what they use may differ.</summary>
    private static readonly string[] _adapters =
    [
        "TfNetLstm.Engine",
        "Tensorflow.ScopeAdapter",
        "Tensorflow.RnnAdapter",
    ];

    [Fact]
    public void EveryMemberUsedWasLookedUp()
    {
        var kept = KeptMembers.Read().Select(k => k.Member).ToArray();
        var used = EngineReferences.Of(_assemblies, _adapters);
        var unknown = used.Except(kept, StringComparer.Ordinal).Select(m => "+ " + m);
        var vanished = kept.Except(used, StringComparer.Ordinal).Select(m => "- " + m);
        var different = unknown.Concat(vanished).ToArray();
        Assert.True(
            different.Length == 0,
            "Compatibility/engine_members.txt is not what program and cells use. Look up each + in TensorFlow.NET's source "
                + $"and add its line there; take out each -:\n{string.Join("\n", different)}"
        );
    }

    [Fact]
    public void ParametersHaveTensorFlowNetsNamesInItsOrder()
    {
        var different = KeptMembers
            .Read()
            .Where(k => !k.IsOperator && !k.IsAdapted)
            .Where(k => !IsInOrder(ParameterList.NamesOf(k.Member), ParameterList.NamesOf(k.Declaration)))
            .Select(k => $"{k.Member}\n  there: {k.Declaration}")
            .ToArray();
        Assert.True(different.Length == 0, string.Join("\n", different));
    }

    /// <summary>Whether the names stand in the other list in the same order; that may have more between them.</summary>
    private static bool IsInOrder(IEnumerable<string> names, IEnumerable<string> all)
    {
        using var rest = all.GetEnumerator();
        return names.All(name =>
        {
            while (rest.MoveNext())
                if (string.Equals(rest.Current, name, StringComparison.Ordinal))
                    return true;
            return false;
        });
    }
}
