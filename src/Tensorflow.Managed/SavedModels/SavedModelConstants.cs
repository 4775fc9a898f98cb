namespace Tensorflow;

/// <summary>Names that a SavedModel's folder and collections have (<c>tf.saved_model.constants</c>).</summary>
public sealed class SavedModelConstants
{
    /// <summary>The folder of files that the model takes along.</summary>
    public string ASSETS_DIRECTORY { get; } = Names.AssetsFolder;

    /// <summary>The collection of those files.</summary>
    public string ASSETS_KEY { get; } = Names.Assets;

    /// <summary>The collection of the node that older models run once they are loaded.</summary>
    public string LEGACY_INIT_OP_KEY { get; } = Names.LegacyInitOp;

    /// <summary>The collection of the node that is run once the model is loaded.</summary>
    public string MAIN_OP_KEY { get; } = Names.MainOp;

    /// <summary>The version of the file.</summary>
    public long SAVED_MODEL_SCHEMA_VERSION { get; } = Names.SchemaVersion;

    /// <summary>The file's name, binary.</summary>
    public string SAVED_MODEL_FILENAME_PB { get; } = Names.BinaryFile;

    /// <summary>The file's name as text.</summary>
    public string SAVED_MODEL_FILENAME_PBTXT { get; } = Names.TextFile;

    /// <summary>The folder of the variables' values.</summary>
    public string VARIABLES_DIRECTORY { get; } = Names.VariablesFolder;

    /// <summary>The prefix of the files in it.</summary>
    public string VARIABLES_FILENAME { get; } = Names.VariablesFile;

    internal static class Names
    {
        public const string AssetsFolder = "assets";
        public const string Assets = "saved_model_assets";
        public const string LegacyInitOp = "legacy_init_op";
        public const string MainOp = "saved_model_main_op";
        public const string InitOpSignature = "__saved_model_init_op";
        public const long SchemaVersion = 1;
        public const string BinaryFile = "saved_model.pb";
        public const string TextFile = "saved_model.pbtxt";
        public const string VariablesFolder = "variables";
        public const string VariablesFile = "variables";
    }
}

/// <summary>What the graphs of a SavedModel are for (<c>tf.saved_model.tag_constants</c>).</summary>
public sealed class TagConstants
{
    /// <summary>To answer requests.</summary>
    public string SERVING { get; } = "serve";

    /// <summary>To be trained.</summary>
    public string TRAINING { get; } = "train";

    /// <summary>To be measured.</summary>
    public string EVAL { get; } = "eval";

    /// <summary>For a graphics processor.</summary>
    public string GPU { get; } = "gpu";

    /// <summary>For a tensor processor.</summary>
    public string TPU { get; } = "tpu";
}

/// <summary>Names that signatures have (<c>tf.saved_model.signature_constants</c>).</summary>
public sealed class SignatureConstants
{
    /// <summary>The signature that is meant where none is named.</summary>
    public string DEFAULT_SERVING_SIGNATURE_DEF_KEY { get; } = "serving_default";

    /// <summary>The input of a classification.</summary>
    public string CLASSIFY_INPUTS { get; } = "inputs";

    /// <summary>What a classification is.</summary>
    public string CLASSIFY_METHOD_NAME { get; } = "tensorflow/serving/classify";

    /// <summary>The classes that a classification gives.</summary>
    public string CLASSIFY_OUTPUT_CLASSES { get; } = "classes";

    /// <summary>The scores that a classification gives.</summary>
    public string CLASSIFY_OUTPUT_SCORES { get; } = "scores";

    /// <summary>The input of a prediction.</summary>
    public string PREDICT_INPUTS { get; } = "inputs";

    /// <summary>What a prediction is.</summary>
    public string PREDICT_METHOD_NAME { get; } = "tensorflow/serving/predict";

    /// <summary>What a prediction gives.</summary>
    public string PREDICT_OUTPUTS { get; } = "outputs";

    /// <summary>The input of a regression.</summary>
    public string REGRESS_INPUTS { get; } = "inputs";

    /// <summary>What a regression is.</summary>
    public string REGRESS_METHOD_NAME { get; } = "tensorflow/serving/regress";

    /// <summary>What a regression gives.</summary>
    public string REGRESS_OUTPUTS { get; } = "outputs";
}
