using Tensorflow.Formats.Proto;

namespace Tensorflow;

/// <content>Models in the form that TensorFlow's servers take.</content>
public sealed partial class tensorflow
{
    /// <summary>Models with their variables, signatures and files (<c>tf.saved_model</c>).</summary>
    public SavedModelApi saved_model { get; } = new();
}

/// <summary>Models with their variables, signatures and files (<c>tf.saved_model</c>).</summary>
public sealed class SavedModelApi
{
    /// <summary>Loads SavedModels.</summary>
    public SavedModelLoader loader { get; } = new();

    /// <summary>Writes SavedModels; the older place of <see cref="Builder"/>.</summary>
    public BuilderApi builder { get; } = new();

    /// <summary>What graphs are for.</summary>
    public TagConstants tag_constants { get; } = new();

    /// <summary>Names that signatures have.</summary>
    public SignatureConstants signature_constants { get; } = new();

    /// <summary>Names that the folder and its collections have.</summary>
    public SavedModelConstants constants { get; } = new();

    /// <summary>Makes signatures.</summary>
    public SignatureDefUtils signature_def_utils { get; } = new();

    /// <summary>Tells of tensors.</summary>
    public SavedModelUtils utils { get; } = new();

    /// <summary>A builder of the model in a folder, which is made.</summary>
    /// <exception cref="AssertionError">The folder is there and not empty.</exception>
    public SavedModelBuilder Builder(string export_dir) => new(export_dir);

    /// <inheritdoc cref="SavedModelLoader.load"/>
    public MetaGraphDef load(Session sess, IEnumerable<string> tags, string export_dir, string? import_scope = null) =>
        loader.load(sess, tags, export_dir, import_scope);

    /// <summary>Whether a folder holds a SavedModel.</summary>
    public bool contains_saved_model(string export_dir) => loader.maybe_saved_model_directory(export_dir);

    /// <inheritdoc cref="SavedModelUtils.build_tensor_info"/>
    public TensorInfo build_tensor_info(Tensor tensor) => utils.build_tensor_info(tensor);

    /// <inheritdoc cref="SignatureDefUtils.build_signature_def"/>
    public SignatureDef build_signature_def(
        IReadOnlyDictionary<string, TensorInfo>? inputs = null,
        IReadOnlyDictionary<string, TensorInfo>? outputs = null,
        string? method_name = null
    ) => signature_def_utils.build_signature_def(inputs, outputs, method_name);

    /// <inheritdoc cref="SignatureDefUtils.predict_signature_def"/>
    public SignatureDef predict_signature_def(
        IReadOnlyDictionary<string, Tensor> inputs,
        IReadOnlyDictionary<string, Tensor> outputs
    ) => signature_def_utils.predict_signature_def(inputs, outputs);

    /// <summary>Writes a model that answers with some tensors to others, tagged to serve.</summary>
    /// <param name="session">The session that has the variables' values.</param>
    /// <param name="export_dir">The model's folder, which is made.</param>
    /// <param name="inputs">What is fed.</param>
    /// <param name="outputs">What is fetched.</param>
    /// <param name="legacy_init_op">The node that is run once the model is loaded.</param>
    /// <exception cref="AssertionError">The folder is there and not empty.</exception>
    public void simple_save(
        Session session,
        string export_dir,
        IReadOnlyDictionary<string, Tensor> inputs,
        IReadOnlyDictionary<string, Tensor> outputs,
        Operation? legacy_init_op = null
    )
    {
        session.Given();
        var signatures = new Dictionary<string, SignatureDef>(StringComparer.Ordinal)
        {
            [signature_constants.DEFAULT_SERVING_SIGNATURE_DEF_KEY] = predict_signature_def(inputs, outputs),
        };
        var made = Builder(export_dir);
        made.add_meta_graph_and_variables(
            session,
            [tag_constants.SERVING],
            signatures,
            session.graph.get_collection<Tensor>(GraphKeys.ASSET_FILEPATHS),
            clear_devices: true,
            main_op: legacy_init_op
        );
        made.save();
    }

    /// <summary>Writes SavedModels (<c>tf.saved_model.builder</c>).</summary>
    public sealed class BuilderApi
    {
        /// <inheritdoc cref="Builder"/>
        public SavedModelBuilder SavedModelBuilder(string export_dir) => new(export_dir);
    }
}
