using System.Collections.Concurrent;
using Tensorflow.Operations;
using Tensorflow.Values;

namespace Tensorflow.Sessions;

/// <summary>
/// What outlives sessions: the values of variables, by container and name (TensorFlow's <c>ResourceMgr</c>). Sessions that are
/// given the same one share their variables.
/// </summary>
internal sealed class ResourceManager
{
    /// <summary>The container of nodes that name none.</summary>
    public const string DefaultContainer = "localhost";

    private readonly ConcurrentDictionary<(string Container, string Name), Variable> _variables = [];

    /// <summary>The value of a variable's node; it is not set until something is assigned.</summary>
    /// <exception cref="InvalidArgumentError">There is one of that name with another element type.</exception>
    public Value ValueOf(Operation op)
    {
        var type = op.output.dtype.as_base_dtype();
        var variable = _variables.GetOrAdd((ContainerOf(op), NameOf(op)), _ => new(type, new()));
        return variable.Type == type
            ? variable.Value
            : throw new InvalidArgumentError(
                $"Trying to share variable {NameOf(op)}, but specified dtype {type.as_numpy_name()} and found dtype "
                    + $"{variable.Type.as_numpy_name()}.\n\t [[node {op.name}]]",
                op
            );
    }

    /// <summary>Forgets what is in a container; sessions that ran with it keep what they have.</summary>
    public void Clear(string container)
    {
        var name = container.Length > 0 ? container : DefaultContainer;
        foreach (var key in _variables.Keys)
            if (key.Container == name)
                _variables.TryRemove(key, out _);
    }

    private static string NameOf(Operation op) =>
        op.HasAttr("shared_name") && op.String("shared_name") is { Length: > 0 } shared ? shared : op.name;

    private static string ContainerOf(Operation op) =>
        op.HasAttr("container") && op.String("container") is { Length: > 0 } container ? container : DefaultContainer;

    private sealed record Variable(TF_DataType Type, Value Value);
}
