using Tensorflow;
using Tensorflow.Operations;

namespace TfNetLstm.Tests.Reference;

/// <summary>Single nodes of every element type that their op has kernels for, beside the reference.</summary>
public class NodeCaseTests
{
    public static TheoryData<int, string> Cases
    {
        get
        {
            var data = new TheoryData<int, string>();
            foreach (var (i, node) in NodeCases.All.Index())
                data.Add(i, node.Op);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void EveryElementTypeIsWhatTheReferenceSays(int index, string op)
    {
        var node = NodeCases.All.ElementAt(index);
        var (rule, failures) = (OpRegistry.Get(op).Rule!, new List<string>());
        foreach (var type in (rule.Types & node.Types).Members())
        {
            try
            {
                node.Check(type);
            }
            catch (Exception error)
            {
                failures.Add($"{type}: {error.GetType().Name} {error.Message} {error.StackTrace!.Split('\n')[0]}");
            }
        }
        Assert.True(failures.Count == 0, string.Join('\n', failures));
    }
}
