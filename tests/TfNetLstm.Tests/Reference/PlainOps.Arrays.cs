using Tensorflow;

namespace TfNetLstm.Tests.Reference;

internal static partial class PlainOps
{
    /// <summary>Arrays and stacks of tensors, which live as long as a run.</summary>
    private static Dictionary<string, PlainKernel> Arrays =>
        new(StringComparer.Ordinal)
        {
            ["TensorArrayV3"] = n => [Handle(n, new PlainArray(n[0].Ints[0], null)), Plain.Of(n.Type(1), 0)],
            ["TensorArrayGradV3"] = n => [Handle(n, ArrayOf(n).Gradient(n.Text("source"))), n[1]],
            ["TensorArrayWriteV3"] = n => Written(n, 3, array => array.Write(n[1].Ints[0], n[2])),
            ["TensorArrayReadV3"] = n => [ArrayOf(n).Read(n[1].Ints[0])],
            ["TensorArrayGatherV3"] = n =>
            {
                var parts = n[1].Ints.Select(ArrayOf(n).Read).ToArray();
                return [n.Make([parts.Length, .. parts[0].Dims], i => parts[i[0]][i.AsSpan(1)])];
            },
            ["TensorArrayScatterV3"] = n =>
                Written(
                    n,
                    3,
                    array =>
                    {
                        var row = n[2].Count / n[1].Count;
                        for (var k = 0; k < n[1].Count; k++)
                            array.Write(n[1].Ints[k], new(n[2].Type, n[2].Dims[1..], Row(n[2], k, row)));
                    }
                ),
            ["TensorArrayConcatV3"] = n =>
            {
                var parts = Enumerable.Range(0, ArrayOf(n).Count).Select(ArrayOf(n).Read).ToArray();
                return [Concat(n.Type(), parts, 0), n.Vector(parts.Select(p => p.Dims[0]), 1)];
            },
            ["TensorArraySplitV3"] = n =>
                Written(
                    n,
                    3,
                    array =>
                    {
                        var (from, row) = (0, Plain.Size(n[1].Dims.AsSpan(1)));
                        foreach (var (k, length) in n[2].Ints.Index())
                        {
                            var data = n[1].Data[(from * row)..((from + length) * row)];
                            array.Write(k, new(n[1].Type, [length, .. n[1].Dims[1..]], data));
                            from += length;
                        }
                    }
                ),
            ["TensorArraySizeV3"] = n => [Plain.Of(n.Type(), ArrayOf(n).Count)],
            ["TensorArrayCloseV3"] = _ => [],
            ["StackV2"] = n => [Handle(n, new Stack<Plain>())],
            ["StackPushV2"] = n =>
            {
                ((Stack<Plain>)n[0].Resource!).Push(n[1]);
                return [n[1]];
            },
            ["StackPopV2"] = n => [((Stack<Plain>)n[0].Resource!).Pop()],
            ["StackCloseV2"] = _ => [],
        };

    private static Plain Handle(PlainNode node, object resource) =>
        new(node.Type(), [2], [0, 0]) { Resource = resource };

    private static PlainArray ArrayOf(PlainNode node) => (PlainArray)node[0].Resource!;

    private static Plain[] Written(PlainNode node, int flow, Action<PlainArray> write)
    {
        write(ArrayOf(node));
        return [node[flow]];
    }

    /// <summary>An array; that of the gradients of another adds up what is written to one place.</summary>
    private sealed class PlainArray(int size, PlainArray? source)
    {
        private readonly List<Plain?> _items = [.. new Plain?[size]];
        private readonly Dictionary<string, PlainArray> _gradients = new(StringComparer.Ordinal);

        public int Count => _items.Count;

        public void Write(int index, Plain value)
        {
            while (_items.Count <= index)
                _items.Add(null);
            _items[index] =
                source is not null && _items[index] is { } old
                    ? Plain.Of(value.Type, value.Dims, i => old[i] + value[i])
                    : value;
            Written[index] = value;
        }

        /// <summary>An element; zeros in place of a gradient that nobody wrote.</summary>
        public Plain Read(int index) =>
            _items[index]
            ?? (
                source?.Written.TryGetValue(index, out var like) == true
                    ? Plain.Zeros(like.Type, like.Dims)
                    : throw new InvalidOperationException("Nothing was written there.")
            );

        public PlainArray Gradient(string name)
        {
            if (!_gradients.TryGetValue(name, out var gradient))
                _gradients.Add(name, gradient = new(Count, this));
            return gradient;
        }

        private Dictionary<int, Plain> Written { get; } = [];
    }
}
