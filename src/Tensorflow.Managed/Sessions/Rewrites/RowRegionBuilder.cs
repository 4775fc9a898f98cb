using Tensorflow.Kernels;

namespace Tensorflow.Sessions.Rewrites;

/// <summary>Makes one node of a region's nodes, and one for each matrix that has to be packed before.</summary>
internal sealed class RowRegionBuilder
{
    /// <summary>Rows times uses of a matrix from which on it is packed.</summary>
    private const int PackedUses = 16;

    private readonly FlowGraph _graph;
    private readonly List<RowNode> _members;
    private readonly RowLayout _layout;
    private readonly int _rows;
    private readonly Dictionary<int, RowView[]> _views = [];
    private readonly Dictionary<int, RowHome> _slotHomes = [];
    private readonly Dictionary<(int Slot, bool Transposed), int> _packed = [];
    private readonly List<RowHome> _homes = [];
    private readonly List<Func<RowStep>> _steps = [];
    private readonly Dictionary<(int Slot, int Stride), RowHome> _inputHomes = [];
    private readonly Dictionary<int, int> _inputPlaces = [];
    private readonly List<int> _inputs = [];
    private readonly List<int> _outputs = [];
    private readonly List<FlowNode> _before = [];
    private long _rowWork;
    private int _buffers;

    public RowRegionBuilder(FlowGraph graph, List<RowNode> members)
    {
        (_graph, _members, _rows) = (graph, members, members[0].Rows);
        _layout = new(graph, members);
    }

    /// <summary>Puts the region in place of its nodes.</summary>
    public void Build()
    {
        foreach (var member in _members)
            Add(member);
        foreach (var join in _layout.JoinedRows)
            FinishJoin(join, join.Inputs[..^1], _rows);
        var locals = PlaceLocals();
        var program = new RowProgram(
            [.. _steps.Select(make => make())],
            _buffers,
            locals,
            _rows,
            Math.Max(1, _rowWork)
        );
        var model = _members.Find(m => m.Node.Inputs.Any(slot => _graph.Slot(slot).SharesVariable)) ?? _members[0];
        var region = new RowRegion(
            program,
            [.. _inputs.Select(slot => (int)_graph.Slot(slot).Count)],
            [.. _outputs.Select(slot => _graph.Slot(slot).Dims!)]
        );
        var node = new FlowNode(model.Node, "RowRegion", region.Run, [.. _inputs], [.. _outputs]);
        _graph.Fuse(_members.Select(m => m.Node).Concat(_layout.JoinedRows).ToHashSet(), [.. _before, node]);
    }

    private void Add(RowNode member)
    {
        var (node, output) = (member.Node, member.Node.Outputs[0]);
        switch (member.Kind)
        {
            case RowKind.Unary:
                var x = ViewOf(node.Inputs[0]);
                var y = Target(output);
                AddStep(() => RowOperators.Unary(node.Type, x.Place, y.Place), [x], [y], 8 * y.Columns);
                break;
            case RowKind.Binary:
                var (a, b, z) = (Operand(node.Inputs[0], output), Operand(node.Inputs[1], output), Target(output));
                AddStep(() => RowOperators.Binary(node.Type, a.Place, b.Place, z.Place), [a, b], [z], z.Columns);
                break;
            case RowKind.Sum:
                var terms = Array.ConvertAll(node.Inputs, ViewOf);
                var sum = Target(output);
                AddStep(
                    () => new RowSum(Array.ConvertAll(terms, t => t.Place), sum.Place),
                    terms,
                    [sum],
                    terms.Length * sum.Columns
                );
                break;
            case RowKind.Product:
                AddProduct(node);
                break;
            case RowKind.Parts:
                AddParts(member);
                break;
            case RowKind.Same:
                Alias(output, ViewsOf(node.Inputs[0]));
                break;
            case RowKind.Join when _layout.SideBySide.Contains(node):
                _views[output] = [.. member.RowInputs.SelectMany(ViewsOf)];
                break;
            case RowKind.Join:
                FinishJoin(node, member.RowInputs, 0);
                break;
        }
    }

    private void AddProduct(FlowNode node)
    {
        var (output, bSlot, transposed) = (node.Outputs[0], node.Inputs[1], node.Op.Bool("transpose_b"));
        var a = ViewsOf(node.Inputs[0]);
        var k = a.Sum(part => part.Columns);
        var n = _layout.Columns(output);
        var c = _layout.CutProducts.Contains(node)
            ? _layout.CutsOf(output).Select(cut => (cut.First, View: Target(cut.Slot))).ToArray()
            : [(0, Target(output))];
        var packed = PackedOf(node, bSlot, transposed, k, n);
        var b = packed >= 0 ? new RowView(HomeOf(packed, 0), 0, 0) : new RowView(HomeOf(bSlot, n), 0, n);
        AddStep(
            () =>
                new RowProduct(
                    Array.ConvertAll(a, part => part.Place),
                    b.Place,
                    packed >= 0,
                    Array.ConvertAll(c, part => (part.First, part.View.Place)),
                    n
                ),
            [.. a, b],
            [.. c.Select(part => part.View)],
            Math.Max(1, (long)k * n / 16)
        );
    }

    private void AddParts(RowNode member)
    {
        var whole = member.RowInputs[0];
        for (var i = 0; i < member.Offsets.Length; i++)
        {
            var (slot, first) = (member.Node.Outputs[i], member.Offsets[i]);
            if (_views.ContainsKey(slot))
                continue;
            var offset = 0;
            RowView[]? found = null;
            foreach (var view in _views.GetValueOrDefault(whole) ?? ViewsOf(whole))
            {
                if (first >= offset && first + _layout.Columns(slot) <= offset + view.Columns)
                    found = [view.Part(first - offset, _layout.Columns(slot))];
                offset += view.Columns;
            }
            if (found is not null)
                Alias(slot, found);
        }
    }

    /// <summary>Lets a slot lie where others do already, and copies it where somebody else needs it.</summary>
    private void Alias(int slot, RowView[] views)
    {
        if (!_layout.IsNeededOutside(slot))
        {
            _views[slot] = views;
            return;
        }
        var target = Target(slot);
        Copy(views, target);
    }

    private void Copy(RowView[] views, RowView target)
    {
        var offset = 0;
        foreach (var view in views)
        {
            var part = target.Part(offset, view.Columns);
            AddStep(() => new RowCopy(view.Place, part.Place), [view], [part], view.Columns);
            offset += view.Columns;
        }
    }

    /// <summary>Copies what is not computed within the join into it; parts lie side by side, or rows below each other.</summary>
    private void FinishJoin(FlowNode join, int[] parts, int rowsBetween)
    {
        var home = JoinHome(join);
        var offset = 0;
        foreach (var part in parts)
        {
            var columns = _layout.Columns(part);
            if (_layout.Placements.GetValueOrDefault(part).Join != join)
                Copy(ViewsOf(part), new(home, offset, columns));
            offset += rowsBetween == 0 ? columns : rowsBetween * columns;
        }
        if (rowsBetween == 0)
            _views[join.Outputs[0]] = [new(home, 0, _layout.Columns(join.Outputs[0]))];
    }

    private RowHome JoinHome(FlowNode join)
    {
        var slot = join.Outputs[0];
        if (_slotHomes.TryGetValue(slot, out var known))
            return known;
        var isLocal = !_layout.JoinedRows.Contains(join) && !_layout.IsNeededOutside(slot);
        var home = isLocal ? NewHome(-1, _layout.Columns(slot)) : OutputHome(slot);
        return _slotHomes[slot] = home;
    }

    /// <summary>Where a step puts what it computes.</summary>
    private RowView Target(int slot)
    {
        var columns = _layout.Columns(slot);
        RowView view;
        if (_layout.Placements.TryGetValue(slot, out var placement))
            view = new(JoinHome(placement.Join), placement.Offset, columns);
        else if (_layout.IsNeededOutside(slot))
            view = new(_slotHomes[slot] = OutputHome(slot), 0, columns);
        else
            view = new(NewHome(-1, columns), 0, columns);
        _views[slot] = [view];
        return view;
    }

    /// <summary>The matrices that a slot consists of: more than one where it is a join that lies nowhere.</summary>
    private RowView[] ViewsOf(int slot)
    {
        if (_views.TryGetValue(slot, out var known))
            return known;
        var columns = _layout.Columns(slot);
        return _views[slot] = [new(HomeOf(slot, columns), 0, columns)];
    }

    private RowView ViewOf(int slot) => ViewsOf(slot)[0];

    /// <summary>An operand of an op that broadcasts.</summary>
    private RowView Operand(int slot, int output)
    {
        var columns = _layout.Columns(output);
        return RowNode.OperandOf(_graph.Slot(slot), _graph.Slot(output)) switch
        {
            OperandKind.Column => ViewOf(slot) with { IsSingle = true },
            OperandKind.Row => new(HomeOf(slot, 0), 0, columns),
            OperandKind.Scalar => new(HomeOf(slot, 0), 0, 1, IsSingle: true),
            _ => ViewOf(slot),
        };
    }

    /// <summary>The slot of the matrix's panels, or -1 where it is used as it lies.</summary>
    private int PackedOf(FlowNode node, int slot, bool transposed, int k, int n)
    {
        if (_packed.TryGetValue((slot, transposed), out var known))
            return known;
        var uses = _members.Count(m => m.Kind == RowKind.Product && m.WholeInputs[0] == slot);
        if (!transposed && uses * _rows < PackedUses || RowProduct.PackedLength(k, n) > int.MaxValue / 8)
            return transposed ? Pack() : _packed[(slot, transposed)] = -1;
        return Pack();

        int Pack()
        {
            var length = RowProduct.PackedLength(k, n);
            var target = _graph.NewSlot(TF_DataType.TF_FLOAT, [length]);
            _before.Add(new(node, "PackMatrix", new RowPacker(k, n, transposed).Run, [slot], [target]));
            return _packed[(slot, transposed)] = target;
        }
    }

    private RowHome HomeOf(int slot, int stride)
    {
        if (_inputHomes.TryGetValue((slot, stride), out var known))
            return known;
        if (_inputPlaces.TryAdd(slot, _inputs.Count))
            _inputs.Add(slot);
        return _inputHomes[(slot, stride)] = NewHome(slot, stride);
    }

    private RowHome OutputHome(int slot)
    {
        _outputs.Add(slot);
        return NewHome(slot, _layout.Columns(slot));
    }

    private RowHome NewHome(int slot, int stride)
    {
        _homes.Add(new(slot, stride));
        return _homes[^1];
    }

    private void AddStep(Func<RowStep> make, RowView[] reads, RowView[] writes, long work)
    {
        foreach (var view in reads.Concat(writes))
            view.Home.Use(_steps.Count);
        _steps.Add(make);
        _rowWork += work;
    }

    /// <summary>
    /// Numbers the buffers - inputs, outputs, then what lives within a block - and lets the latter share memory where
    /// their times do not meet. Only those of one width do: then a step that overwrites some rows spares the others.
    /// </summary>
    private RowLocal[] PlaceLocals()
    {
        var output = 0;
        foreach (var home in _homes.Where(h => !h.IsLocal))
            home.Buffer = _inputPlaces.TryGetValue(home.Slot, out var input) ? input : _inputs.Count + output++;
        var next = _inputs.Count + _outputs.Count;
        var free = new List<(int Columns, int Offset, int From)>();
        var (end, locals) = (0, new List<RowLocal>());
        foreach (var home in _homes.Where(h => h.IsLocal && h.LastStep >= 0).OrderBy(h => h.FirstStep))
        {
            var found = free.FindIndex(f => f.Columns == home.Stride && f.From < home.FirstStep);
            if (found >= 0)
            {
                home.OffsetPerRow = free[found].Offset;
                free.RemoveAt(found);
            }
            else
                (home.OffsetPerRow, end) = (end, end + home.Stride);
            free.Add((home.Stride, home.OffsetPerRow, home.LastStep));
            home.Buffer = next++;
            locals.Add(new(home.Buffer, home.Stride, home.OffsetPerRow));
        }
        _buffers = next;
        return [.. locals];
    }
}
