using NumSharp;

namespace TfNetLstm.Training;

/// <summary>The ends of a built graph that the training loop fetches; each call is one run of its session.</summary>
/// <remarks>x [n, 28, 28] and y [n, 10] are float32; the initial state is zeros and the model's own affair.</remarks>
internal interface ITrainingModel : IDisposable
{
    /// <summary><c>sess.run(optimizer)</c></summary>
    void Train(NDArray x, NDArray y);

    /// <summary><c>sess.run([cost, optimizer])</c>: the loss before the update.</summary>
    float TrainWithLoss(NDArray x, NDArray y);

    /// <summary><c>sess.run(accuracy)</c></summary>
    float Accuracy(NDArray x, NDArray y);

    /// <summary><c>sess.run(cost)</c></summary>
    float Loss(NDArray x, NDArray y);
}
