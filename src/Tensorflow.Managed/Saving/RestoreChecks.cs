using System.Globalization;
using System.Text;
using Tensorflow.Graphs;

namespace Tensorflow.Saving;

/// <summary>
/// Holds what a saver's nodes are about to restore against what a checkpoint has, before anything is assigned: a session
/// keeps its values where the checkpoint is not the graph's.
/// </summary>
internal sealed class RestoreChecks
{
    private const int Shown = 100;

    private readonly List<string> _missing = [];
    private readonly List<string> _unexpected = [];
    private readonly List<string> _different = [];
    private string _first = "";
    private Operation? _at;

    private RestoreChecks() { }

    /// <summary>Fails where the checkpoint lacks a tensor that is restored, or has it in another shape or type.</summary>
    /// <param name="restore">The saver's node that restores.</param>
    /// <param name="checkpoint">The checkpoint's tensors.</param>
    /// <exception cref="NotFoundError">It lacks one.</exception>
    /// <exception cref="InvalidArgumentError">One has another shape or type.</exception>
    public static void Check(Operation restore, CheckpointTensors checkpoint)
    {
        var checks = new RestoreChecks();
        var wanted = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in SaverNodes.Before(restore, "RestoreV2"))
            checks.Check(node, checkpoint, wanted);
        if (checks._missing.Count == 0 && checks._different.Count == 0)
            return;
        foreach (var name in checkpoint.Names.Where(n => !wanted.Contains(n)))
            checks._unexpected.Add(name);
        if (checks._missing.Count > 0)
            throw new NotFoundError(checks.Message("a Variable name or other graph key that is missing"), checks._at);
        throw new InvalidArgumentError(
            checks.Message("a mismatch between the current graph and the graph"),
            checks._at
        );
    }

    private void Check(Operation node, CheckpointTensors checkpoint, HashSet<string> wanted)
    {
        if (
            ConstantFolding.Evaluate(node.inputs[1])?.Strings is not { } names
            || ConstantFolding.Evaluate(node.inputs[2])?.Strings is not { } slices
        )
            return;
        for (var i = 0; i < Math.Min(names.Length, node.outputs.Length); i++)
        {
            var name = Encoding.UTF8.GetString(names[i]);
            wanted.Add(name);
            if (checkpoint.Find(name) is not { } entry)
            {
                Note(_missing, name, $"Key {name} not found in checkpoint", node);
                continue;
            }
            var output = node.outputs[i];
            var type = output.dtype.as_base_dtype();
            if (entry.DType != type)
                Note(
                    _different,
                    $"{name}: {entry.DType.as_numpy_name()} in the checkpoint, {type.as_numpy_name()} in the graph",
                    $"tensor_name = {name}; expected dtype {type.as_cpp_name()} does not equal original dtype "
                        + entry.DType.as_cpp_name(),
                    node
                );
            else if (slices[i].Length == 0 && AssignedTo(output) is { } assign && Differs(entry.Shape, assign))
                Note(
                    _different,
                    $"{name}: {entry.Shape} in the checkpoint, {assign.inputs[0].shape} in the graph",
                    "Assign requires shapes of both tensors to match. lhs shape= "
                        + $"{assign.inputs[0].shape.ToRuntimeString()} rhs shape= {entry.Shape.ToRuntimeString()}",
                    assign
                );
        }
    }

    private void Note(List<string> group, string text, string original, Operation node)
    {
        // The error that TensorFlow's runtime would have met: a missing name comes before any assignment.
        if (_first.Length == 0 || ReferenceEquals(group, _missing) && _missing.Count == 0)
            (_first, _at) = ($"{original}\n\t [[node {node.name}]]", node);
        group.Add(text);
    }

    private string Message(string cause) =>
        $"Restoring from checkpoint failed. This is most likely due to {cause} from the checkpoint. Please ensure that you "
        + $"have not altered the graph expected based on the checkpoint. Original error:\n\n{_first}\n"
        + Group("Missing in the checkpoint", _missing)
        + Group("Unexpected in the checkpoint", _unexpected)
        + Group("Of another shape or type", _different);

    private static string Group(string title, List<string> lines)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"\n{title} ({lines.Count}):");
        foreach (var line in lines.Order(StringComparer.Ordinal).Take(Shown))
            text.Append("\n  ").Append(line);
        if (lines.Count > Shown)
            text.Append(CultureInfo.InvariantCulture, $"\n  and {lines.Count - Shown} more");
        return text.ToString();
    }

    private static bool Differs(Shape saved, Operation assign) =>
        assign.Bool("validate_shape") && !assign.inputs[0].shape.is_compatible_with(saved);

    /// <summary>The node that assigns the value as it is.</summary>
    private static Operation? AssignedTo(Tensor value) =>
        value.consumers().FirstOrDefault(c => c.type == "Assign" && ReferenceEquals(c.inputs[1], value));
}
