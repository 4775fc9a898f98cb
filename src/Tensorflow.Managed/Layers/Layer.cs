using Tensorflow.Graphs;
using Tensorflow.Operations;

namespace Tensorflow.Layers;

/// <summary>
/// A layer of TensorFlow 1 (legacy_tf_layers/base.py): it opens a variable scope of its own with the first call, makes its
/// variables there, and its nodes in the name scope that goes with it.
/// </summary>
public abstract class Layer
{
    private readonly string _baseName;
    private readonly Reuse? _reuse;
    private readonly bool _trainable;
    private VariableScope? _scope;
    private bool _isBuilt;

    /// <param name="baseName">The name of the scope where none is given.</param>
    /// <param name="name">The layer's name, or null.</param>
    /// <param name="reuse">Whether the variables of a scope of this name are shared.</param>
    /// <param name="trainable">Whether optimizers train the variables.</param>
    /// <param name="opensScope">Whether the scope of the given name is opened now, not with the first call.</param>
    private protected Layer(string baseName, string? name, Reuse? reuse, bool trainable, bool opensScope)
    {
        (_baseName, _reuse, _trainable) = (name ?? baseName, reuse, trainable);
        if (opensScope && name is not null)
            using (var block = new variable_scope(name))
                _scope = block;
    }

    /// <summary>The layer's name, which its scope has; null before the first call of a layer without one.</summary>
    public string? name => _scope?.name;

    /// <summary>What the layer makes of its inputs; its variables are made with the first call and shared from then on.</summary>
    /// <exception cref="ValueError">The inputs do not fit the layer.</exception>
    public Tensor apply(Tensor inputs)
    {
        _scope ??= OpenScope();
        using var scope = new variable_scope(_scope, _isBuilt ? Reuse.Yes : _reuse, auxiliary_name_scope: false);
        using var nodes = inputs.Given().graph.OpenNameScope(_scope.original_name_scope, out _);
        if (!_isBuilt)
            Build(inputs);
        _isBuilt = true;
        return Call(inputs);
    }

    /// <summary>Makes the variables.</summary>
    private protected virtual void Build(Tensor inputs) { }

    /// <summary>Makes the nodes.</summary>
    private protected abstract Tensor Call(Tensor inputs);

    /// <summary>A variable of the layer, and the loss that its regularizer makes of it, once.</summary>
    private protected RefVariable AddWeight(
        string name,
        Shape shape,
        TF_DataType type,
        IInitializer? initializer,
        Func<Tensor, Tensor>? regularizer
    )
    {
        var graph = Graph.Default;
        var known = graph.get_collection<RefVariable>(GraphKeys.GLOBAL_VARIABLES);
        var variable = VariableStore.Of(graph).Current.GetVariable(name, shape, type, initializer, _trainable);
        if (regularizer is null || known.Contains(variable))
            return variable;
        using var scope = graph.OpenNameScope(name + "/Regularizer", out _);
        graph.add_to_collection(GraphKeys.REGULARIZATION_LOSSES, regularizer(variable.AsTensor()));
        return variable;
    }

    /// <summary>The loss that a regularizer makes of the layer's output, for one of the batch.</summary>
    private protected static void AddActivityLoss(Tensor output, Func<Tensor, Tensor>? regularizer)
    {
        if (regularizer is null)
            return;
        using var scope = output.graph.OpenNameScope("ActivityRegularizer", out _);
        var loss = regularizer(output);
        var batch = MathOps.Cast(SliceOps.Item(ShapeOps.Shape(output), 0), loss.dtype);
        output.graph.add_to_collection(GraphKeys.REGULARIZATION_LOSSES, MathOps.TrueDiv(loss, batch));
    }

    /// <summary>The error for inputs of too low a rank.</summary>
    private protected void RequireRank(Tensor inputs, int least)
    {
        if (inputs.shape.IsNull || inputs.shape.ndim < least)
            throw new ValueError(
                $"Input 0 of layer {_baseName} is incompatible with the layer: expected min_ndim={least}, found "
                    + $"ndim={(inputs.shape.IsNull ? "None" : inputs.shape.ndim)}. Full shape received: {inputs.shape}"
            );
    }

    private protected static int Positive(int value, string parameter) =>
        value > 0
            ? value
            : throw new ValueError(
                $"Received an invalid value for `{parameter}`, expected a positive integer. Received: {parameter}={value}"
            );

    private VariableScope OpenScope()
    {
        using var block = _reuse is { Shares: true }
            ? new variable_scope(_baseName)
            : new variable_scope(null, _baseName);
        return block;
    }
}
