namespace Tensorflow;

/// <summary>The names of the standard collections (Python's <c>tf.GraphKeys</c>).</summary>
public static class GraphKeys
{
    /// <summary>All variables that <c>global_variables_initializer</c> sets.</summary>
    public const string GLOBAL_VARIABLES = "variables";

    /// <summary>The variables that optimizers train.</summary>
    public const string TRAINABLE_VARIABLES = "trainable_variables";

    /// <summary>Variables of this process alone.</summary>
    public const string LOCAL_VARIABLES = "local_variables";

    /// <summary>The variables of which averages are kept.</summary>
    public const string MOVING_AVERAGE_VARIABLES = "moving_average_variables";

    /// <summary>What a training step runs.</summary>
    public const string TRAIN_OP = "train_op";

    /// <summary>Variables that belong to the model.</summary>
    public const string MODEL_VARIABLES = "model_variables";

    /// <summary>Variables of metrics.</summary>
    public const string METRIC_VARIABLES = "metric_variables";

    /// <summary>The savers of the graph.</summary>
    public const string SAVERS = "savers";

    /// <summary>What is saved beside variables.</summary>
    public const string SAVEABLE_OBJECTS = "saveable_objects";

    /// <summary>Tensors that hold the paths of files that a SavedModel takes along.</summary>
    public const string ASSET_FILEPATHS = "asset_filepaths";

    /// <summary>The branches of the graph's outermost conds.</summary>
    public const string COND_CONTEXT = "cond_context";

    /// <summary>The graph's outermost loops.</summary>
    public const string WHILE_CONTEXT = "while_context";

    /// <summary>The summaries that <c>merge_all</c> joins.</summary>
    public const string SUMMARIES = "summaries";

    /// <summary>The variable that counts training steps.</summary>
    public const string GLOBAL_STEP = "global_step";

    /// <summary>The losses that regularizers make of variables and outputs of layers.</summary>
    public const string REGULARIZATION_LOSSES = "regularization_losses";

    /// <summary>What is to run with each training step beside it: layers' own updates.</summary>
    public const string UPDATE_OPS = "update_ops";
}
