using System.Text;
using Tensorflow;
using Tensorflow.Graphs;
using Tensorflow.Sessions;
using Tensorflow.Values;
using static TfNetLstm.Tests.Operations.OneNode;

namespace TfNetLstm.Tests.Operations;

/// <summary>What golden data does not cover: strings, shared memory, variables, and random state.</summary>
public class KernelTests
{
    [Fact]
    public void StringsAreMovedAndCompared()
    {
        var x = Strings([2, 2], "a", "b", "c", "d");
        Assert.Equal(["a", "c", "b", "d"], Texts(Run("Transpose", [x, Ints(1, 0)])));
        Assert.Equal(["c", "d", "a", "b"], Texts(Run("GatherV2", [x, Ints(1, 0), Value.Of(0)])));
        Assert.Equal(["a", "b", "c", "d", "a", "b", "c", "d"], Texts(Run("ConcatV2", [new[] { x, x }, Value.Of(0)])));
        Assert.Equal(["b", "d"], Texts(Run("Slice", [x, Ints(0, 1), Ints(2, 1)])));
        Assert.Equal(["", "a", "b", "", "c", "d"], Texts(Run("Pad", [x, Value.Of<int>([0, 0, 1, 0], [2, 2])])));
        Assert.Equal(["z", "z"], Texts(Run("Fill", [Ints(2), Strings([], "z")])));
        Assert.Equal(["c", "d"], Texts(Run("Unpack", [x], ("num", 2)))[^2..]);
        Assert.Equal(
            [false, true, false, false],
            Run("Equal", [x, Strings([1, 2], "x", "b")])[0].Span<bool>().ToArray()
        );
        Assert.Equal(
            [true, true, false, true],
            Run("NotEqual", [x, Strings([2, 1], "x", "c")])[0].Span<bool>().ToArray()
        );
    }

    [Fact]
    public void BoolsAndBytesAreMoved()
    {
        var truths = Value.Of<bool>([true, false, true], [3]);
        Assert.Equal([true, true], Run("GatherV2", [truths, Ints(0, 2), Value.Of(0)])[0].Span<bool>().ToArray());
        Assert.Equal([true, true, true], Run("Equal", [truths, truths])[0].Span<bool>().ToArray());
        Assert.Equal<byte>([7, 7], Run("Tile", [Value.Of<byte>([7], [1]), Ints(2)])[0].Span<byte>().ToArray());
    }

    [Fact]
    public void NewShapesShareMemory()
    {
        var x = Floats(2, 3);
        foreach (
            var output in new[]
            {
                Run("Identity", [x])[0],
                Run("Reshape", [x, Ints(3, -1)])[0],
                Run("ExpandDims", [x, Value.Of(-1)])[0],
                Run("Slice", [x, Ints(0, 0), Ints(-1, 3)])[0],
            }
        )
            Assert.True(output.Bytes.Overlaps(x.Bytes));
        Assert.Equal([2, 3, 1], Run("ExpandDims", [x, Value.Of(-1)])[0].Sizes.ToArray());
        Assert.False(x.IsExclusive);
    }

    [Fact]
    public void MemoryIsTakenOverOnlyFromInputsThatDie()
    {
        var op = Build("AddV2", [Floats(2, 3), Floats(3)]);
        Assert.True(Overwrites([true, false], share: false));
        Assert.False(Overwrites([false, true], share: false));
        Assert.False(Overwrites([false, false], share: false));
        Assert.False(Overwrites(null, share: false));
        Assert.False(Overwrites([true, true], share: true));

        bool Overwrites(bool[]? dying, bool share)
        {
            var (x, y, z, other) = (Floats(2, 3), Floats(3), new Value(), new Value());
            if (share)
                other.Share(x);
            var kernel = op.Schema.Rule!.Kernel!(new(op, SessionState.None));
            kernel(new(op, [x, y], [z], new(1), new()) { Dying = dying });
            Assert.Equal([0f, 2f, 4f, 3f, 5f, 7f], z.Span<float>().ToArray());
            return z.Bytes.Overlaps(x.Bytes);
        }
    }

    [Fact]
    public void AssignedVariablesOwnTheirMemory()
    {
        var graph = new Graph();
        using var scope = graph.as_default();
        var state = new SessionState();
        var variable = OpBuilder.Tensor(
            "VariableV2",
            "v",
            [],
            ("shape", new Shape(2)),
            ("dtype", TF_DataType.TF_FLOAT)
        );
        var placeholder = OpBuilder.Tensor("Placeholder", null, [], ("dtype", TF_DataType.TF_FLOAT));
        var assign = OpBuilder.Tensor("Assign", "assign", [variable, placeholder]).op;
        var add = OpBuilder.Tensor("AssignAdd", "add", [variable, placeholder]).op;
        var value = state.Resources.ValueOf(variable.op);
        Assert.False(KernelContext.RunOnce(Initialized(), [value], state)[0].Scalar<bool>());
        var error = Assert.Throws<InvalidArgumentError>(() => KernelContext.RunOnce(assign, [value, Floats(3)], state));
        Assert.StartsWith(
            "Assign requires shapes of both tensors to match. lhs shape= [2] rhs shape= [3]",
            error.Message,
            StringComparison.Ordinal
        );
        var source = Floats(2);
        KernelContext.RunOnce(assign, [value, source], state);
        Assert.False(value.Bytes.Overlaps(source.Bytes));
        Assert.True(KernelContext.RunOnce(Initialized(), [value], state)[0].Scalar<bool>());
        KernelContext.RunOnce(add, [value, Floats(2)], state);
        Assert.Equal([0f, 2f], value.Span<float>().ToArray());

        // Whoever read the variable before an assignment keeps what it read.
        var read = new Value();
        read.Share(value);
        KernelContext.RunOnce(assign, [value, source], state);
        Assert.Equal([0f, 2f], read.Span<float>().ToArray());
        Assert.Equal([0f, 1f], value.Span<float>().ToArray());

        Operation Initialized() => OpBuilder.Tensor("IsVariableInitialized", null, [variable]).op;
    }

    [Fact]
    public void GeneratorsGoOnFromRunToRun()
    {
        var op = Build("RandomUniform", [Ints(3)], ("dtype", TF_DataType.TF_FLOAT), ("seed", 1), ("seed2", 2));
        var state = new SessionState();
        var first = KernelContext.RunOnce(op, [Ints(3)], state)[0].Span<float>().ToArray();
        var second = KernelContext.RunOnce(op, [Ints(3)], state)[0].Span<float>().ToArray();
        Assert.NotEqual(first, second);
        Assert.Equal(first, KernelContext.RunOnce(op, [Ints(3)], new())[0].Span<float>().ToArray());
    }

    private static string[] Texts(Value[] values) =>
        [.. values.SelectMany(v => v.Strings!).Select(Encoding.UTF8.GetString)];
}
