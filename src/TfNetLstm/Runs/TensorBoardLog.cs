using NumSharp;
using TfNetLstm.Training;

namespace TfNetLstm.Runs;

/// <summary>Shows a training in TensorBoard: the graph and its summaries, times, and the validations as a run of their own.</summary>
internal sealed class TensorBoardLog : ITrainingListener, IDisposable
{
    private readonly ISummarizes _model;
    private readonly string _folder;
    private readonly long _stepsDone;
    private readonly Engine.EventLog _log;
    private Engine.EventLog? _validation;
    private (long Step, TimeSpan Time) _last;

    /// <summary>Begins event files below the folder.</summary>
    public TensorBoardLog(string folder, ISummarizes model, long stepsDone)
    {
        (_folder, _model, _stepsDone) = (folder, model, stepsDone);
        _log = model.OpenEventLog(folder);
        if (stepsDone > 0)
            _log.Restart(stepsDone + 1);
        _last = (stepsDone, TimeSpan.Zero);
    }

    /// <inheritdoc/>
    public void Fed(long step, NDArray x, NDArray y) => _model.Summarize(_log, x, y, step);

    /// <inheritdoc/>
    public void Validated(ValidatedStep validated)
    {
        if (_validation is null)
        {
            _validation = new(Path.Combine(_folder, "validation"), null);
            if (_stepsDone > 0)
                _validation.Restart(_stepsDone + 1);
        }
        _validation.Add(validated.Step, ("loss", validated.Loss), ("accuracy", validated.Accuracy));
    }

    /// <inheritdoc/>
    public void Completed(long step, TimeSpan elapsed, bool isShown)
    {
        if (!isShown)
            return;
        var milliseconds = (elapsed - _last.Time).TotalMilliseconds / Math.Max(1, step - _last.Step);
        _log.Add(step, ("ms_per_step", milliseconds));
        _last = (step, elapsed);
    }

    /// <inheritdoc/>
    public void Ended(TrainingEnd end)
    {
        _log.Flush();
        _validation?.Flush();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _log.Dispose();
        _validation?.Dispose();
    }
}
