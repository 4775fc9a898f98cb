namespace Tensorflow.Sessions;

/// <content>Running a plan with control flow: values may be dead, and loops go back.</content>
internal sealed partial class Frame
{
    private readonly bool[] _dead;

    /// <summary>Whether the value of this flag is one that the run did not make.</summary>
    public bool IsDead(int flag) => flag >= 0 && _dead[flag];

    private void Run(ControlPlan control)
    {
        var steps = control.Steps;
        var contexts = ContextsOf(_plan.Default);
        Array.Clear(_dead);
        for (var i = 0; i < steps.Length; i++)
        {
            var step = steps[i];
            if (step.Loop is { } loop)
            {
                if (step.Kind == StepKind.LoopBegin)
                    Begin(loop);
                else if (step.Kind == StepKind.LoopEnd)
                    i = End(loop, i);
                continue;
            }
            var node = _plan.Nodes[step.Node];
            Run(step, node, contexts[step.Node]);
            foreach (var slot in node.Released)
                _values[slot].Release();
        }
    }

    private void Run(Step step, PlanNode node, KernelContext context)
    {
        if (step.Kind == StepKind.Merge)
        {
            context.LiveInput = LiveInput(step.Guards);
            _dead[step.Flag] = context.LiveInput < 0;
            if (context.LiveInput >= 0)
                Run(node, context);
            return;
        }
        var dead = AnyDead(step.Guards);
        if (step.Kind == StepKind.Switch)
        {
            var side = !dead && Chosen(context);
            (_dead[step.Flag], _dead[step.Flag + 1], _dead[step.Flag + 2]) = (dead, dead || side, dead || !side);
        }
        else if (step.Flag >= 0 && !(dead && step.Kind == StepKind.Exit))
            _dead[step.Flag] = dead;
        if (dead)
            return;
        if (node.ChecksInitialized)
            CheckInitialized(node);
        Run(node, context);
    }

    /// <summary>Which side a switch takes.</summary>
    private static bool Chosen(KernelContext context)
    {
        var choice = context.Input(1);
        return choice.Count == 1
            ? choice.Scalar<bool>()
            : throw context.Invalid(
                $"The second input must be a scalar, but it has shape {choice.ToShape().ToRuntimeString()}"
            );
    }

    private void Begin(LoopPlan loop)
    {
        foreach (var flag in loop.NextFlags)
            _dead[flag] = true;
        foreach (var flag in loop.ExitFlags)
            _dead[flag] = true;
    }

    /// <summary>The step to go on behind: the loop's top where something goes back there, else this one.</summary>
    private int End(LoopPlan loop, int step)
    {
        foreach (var flag in loop.NextFlags)
            if (!_dead[flag])
            {
                foreach (var enter in loop.EnterFlags)
                    _dead[enter] = true;
                return loop.Top - 1;
            }
        foreach (var slot in loop.Released)
            _values[slot].Release();
        return step;
    }

    private bool AnyDead(int[] flags)
    {
        foreach (var flag in flags)
            if (_dead[flag])
                return true;
        return false;
    }

    private int LiveInput(int[] flags)
    {
        for (var i = 0; i < flags.Length; i++)
            if (!IsDead(flags[i]))
                return i;
        return -1;
    }
}
