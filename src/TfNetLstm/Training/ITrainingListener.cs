using NumSharp;

namespace TfNetLstm.Training;

/// <summary>Where a training begins: steps done before, steps in all.</summary>
internal readonly record struct TrainingStart(long StepsDone, long StepsInAll);

/// <summary>What the tutorial prints of a step: loss and accuracy of the batch after its update.</summary>
internal readonly record struct DisplayedStep(long Step, long Examples, float Loss, float Accuracy);

/// <summary>Loss and accuracy on the validation images, and whether no validation before was better.</summary>
internal readonly record struct ValidatedStep(long Step, double Loss, double Accuracy, bool IsBest);

/// <summary>How the training ended.</summary>
internal readonly record struct TrainingEnd(ExitCode Code, long Steps, TimeSpan Time);

/// <summary>Is told what happens during a training, in order, on the thread that trains.</summary>
internal interface ITrainingListener
{
    /// <summary>Whether each step's loss is wanted, which is one more fetch a step.</summary>
    bool WantsLosses => false;

    /// <summary>Before the first step.</summary>
    void Started(TrainingStart start) { }

    /// <summary>After a step; <paramref name="loss"/> is its loss before the update, where anyone wants losses.</summary>
    void Stepped(long step, float? loss) { }

    /// <summary>The examples of a step that will be shown, before it is.</summary>
    void Fed(long step, NDArray x, NDArray y) { }

    /// <summary>Every so many steps.</summary>
    void Displayed(DisplayedStep shown) { }

    /// <summary>After a validation.</summary>
    void Validated(ValidatedStep validated) { }

    /// <summary>
    /// All that belongs to the step was told; <paramref name="elapsed"/> counts from the first step of this process, and
    /// <paramref name="isShown"/> says whether loss and accuracy were shown.
    /// </summary>
    void Completed(long step, TimeSpan elapsed, bool isShown) { }

    /// <summary>After the last step, where it was not cut short.</summary>
    void Finished() { }

    /// <summary>The accuracy on the test images.</summary>
    void Tested(float accuracy) { }

    /// <summary>In any case, once.</summary>
    void Ended(TrainingEnd end) { }
}
