using NumSharp;
using TfNetLstm.Data;
using TfNetLstm.Settings;
using TfNetLstm.Training;

namespace TfNetLstm.Tests.Program;

/// <summary>The graph with other constants than the tutorial's learns too.</summary>
public class VariedModelTests
{
    public static TheoryData<string, string, int> Variants()
    {
        var data = new TheoryData<string, string, int>();
        foreach (var cell in ModelSettings.Cells)
            data.Add(cell, "adam", 28);
        foreach (var optimizer in ModelSettings.Optimizers.Skip(1))
            data.Add("basic_lstm", optimizer, 14);
        data.Add("gru", "adam", 1);
        data.Add("rnn", "sgd", 49);
        return data;
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void ABatchIsLearnedByHeart(string cell, string optimizer, int steps)
    {
        var constants = new ModelSettings
        {
            Cell = cell,
            Optimizer = optimizer,
            Steps = steps,
            Hidden = 12,
            LearningRate = optimizer switch
            {
                "adadelta" or "ftrl" => 1f,
                "sgd" or "momentum" => 0.05f,
                _ => 0.01f,
            },
        };
        using var model = new MnistModel(seed: 3, constants, threads: 1);
        var data = MnistData.Load(MnistFiles.DefaultFolder, np.random.RandomState(1));
        using var batch = data.Train.NextBatch(16);
        using var x = InputLayout.Of(constants).Rows(batch);
        var first = model.Loss(x, batch.Labels);
        for (var i = 0; i < 40; i++)
            model.Train(x, batch.Labels);
        var last = model.Loss(x, batch.Labels);
        Assert.True(last < 0.9 * first, $"{first} became {last}");
    }
}
