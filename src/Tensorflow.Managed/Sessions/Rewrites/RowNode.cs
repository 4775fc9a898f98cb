namespace Tensorflow.Sessions.Rewrites;

/// <summary>What a node does with each row of its inputs.</summary>
internal enum RowKind
{
    /// <summary>A function of one operand.</summary>
    Unary,

    /// <summary>A function of two operands.</summary>
    Binary,

    /// <summary>A sum of several.</summary>
    Sum,

    /// <summary>A row times a matrix.</summary>
    Product,

    /// <summary>Some columns, for each output.</summary>
    Parts,

    /// <summary>Rows side by side.</summary>
    Join,

    /// <summary>The same row under other dimensions.</summary>
    Same,
}

/// <summary>A node that computes row r of its outputs from row r of its inputs, and perhaps from inputs taken whole.</summary>
internal sealed class RowNode
{
    public required FlowNode Node { get; init; }

    public required RowKind Kind { get; init; }

    /// <summary>How many rows all of its matrices have.</summary>
    public required int Rows { get; init; }

    /// <summary>The inputs of which it reads a row at a time; others, the axis of a split for instance, are no data.</summary>
    public required int[] RowInputs { get; init; }

    /// <summary>The inputs that it reads whole for every row.</summary>
    public int[] WholeInputs { get; init; } = [];

    /// <summary>For each output the column of the input at which it begins, where it takes parts.</summary>
    public int[] Offsets { get; init; } = [];

    /// <summary>Whether the node computes, and does not only say where something lies.</summary>
    public bool Computes => Kind is RowKind.Unary or RowKind.Binary or RowKind.Sum or RowKind.Product;

    /// <summary>What the node does with rows, or null where it is of another kind.</summary>
    public static RowNode? Of(FlowGraph graph, FlowNode node)
    {
        if (
            !node.IsPlain
            || !node.IsPure
            || graph.Slot(node.Outputs[0]) is not { IsFloat: true, Dims.Length: > 0 } output
        )
            return null;
        if (output.Count is 0 or > int.MaxValue / 8)
            return null;
        var rows = (int)output.Dims[0];
        switch (node.Type)
        {
            case var type when RowOperators.IsUnary(type):
                return Rowwise(0) ? Make(RowKind.Unary, [node.Inputs[0]]) : null;
            case var type when RowOperators.IsPair(type):
                return Rowwise(0) && Rowwise(1) ? Make(RowKind.Binary, node.Inputs) : null;
            case "BiasAdd" when output.Dims.Length != 2 || node.Op.String("data_format") == "NCHW":
                return null;
            case var type when RowOperators.IsBinary(type):
                return Binary(graph, node, output, rows);
            case "AddN":
                return Enumerable.Range(0, node.Inputs.Length).All(Rowwise) ? Make(RowKind.Sum, node.Inputs) : null;
            case "MatMul" when !node.Op.Bool("transpose_a") && graph.Slot(node.Inputs[0]).Dims is [_, > 0]:
                return new()
                {
                    Node = node,
                    Kind = RowKind.Product,
                    Rows = rows,
                    RowInputs = [node.Inputs[0]],
                    WholeInputs = [node.Inputs[1]],
                };
            case "Split":
                return Parts(graph, node, node.Inputs[1], node.Inputs[0]);
            case "SplitV":
                return Parts(graph, node, node.Inputs[0], node.Inputs[2]);
            case "Slice":
                return Slice(graph, node, output);
            case "ConcatV2":
                return IsLastOfTwo(graph, node.Inputs[^1]) && output.Dims.Length == 2
                    ? Make(RowKind.Join, node.Inputs[..^1])
                    : null;
            case "Reshape" or "ExpandDims" or "Squeeze" or "Identity":
                var input = graph.Slot(node.Inputs[0]);
                return input.IsFloat && input.Dims is { Length: > 0 } dims && dims[0] == rows
                    ? Make(RowKind.Same, [node.Inputs[0]])
                    : null;
            default:
                return null;
        }

        bool Rowwise(int input) => graph.Slot(node.Inputs[input]).HasDimsOf(output);

        RowNode Make(RowKind kind, int[] inputs) =>
            new()
            {
                Node = node,
                Kind = kind,
                Rows = rows,
                RowInputs = inputs,
            };
    }

    /// <summary>How an operand of a broadcasting op goes with the rows of its output; null where it does otherwise.</summary>
    public static OperandKind? OperandOf(FlowSlot operand, FlowSlot output)
    {
        if (operand.Dims is not { } dims || !operand.IsFloat)
            return null;
        if (operand.HasDimsOf(output))
            return OperandKind.Rows;
        if (operand.Count == 1)
            return OperandKind.Scalar;
        var (rank, whole) = (dims.Length, output.Dims!);
        if (rank == whole.Length && dims[0] == whole[0] && dims.Skip(1).All(d => d == 1))
            return OperandKind.Column;
        var missing = whole.Length - rank;
        for (var axis = 0; axis < whole.Length; axis++)
            if ((axis < missing ? 1 : dims[axis - missing]) != (axis == 0 ? 1 : whole[axis]))
                return null;
        return OperandKind.Row;
    }

    private static RowNode? Binary(FlowGraph graph, FlowNode node, FlowSlot output, int rows)
    {
        var (x, y) = (node.Inputs[0], node.Inputs[1]);
        if (OperandOf(graph.Slot(x), output) is not { } left || OperandOf(graph.Slot(y), output) is not { } right)
            return null;
        if (left != OperandKind.Rows && right != OperandKind.Rows)
            return null;
        var (xWhole, yWhole) = (IsWhole(left), IsWhole(right));
        return new()
        {
            Node = node,
            Kind = RowKind.Binary,
            Rows = rows,
            RowInputs = [.. xWhole ? [] : new[] { x }, .. yWhole ? [] : new[] { y }],
            WholeInputs = [.. xWhole ? [x] : Array.Empty<int>(), .. yWhole ? [y] : Array.Empty<int>()],
        };

        static bool IsWhole(OperandKind kind) => kind is OperandKind.Row or OperandKind.Scalar;
    }

    private static RowNode? Parts(FlowGraph graph, FlowNode node, int whole, int axis)
    {
        if (!IsLastOfTwo(graph, axis) || graph.Slot(whole).Dims is not { Length: 2 } dims)
            return null;
        var offsets = new int[node.Outputs.Length];
        for (var i = 1; i < offsets.Length; i++)
            offsets[i] = offsets[i - 1] + (int)graph.Slot(node.Outputs[i - 1]).Dims![1];
        return new()
        {
            Node = node,
            Kind = RowKind.Parts,
            Rows = (int)dims[0],
            RowInputs = [whole],
            Offsets = offsets,
        };
    }

    private static RowNode? Slice(FlowGraph graph, FlowNode node, FlowSlot output)
    {
        var (whole, begin) = (graph.Slot(node.Inputs[0]), graph.Slot(node.Inputs[1]).Known);
        if (whole.Dims is not { Length: 2 } dims || begin is null || output.Dims![0] != dims[0])
            return null;
        return new()
        {
            Node = node,
            Kind = RowKind.Parts,
            Rows = (int)dims[0],
            RowInputs = [node.Inputs[0]],
            Offsets = [(int)begin.Integer(1)],
        };
    }

    /// <summary>Whether an axis is the second of two.</summary>
    private static bool IsLastOfTwo(FlowGraph graph, int axis) =>
        graph.Slot(axis).Known is { Count: 1 } known && known.Integer(0) is 1 or -1;
}

/// <summary>How an operand goes with the rows of an output.</summary>
internal enum OperandKind
{
    /// <summary>It has the output's shape.</summary>
    Rows,

    /// <summary>It has one value for each row.</summary>
    Column,

    /// <summary>It has one row, the same for all.</summary>
    Row,

    /// <summary>It is one value.</summary>
    Scalar,
}
