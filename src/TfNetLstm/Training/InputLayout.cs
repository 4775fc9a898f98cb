using NumSharp;
using TfNetLstm.Data;
using TfNetLstm.Settings;

namespace TfNetLstm.Training;

/// <summary>How images are fed: [n, 784] as [n, steps, input].</summary>
internal readonly record struct InputLayout(int Steps, int Input)
{
    /// <summary>The layout of a model.</summary>
    public static InputLayout Of(ModelSettings model) => new(model.Steps, model.Input);

    /// <summary>A view of the batch's images.</summary>
    public NDArray Rows(Batch batch) => batch.Images.reshape(-1, Steps, Input);
}
