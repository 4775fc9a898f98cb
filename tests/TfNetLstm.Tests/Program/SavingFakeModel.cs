using System.Globalization;
using TfNetLstm.Runs;

namespace TfNetLstm.Tests.Program;

/// <summary>A prepared model whose checkpoints are an index file without content.</summary>
internal sealed class SavingFakeModel : FakeModel, ISavedModel
{
    /// <summary>Is asked before each save.</summary>
    public Action<long> OnSave { get; init; } = _ => { };

    public IReadOnlyList<RandomNode> RandomNodes { get; set; } = [];

    public string Save(string prefix, long step, bool isBest)
    {
        OnSave(step);
        var path = string.Create(CultureInfo.InvariantCulture, $"{prefix}-{step}");
        File.WriteAllBytes($"{path}.index", []);
        return path;
    }

    public void Restore(string prefix) { }

    public void Recover(IEnumerable<string> prefixes) { }

    public string VariablesHash() => "";
}
