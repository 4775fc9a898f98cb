using Tensorflow.Formats.Proto;

namespace TfNetLstm.Tests.Reference;

/// <summary>
/// The reference executor: values wait at nodes until all of a node's inputs are there, tagged with the frame and the
/// iteration of their loop (Arvind and Culler, 1986). A dead value is null. No plan, no order made beforehand.
/// </summary>
internal sealed class PlainGraph
{
    private const int Control = -1;

    /// <summary>For graphs without placeholders.</summary>
    public static readonly IReadOnlyDictionary<string, Plain> NoFeeds = new Dictionary<string, Plain>(
        StringComparer.Ordinal
    );

    private readonly Dictionary<string, NodeDef> _nodes;
    private readonly PlainState _state = new();
    private readonly Queue<(NodeDef Node, Frame Frame, int Iteration, Waiting Waiting)> _ready = new();
    private readonly List<Frame> _frames = [];
    private readonly Dictionary<(string, int), Plain?> _results = [];
    private Dictionary<string, List<(int Output, NodeDef Node, int Slot)>> _consumers = [];
    private IReadOnlyDictionary<string, Plain> _feeds = NoFeeds;

    public PlainGraph(GraphDef def) => _nodes = def.Node.ToDictionary(n => n.Name, StringComparer.Ordinal);

    /// <summary>Computes tensors, or runs operations, which give null; placeholders take their values by name.</summary>
    public Plain?[] Run(IReadOnlyCollection<string> fetches, IReadOnlyDictionary<string, Plain> feeds)
    {
        _feeds = feeds;
        _frames.Clear();
        _results.Clear();
        var needed = Needed(fetches);
        _consumers = needed.ToDictionary(n => n, _ => new List<(int, NodeDef, int)>(), StringComparer.Ordinal);
        foreach (var node in needed.Select(n => _nodes[n]))
        foreach (var (slot, input) in node.Input.Index())
            _consumers[Split(input).Node].Add((Split(input).Output, node, input[0] == '^' ? Control : slot));
        var root = AddFrame(null, 0, "");
        foreach (var node in needed.Select(n => _nodes[n]).Where(n => n.Input.Count == 0))
            _ready.Enqueue((node, root, 0, new(node, false)));
        do
        {
            while (_ready.TryDequeue(out var next))
                Fire(next.Node, next.Frame, next.Iteration, next.Waiting);
        } while (LetDeadExitsOut());
        return [.. fetches.Select(f => Split(f)).Select(f => Read(_results.GetValueOrDefault((f.Node, f.Output))))];
    }

    private static Plain? Read(Plain? result) => result?.Variable is { } variable ? variable.Value : result;

    private HashSet<string> Needed(IEnumerable<string> fetches)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(fetches.Select(t => Split(t).Node));
        while (open.TryPop(out var name))
            if (seen.Add(name))
                foreach (var input in _nodes[name].Input)
                    open.Push(Split(input).Node);
        return seen;
    }

    private void Fire(NodeDef node, Frame frame, int iteration, Waiting waiting)
    {
        var outputs = waiting.IsDead ? null : Compute(node, waiting);
        switch (node.Op)
        {
            case "Enter" or "RefEnter":
                var inner = Child(frame, iteration, node.Attr["frame_name"].S.ToStringUtf8());
                if (node.Attr.TryGetValue("is_constant", out var constant) && constant.B)
                    inner.Constants.Add((node, outputs));
                for (var i = 0; i < (constant?.B == true ? inner.Iterations.Count : 1); i++)
                    HandOn(node, outputs, inner, i);
                break;
            case "Exit" or "RefExit":
                if (outputs is null)
                    frame.DeadExits.Add(node);
                else if (frame.LiveExits.Add(node))
                    HandOn(node, outputs, frame.Parent!, frame.ParentIteration);
                break;
            case "NextIteration" or "RefNextIteration":
                if (outputs is null)
                    break;
                if (frame.Iterations.Count == iteration + 1)
                    OpenIteration(frame);
                HandOn(node, outputs, frame, iteration + 1);
                break;
            default:
                HandOn(node, outputs, frame, iteration);
                break;
        }
    }

    private Plain?[] Compute(NodeDef node, Waiting waiting)
    {
        if (_feeds.TryGetValue(node.Name, out var fed))
            return [fed];
        var inputs = waiting.Values;
        switch (node.Op)
        {
            case "Switch" or "RefSwitch":
                return Read(inputs[1])!.Data[0] != 0 ? [null, inputs[0]] : [inputs[0], null];
            case "Merge" or "RefMerge":
                return [inputs[waiting.Live], Plain.Of(Tensorflow.TF_DataType.TF_INT32, waiting.Live)];
            case "Enter" or "RefEnter" or "Exit" or "RefExit" or "NextIteration" or "RefNextIteration" or "LoopCond":
                return [inputs[0]];
            default:
                return PlainOps.Find(node.Op)(new(node, inputs!, _state));
        }
    }

    private void HandOn(NodeDef node, Plain?[]? outputs, Frame frame, int iteration)
    {
        if (frame.Parent is null)
            for (var i = 0; i < (outputs?.Length ?? 0); i++)
                _results[(node.Name, i)] = outputs![i];
        foreach (var (output, consumer, slot) in _consumers[node.Name])
        {
            if (!frame.Iterations[iteration].TryGetValue(consumer.Name, out var waiting))
                frame.Iterations[iteration].Add(consumer.Name, waiting = new(consumer, consumer.Input.Any(IsWayBack)));
            var isDead = outputs is null || slot != Control && outputs[output] is null;
            if (
                waiting.Take(
                    slot,
                    isDead ? null
                        : slot == Control ? Waiting.Token
                        : outputs![output]
                )
            )
                _ready.Enqueue((consumer, frame, iteration, waiting));
        }
    }

    private Frame Child(Frame parent, int iteration, string name) =>
        _frames.Find(f => f.Parent == parent && f.ParentIteration == iteration && f.Name == name)
        ?? AddFrame(parent, iteration, name);

    private Frame AddFrame(Frame? parent, int iteration, string name)
    {
        var frame = new Frame(parent, iteration, name);
        frame.Iterations.Add(new(StringComparer.Ordinal));
        _frames.Add(frame);
        return frame;
    }

    private void OpenIteration(Frame frame)
    {
        frame.Iterations.Add(new(StringComparer.Ordinal));
        foreach (var (node, outputs) in frame.Constants)
            HandOn(node, outputs, frame, frame.Iterations.Count - 1);
    }

    /// <summary>A loop that is over, and was dead, or left some of its values behind, says so outside; inner ones first.</summary>
    private bool LetDeadExitsOut()
    {
        var frame = _frames.Where(f => f.DeadExits.Except(f.LiveExits).Any()).MaxBy(f => f.Depth);
        if (frame is null)
            return false;
        foreach (var exit in frame.DeadExits.Except(frame.LiveExits).ToArray())
        {
            frame.LiveExits.Add(exit);
            HandOn(exit, null, frame.Parent!, frame.ParentIteration);
        }
        return true;
    }

    private bool IsWayBack(string input) => _nodes[Split(input).Node].Op is "NextIteration" or "RefNextIteration";

    private static (string Node, int Output) Split(string tensor)
    {
        var name = tensor.TrimStart('^');
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        return colon < 0
            ? (name, 0)
            : (name[..colon], int.Parse(name[(colon + 1)..], System.Globalization.CultureInfo.InvariantCulture));
    }

    private sealed record Frame(Frame? Parent, int ParentIteration, string Name)
    {
        public int Depth { get; } = (Parent?.Depth ?? -1) + 1;
        public List<Dictionary<string, Waiting>> Iterations { get; } = [];
        public List<(NodeDef, Plain?[]?)> Constants { get; } = [];
        public HashSet<NodeDef> DeadExits { get; } = new(ReferenceEqualityComparer.Instance);
        public HashSet<NodeDef> LiveExits { get; } = new(ReferenceEqualityComparer.Instance);

        public bool Equals(Frame? other) => ReferenceEquals(this, other);

        public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
    }

    /// <summary>What has come to a node in one iteration.</summary>
    private sealed class Waiting(NodeDef node, bool isLoop)
    {
        /// <summary>Stands for a control input that has come.</summary>
        public static readonly Plain Token = new(Tensorflow.TF_DataType.TF_BOOL, [], []);

        private readonly bool _isMerge = node.Op is "Merge" or "RefMerge";
        private int _controls = node.Input.Count(i => i[0] == '^');
        private int _data = node.Input.Count(i => i[0] != '^');
        private bool _isFired;

        public Plain?[] Values { get; } = new Plain?[node.Input.Count(i => i[0] != '^')];

        public int Live { get; private set; } = -1;

        public bool IsDead { get; private set; }

        /// <summary>Whether the node can run now.</summary>
        public bool Take(int slot, Plain? value)
        {
            if (slot == Control)
                _controls--;
            else
            {
                _data--;
                Values[slot] = value;
                if (value is not null && Live < 0)
                    Live = slot;
            }
            // A trigger only waits; what is dead may trigger it.
            IsDead |= value is null && !_isMerge && node.Op != "ControlTrigger";
            // The way back of a loop brings nothing before the first round.
            var left = _isMerge && isLoop ? _data - 1 : _data;
            var isComplete = _controls == 0 && (left == 0 || _isMerge && Live >= 0);
            if (!isComplete || _isFired)
                return false;
            IsDead |= _isMerge && Live < 0;
            return _isFired = true;
        }
    }
}
