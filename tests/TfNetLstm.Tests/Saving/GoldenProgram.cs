using Tensorflow;
using static Tensorflow.Binding;

namespace TfNetLstm.Tests.Saving;

/// <summary>The program that wrote golden/files (<c>files</c> in scripts/golden_model.py), up to its saver.</summary>
internal static class GoldenProgram
{
    /// <summary>Builds into the default graph.</summary>
    public static (MnistLstm Model, Saver Saver) Build()
    {
        var model = new MnistLstm(seed: 1);
        tf.summary.scalar("loss", model.cost);
        tf.summary.scalar("accuracy", model.accuracy);
        tf.summary.histogram("weights/hidden", tf.global_variables()[0]);
        tf.summary.image("input", tf.reshape(model.x, new[] { -1, 28, 28, 1 }), max_outputs: 2);
        tf.summary.merge_all();
        return (model, tf.train.Saver());
    }

    /// <summary>The path of the checkpoint that TensorFlow wrote.</summary>
    public static string Checkpoint => Golden.PathOf("files/model.ckpt-10");
}
