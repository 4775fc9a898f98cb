using System.Diagnostics;
using System.Globalization;
using NumSharp;
using TfNetLstm.Data;
using TfNetLstm.Settings;

namespace TfNetLstm.Training;

/// <summary>The tutorial's loop: its lines go to <paramref name="output"/>, anything else to <paramref name="error"/>.</summary>
internal sealed class TrainingLoop(TrainSettings settings, TextWriter output, TextWriter error)
{
    private readonly InputLayout _layout = InputLayout.Of(settings.Model);
    private readonly Stopwatch _clock = new();
    private ITrainingListener[] _listeners = [];
    private bool _wantsLosses;

    /// <summary>The loss of each step before its update, when <see cref="TrainSettings.Curve"/> asks for it.</summary>
    public List<float> Losses { get; } = [];

    /// <summary>What shows the training; the tutorial's lines where null.</summary>
    public ITrainingListener? View { get; init; }

    /// <summary>Who else is told.</summary>
    public IReadOnlyList<ITrainingListener> Listeners { get; init; } = [];

    /// <summary>The images to validate with.</summary>
    public DataSet? ValidationImages { get; init; }

    /// <summary>Where checkpoints go; nowhere when null.</summary>
    public ICheckpoints? Checkpoints { get; init; }

    /// <summary>Where to go on from.</summary>
    public LoopPosition From { get; init; } = new();

    /// <summary>Trains, then tests; <paramref name="stop"/> is heeded between two steps.</summary>
    public ExitCode Run(ITrainingModel model, DataSet train, DataSet test, CancellationToken stop)
    {
        _listeners = [View ?? new PlainLines(output), .. Listeners];
        _wantsLosses = settings.Curve is not null || _listeners.Any(l => l.WantsLosses);
        var (code, steps) = (ExitCode.Failure, From.Step);
        try
        {
            code = Train(model, train, stop, ref steps);
            var time = _clock.Elapsed;
            if (code == ExitCode.Ok)
            {
                Tell(l => l.Finished());
                var accuracy = TestAccuracy(model, test);
                Tell(l => l.Tested(accuracy));
            }
            if (settings.Verbosity > Verbosity.Quiet)
                error.WriteLine(LogLines.Summary(steps - From.Step, time));
            return code;
        }
        finally
        {
            Tell(l => l.Ended(new(code, steps, _clock.Elapsed)));
        }
    }

    private bool IsDue(long step) => step * settings.BatchSize < settings.TrainingIters;

    private ExitCode Train(ITrainingModel model, DataSet train, CancellationToken stop, ref long done)
    {
        var validation = ValidationImages is null
            ? null
            : new Validation(ValidationImages) { Best = From.Best, Stale = From.Stale };
        var inAll = Math.Max(done, (settings.TrainingIters - 1L) / settings.BatchSize);
        Tell(l => l.Started(new(From.Step, inAll)));
        _clock.Start();
        // Looked at once a step: what a step does about its end must be of one mind.
        var (stops, ends) = (stop.IsCancellationRequested, false);
        while (IsDue(done + 1) && !stops && !ends)
        {
            var step = done + 1;
            using var batch = train.NextBatch(settings.BatchSize);
            using var x = _layout.Rows(batch);
            var problem = One(model, step, x, batch.Labels);
            if (problem is not null)
                return NotANumber(problem, model, x, batch.Labels);
            done = step;
            ends = Validated(validation, model, step, out problem);
            if (problem is not null)
                return NotANumber(problem, model, x, batch.Labels);
            Tell(l => l.Completed(step, _clock.Elapsed, step % settings.DisplayStep == 0));
            stops = stop.IsCancellationRequested;
            var isLast = stops || ends || !IsDue(step + 1);
            if (Checkpoints is null || !(isLast || (settings.SaveEvery > 0 && step % settings.SaveEvery == 0)))
                continue;
            if (!float.IsFinite(model.Loss(x, batch.Labels)))
                return NotANumber(Bad("loss after the update", step), model, x, batch.Labels);
            Checkpoints.Save(Position(step, validation));
        }
        if (!stops || ends || !IsDue(done + 1))
            return ExitCode.Ok;
        error.WriteLine(LogLines.Stopped(done, done * settings.BatchSize));
        return ExitCode.Interrupted;
    }

    // What is wrong with the step, or null.
    private string? One(ITrainingModel model, long step, NDArray x, NDArray y)
    {
        float? before = null;
        if (_wantsLosses)
        {
            before = model.TrainWithLoss(x, y);
            if (settings.Curve is not null)
                Losses.Add(before.Value);
        }
        else
        {
            model.Train(x, y);
        }
        Tell(l => l.Stepped(step, before));
        if (step % settings.DisplayStep == 0)
        {
            Tell(l => l.Fed(step, x, y));
            var accuracy = model.Accuracy(x, y);
            var loss = model.Loss(x, y);
            Tell(l => l.Displayed(new(step, step * settings.BatchSize, loss, accuracy)));
            if (!float.IsFinite(loss))
                return Bad("loss after the update", step);
        }
        return before is { } value && !float.IsFinite(value) ? Bad("loss", step) : null;
    }

    private static string Bad(string what, long step) =>
        string.Create(CultureInfo.InvariantCulture, $"the {what} of step {step} is not a finite number");

    private ExitCode NotANumber(string problem, ITrainingModel model, NDArray x, NDArray y)
    {
        var node = (model as IFindsBadNodes)?.FirstBadNode(x, y);
        var cause = node is null ? "" : $"; first bad node: {node}";
        var kept =
            Checkpoints is null ? ""
            : Checkpoints.Latest is { } path ? $"; the last good checkpoint stays: {path}"
            : "; none was saved before it: --save-every N saves on the way";
        error.WriteLine($"{Commands.CommandLine.ProgramName}: {problem}{cause}{kept}");
        return ExitCode.NotANumber;
    }

    // Whether training ends here, because validations get no better.
    private bool Validated(Validation? validation, ITrainingModel model, long step, out string? problem)
    {
        problem = null;
        if (validation is null || settings.ValidateEvery == 0 || step % settings.ValidateEvery != 0)
            return false;
        var result = validation.Run(model, _layout, step, settings.KeepBest == "accuracy");
        if (!double.IsFinite(result.Loss))
        {
            problem = Bad("validation loss", step);
            return false;
        }
        Tell(l => l.Validated(result));
        if (result.IsBest && settings.KeepBest is not null)
            Checkpoints?.SaveBest(Position(step, validation));
        if (settings.EarlyStop == 0 || validation.Stale < settings.EarlyStop)
            return false;
        if (settings.Verbosity > Verbosity.Quiet)
            error.WriteLine(LogLines.StoppedEarly(step, validation.Stale, validation.Best!));
        return true;
    }

    private static LoopPosition Position(long step, Validation? validation) =>
        new()
        {
            Step = step,
            Best = validation?.Best,
            Stale = validation?.Stale ?? 0,
        };

    private float TestAccuracy(ITrainingModel model, DataSet test)
    {
        using var batch = test.Head(settings.TestExamples);
        using var x = _layout.Rows(batch);
        return model.Accuracy(x, batch.Labels);
    }

    private void Tell(Action<ITrainingListener> what)
    {
        foreach (var listener in _listeners)
            what(listener);
    }
}
