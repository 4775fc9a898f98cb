using Tensorflow.Formats.Proto;

namespace Tensorflow;

/// <summary>Makes signatures: what is fed and fetched, by the names that callers know (<c>signature_def_utils</c>).</summary>
public sealed class SignatureDefUtils
{
    private static readonly SignatureConstants _names = new();

    /// <summary>A signature of its parts.</summary>
    /// <param name="inputs">What is fed.</param>
    /// <param name="outputs">What is fetched.</param>
    /// <param name="method_name">What it is, <c>tensorflow/serving/predict</c> for one.</param>
    public SignatureDef build_signature_def(
        IReadOnlyDictionary<string, TensorInfo>? inputs = null,
        IReadOnlyDictionary<string, TensorInfo>? outputs = null,
        string? method_name = null
    )
    {
        var def = new SignatureDef { MethodName = method_name ?? "" };
        // In the order of names, so that files of one model have the same bytes.
        foreach (var (key, info) in (inputs ?? Empty).OrderBy(i => i.Key, Graphs.MapOrder.Instance))
            def.Inputs.Add(key, info.Given(key).Clone());
        foreach (var (key, info) in (outputs ?? Empty).OrderBy(o => o.Key, Graphs.MapOrder.Instance))
            def.Outputs.Add(key, info.Given(key).Clone());
        return def;
    }

    /// <summary>A signature that gives some tensors of others.</summary>
    /// <exception cref="ValueError">There are no inputs or no outputs.</exception>
    public SignatureDef predict_signature_def(
        IReadOnlyDictionary<string, Tensor> inputs,
        IReadOnlyDictionary<string, Tensor> outputs
    )
    {
        if (inputs is not { Count: > 0 })
            throw new ValueError("Prediction `inputs` cannot be None or empty.");
        if (outputs is not { Count: > 0 })
            throw new ValueError("Prediction `outputs` cannot be None or empty.");
        return build_signature_def(Infos(inputs), Infos(outputs), _names.PREDICT_METHOD_NAME);
    }

    /// <summary>A signature that gives classes, or scores, or both, of serialized examples.</summary>
    /// <exception cref="ValueError">A tensor has the wrong type, or there is nothing to give.</exception>
    public SignatureDef classification_signature_def(Tensor examples, Tensor? classes, Tensor? scores)
    {
        if (examples is null)
            throw new ValueError("Classification `inputs` cannot be None.");
        if (classes is null && scores is null)
            throw new ValueError("Classification `classes` and `scores` cannot both be None.");
        RequireType(examples, TF_DataType.TF_STRING, "Classification input");
        var outputs = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        if (classes is not null)
            outputs.Add(
                _names.CLASSIFY_OUTPUT_CLASSES,
                RequireType(classes, TF_DataType.TF_STRING, "Classification classes")
            );
        if (scores is not null)
            outputs.Add(
                _names.CLASSIFY_OUTPUT_SCORES,
                RequireType(scores, TF_DataType.TF_FLOAT, "Classification scores")
            );
        var inputs = new Dictionary<string, Tensor>(StringComparer.Ordinal) { [_names.CLASSIFY_INPUTS] = examples };
        return build_signature_def(Infos(inputs), Infos(outputs), _names.CLASSIFY_METHOD_NAME);
    }

    /// <summary>A signature that gives numbers of serialized examples.</summary>
    /// <exception cref="ValueError">A tensor is missing or has the wrong type.</exception>
    public SignatureDef regression_signature_def(Tensor examples, Tensor predictions)
    {
        if (examples is null)
            throw new ValueError("Regression `inputs` cannot be None.");
        if (predictions is null)
            throw new ValueError("Regression `predictions` cannot be None.");
        RequireType(examples, TF_DataType.TF_STRING, "Regression input");
        RequireType(predictions, TF_DataType.TF_FLOAT, "Regression output");
        var inputs = new Dictionary<string, Tensor>(StringComparer.Ordinal) { [_names.REGRESS_INPUTS] = examples };
        var outputs = new Dictionary<string, Tensor>(StringComparer.Ordinal) { [_names.REGRESS_OUTPUTS] = predictions };
        return build_signature_def(Infos(inputs), Infos(outputs), _names.REGRESS_METHOD_NAME);
    }

    /// <summary>Whether a server of TensorFlow's can use the signature.</summary>
    public bool is_valid_signature(SignatureDef signature_def)
    {
        var def = signature_def.Given();
        return def.MethodName == _names.CLASSIFY_METHOD_NAME
                ? Is(def.Inputs, _names.CLASSIFY_INPUTS, DataType.DtString)
                    && def.Outputs.Keys.All(k =>
                        k == _names.CLASSIFY_OUTPUT_CLASSES || k == _names.CLASSIFY_OUTPUT_SCORES
                    )
                    && def.Outputs.Count > 0
                    && def.Outputs.All(o =>
                        o.Value.Dtype
                        == (o.Key == _names.CLASSIFY_OUTPUT_CLASSES ? DataType.DtString : DataType.DtFloat)
                    )
            : def.MethodName == _names.REGRESS_METHOD_NAME
                ? Is(def.Inputs, _names.REGRESS_INPUTS, DataType.DtString)
                    && Is(def.Outputs, _names.REGRESS_OUTPUTS, DataType.DtFloat)
            : def.MethodName == _names.PREDICT_METHOD_NAME && def.Inputs.Count > 0 && def.Outputs.Count > 0;
    }

    private static Dictionary<string, TensorInfo> Empty { get; } = [];

    private static bool Is(IDictionary<string, TensorInfo> map, string key, DataType type) =>
        map.Count == 1 && map.TryGetValue(key, out var info) && info.Dtype == type;

    private static Dictionary<string, TensorInfo> Infos(IReadOnlyDictionary<string, Tensor> tensors) =>
        tensors.ToDictionary(t => t.Key, t => SavedModelUtils.Info(t.Value.Given(t.Key)), StringComparer.Ordinal);

    private static Tensor RequireType(Tensor tensor, TF_DataType type, string what) =>
        tensor.dtype.as_base_dtype() == type
            ? tensor
            : throw new ValueError(
                $"{what} tensors must be of type {type.as_numpy_name()}. Found tensor with type "
                    + $"{tensor.dtype.as_numpy_name()}."
            );
}

/// <summary>Tells of tensors (<c>tf.saved_model.utils</c>).</summary>
public sealed class SavedModelUtils
{
    /// <summary>A tensor's name, type and shape.</summary>
    public TensorInfo build_tensor_info(Tensor tensor) => Info(tensor.Given());

    /// <summary>The tensor of the default graph that this tells of.</summary>
    /// <param name="tensor_info">A tensor's name, type and shape.</param>
    /// <param name="graph">The graph, the default one where null.</param>
    /// <param name="import_scope">The name scope that it was brought into, or null.</param>
    /// <exception cref="ValueError">It tells of no single tensor.</exception>
    /// <exception cref="KeyError">The graph has no such tensor.</exception>
    public Tensor get_tensor_from_tensor_info(
        TensorInfo tensor_info,
        Graph? graph = null,
        string? import_scope = null
    ) =>
        tensor_info.Given().EncodingCase == TensorInfo.EncodingOneofCase.Name
            ? (graph ?? Graph.Default).get_tensor_by_name(Graphs.ScopedNames.Prepend(tensor_info.Name, import_scope))
            : throw new ValueError($"Invalid TensorInfo.encoding: {tensor_info.EncodingCase}");

    internal static TensorInfo Info(Tensor tensor) =>
        new()
        {
            Name = tensor.name,
            Dtype = (DataType)tensor.dtype.as_base_dtype(),
            TensorShape = AttrValues.ToProto(tensor.shape),
        };
}
