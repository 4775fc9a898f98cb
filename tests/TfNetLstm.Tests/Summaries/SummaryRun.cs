using NumSharp;
using Tensorflow;
using Tensorflow.Formats.Events;
using Tensorflow.Formats.Proto;
using TfNetLstm.Data;
using TfNetLstm.Tests.Data;
using static Tensorflow.Binding;

namespace TfNetLstm.Tests.Summaries;

/// <summary>The ten steps of <see cref="GoldenEvents"/> with our engine, summarised and written as golden_model.py does it.</summary>
public sealed class SummaryRun
{
    private const int Batch = 128;

    /// <summary>Runs.</summary>
    public SummaryRun()
    {
        var graph = tf.Graph();
        using var block = graph.as_default();
        var model = new MnistLstm(seed: 1);
        tf.summary.scalar("loss", model.cost);
        tf.summary.scalar("accuracy", model.accuracy);
        tf.summary.histogram("weights/hidden", tf.global_variables()[0]);
        tf.summary.image("input", tf.reshape(model.x, (-1, 28, 28, 1)), max_outputs: 2);
        var merged = tf.summary.merge_all()!;
        _ = tf.train.Saver();
        using var folder = new TemporaryFolder();
        using var session = tf.Session(graph);
        session.run(model.init);
        var data = MnistData.Load(MnistFiles.DefaultFolder, np.random.RandomState(1));
        using (var writer = tf.summary.FileWriter(folder["events"], graph))
        {
            for (var step = 1; step <= 10; step++)
            {
                using var batch = data.Train.NextBatch(Batch);
                var (summary, _) = session.run(
                    (merged, model.optimizer),
                    (model.x, batch.Images.reshape(Batch, 28, 28)),
                    (model.y, batch.Labels),
                    (model.istate, new float[Batch, 2 * MnistLstm.N_HIDDEN])
                );
                writer.add_summary(summary, step);
            }
            writer.close();
            Events = EventFileReader.ReadAll(writer.event_file);
        }
    }

    /// <summary>What the file holds.</summary>
    internal IReadOnlyList<Event> Events { get; }
}
