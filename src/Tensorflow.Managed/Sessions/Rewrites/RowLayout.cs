namespace Tensorflow.Sessions.Rewrites;

/// <summary>Decides where the matrices of a region lie, before its steps are made.</summary>
internal sealed class RowLayout
{
    private readonly FlowGraph _graph;
    private readonly Dictionary<FlowNode, RowNode> _members;
    private readonly List<FlowNode>[] _users;
    private readonly Dictionary<int, RowNode> _makers = [];
    private readonly HashSet<FlowNode> _joinedRows = [];
    private readonly HashSet<int> _placed = [];

    public RowLayout(FlowGraph graph, List<RowNode> members)
    {
        (_graph, _users) = (graph, graph.Users());
        _members = members.ToDictionary(m => m.Node);
        foreach (var member in members)
        foreach (var slot in member.Node.Outputs)
            _makers.Add(slot, member);
        FindJoinedRows();
        foreach (var member in members.Where(m => m.Kind == RowKind.Join))
            if (IsOnlyReadInParts(member))
                SideBySide.Add(member.Node);
        foreach (var member in members.Where(m => m.Kind == RowKind.Product))
            if (IsOnlyCut(member))
                CutProducts.Add(member.Node);
        foreach (var member in members.Where(m => m.Kind == RowKind.Join && !SideBySide.Contains(m.Node)))
            Place(
                member.Node,
                member.RowInputs,
                member.RowInputs.Select(Columns),
                (offset, columns) => offset + columns
            );
        foreach (var join in _joinedRows)
        {
            var rows = members[0].Rows;
            Place(join, join.Inputs[..^1], join.Inputs[..^1].Select(Columns), (at, columns) => at + rows * columns);
        }
    }

    /// <summary>Joins of columns that never lie in memory: their parts are read where they are.</summary>
    public HashSet<FlowNode> SideBySide { get; } = [];

    /// <summary>Products that are never whole: what is cut out of them is computed in its place.</summary>
    public HashSet<FlowNode> CutProducts { get; } = [];

    /// <summary>Joins of whole matrices, one below the other, behind the region, which its steps fill.</summary>
    public IReadOnlyCollection<FlowNode> JoinedRows => _joinedRows;

    /// <summary>The matrices that are computed within a join, and where.</summary>
    public Dictionary<int, (FlowNode Join, int Offset)> Placements { get; } = [];

    public int Columns(int slot) => (int)(_graph.Slot(slot).Count / _graph.Slot(slot).Dims![0]);

    /// <summary>The members that read a slot.</summary>
    public IEnumerable<RowNode> Readers(int slot) =>
        _users[slot].Where(_members.ContainsKey).Select(node => _members[node]);

    /// <summary>Whether somebody needs the slot's value besides the region.</summary>
    public bool IsNeededOutside(int slot) =>
        _graph.IsKept(slot) || _users[slot].Exists(u => !_members.ContainsKey(u) && !_joinedRows.Contains(u));

    public bool IsMade(int slot) => _makers.ContainsKey(slot);

    private void FindJoinedRows()
    {
        foreach (var slot in _makers.Keys)
        foreach (var user in _users[slot])
            if (!_members.ContainsKey(user) && user.Type == "ConcatV2" && user.IsPlain && IsJoinOfRows(user))
                _joinedRows.Add(user);
    }

    private bool IsJoinOfRows(FlowNode join)
    {
        var parts = join.Inputs[..^1];
        return _graph.Slot(join.Inputs[^1]).Known is { Count: 1 } axis
            && axis.Integer(0) == 0
            && _graph.Slot(join.Outputs[0]) is { IsFloat: true, Count: > 0 and < int.MaxValue / 8 }
            && parts.Distinct().Count() == parts.Length
            && Array.TrueForAll(parts, _makers.ContainsKey);
    }

    /// <summary>Whether members alone read a join, as the left side of a product or exactly a part of it.</summary>
    private bool IsOnlyReadInParts(RowNode join)
    {
        var output = join.Node.Outputs[0];
        if (IsNeededOutside(output) || _users[output].Exists(_joinedRows.Contains))
            return false;
        var starts = new Dictionary<int, int>();
        var offset = 0;
        foreach (var part in join.RowInputs)
        {
            starts[offset] = Columns(part);
            offset += Columns(part);
        }
        return Readers(output)
            .All(reader =>
                reader.Kind == RowKind.Product && !reader.WholeInputs.Contains(output)
                || reader.Kind == RowKind.Parts
                    && reader
                        .Node.Outputs.Select(Columns)
                        .Zip(reader.Offsets)
                        .All(p => starts.GetValueOrDefault(p.Second) == p.First)
            );
    }

    /// <summary>Whether all that is read of a product are columns that members cut out of it, none of them twice.</summary>
    private bool IsOnlyCut(RowNode product)
    {
        var output = product.Node.Outputs[0];
        var readers = Readers(output).ToArray();
        if (IsNeededOutside(output) || readers.Length == 0 || _users[output].Exists(_joinedRows.Contains))
            return false;
        if (Array.Exists(readers, reader => reader.Kind != RowKind.Parts))
            return false;
        var end = 0;
        foreach (
            var (first, columns) in CutsOf(output)
                .OrderBy(cut => cut.First)
                .Select(cut => (cut.First, Columns(cut.Slot)))
        )
        {
            if (first < end)
                return false;
            end = first + columns;
        }
        return true;
    }

    /// <summary>What is cut out of a slot: the slots of the parts, and where they begin.</summary>
    public IEnumerable<(int First, int Slot)> CutsOf(int slot) =>
        Readers(slot)
            .Distinct()
            .SelectMany(reader => reader.Offsets.Zip(reader.Node.Outputs))
            .Where(cut => _users[cut.Second].Count > 0 || _graph.IsKept(cut.Second));

    private void Place(FlowNode join, int[] parts, IEnumerable<int> columns, Func<int, int, int> next)
    {
        var offset = 0;
        foreach (var (part, width) in parts.Zip(columns))
        {
            if (CanLieElsewhere(part) && parts.Count(p => p == part) == 1 && _placed.Add(part))
                Placements.Add(part, (join, offset));
            offset = next(offset, width);
        }
    }

    /// <summary>Whether a step computes the matrix, which may then lie anywhere.</summary>
    private bool CanLieElsewhere(int slot)
    {
        if (!_makers.TryGetValue(slot, out var maker) || IsNeededOutside(slot))
            return false;
        return maker.Kind switch
        {
            RowKind.Unary or RowKind.Binary or RowKind.Sum => true,
            RowKind.Product => !CutProducts.Contains(maker.Node),
            RowKind.Parts => _makers.TryGetValue(maker.RowInputs[0], out var product)
                && CutProducts.Contains(product.Node),
            _ => false,
        };
    }
}
