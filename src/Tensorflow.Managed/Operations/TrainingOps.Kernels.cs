using System.Numerics;
using Tensorflow.Kernels;
using Tensorflow.Sessions;

namespace Tensorflow.Operations;

/// <content>What each update does; the comments name its slots and its numbers, in the order of the op's inputs.</content>
internal static partial class TrainingOps
{
    private static Kernel GradientDescentKernel(KernelRequest node) =>
        ElementTypes.Numbers(node, node.InputType(0), Of(node, new Descent()));

    private static Kernel MomentumKernel(KernelRequest node) => Reals(node, new Momentum(node.Op.Bool("use_nesterov")));

    private static Kernel AdamKernel(KernelRequest node) => Reals(node, new Adam(node.Op.Bool("use_nesterov")));

    private static Kernel AdagradKernel(KernelRequest node) => Reals(node, new Adagrad(node.Op.Bool("update_slots")));

    private static Kernel AdadeltaKernel(KernelRequest node) => Reals(node, new Adadelta());

    private static Kernel RmsPropKernel(KernelRequest node) => Reals(node, new RmsProp());

    private static Kernel CenteredRmsPropKernel(KernelRequest node) => Reals(node, new CenteredRmsProp());

    private static Kernel FtrlKernel(KernelRequest node) =>
        Reals(node, new Ftrl(Shrinks: false, node.Op.Bool("multiply_linear_by_lr")));

    private static Kernel FtrlV2Kernel(KernelRequest node) =>
        Reals(node, new Ftrl(Shrinks: true, node.Op.Bool("multiply_linear_by_lr")));

    private static Kernel ProximalGradientDescentKernel(KernelRequest node) => Reals(node, new ProximalDescent());

    private static Kernel ProximalAdagradKernel(KernelRequest node) => Reals(node, new ProximalAdagrad());

    private static Kernel AdagradDualAveragingKernel(KernelRequest node) => Reals(node, new DualAveraging());

    private static Kernel Reals<TUpdate>(KernelRequest node, TUpdate update)
        where TUpdate : struct, IUpdate => ElementTypes.Reals(node, node.InputType(0), Of(node, update));

    private static Updated<TUpdate> Of<TUpdate>(KernelRequest node, TUpdate update)
        where TUpdate : struct, IUpdate => new(update, new(node.Op.Schema.Def));

    /// <summary>alpha</summary>
    private readonly struct Descent : IUpdate
    {
        public void Run<T>(UpdatePlace<T> at)
            where T : unmanaged, INumber<T>, IMinMaxValue<T> =>
            Optimizing.GradientDescent(at.Variable, at.Gradient, at.Numbers[0]);
    }

    /// <summary>accum; lr, momentum</summary>
    private readonly record struct Momentum(bool Nesterov) : IUpdate
    {
        public void Run<T>(UpdatePlace<T> at)
            where T : unmanaged, INumber<T>, IMinMaxValue<T> =>
            Optimizing.Momentum(at.Variable, at.First, at.Gradient, at.Numbers[0], at.Numbers[1], Nesterov);
    }

    /// <summary>m, v; beta1_power, beta2_power, lr, beta1, beta2, epsilon</summary>
    private readonly record struct Adam(bool Nesterov) : IUpdate
    {
        public void Run<T>(UpdatePlace<T> at)
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            var n = at.Numbers;
            var step = Optimizing.AdamStep<T>.Of(n[0], n[1], n[2], n[3], n[4], n[5], Nesterov);
            Optimizing.Adam(at.Variable, at.First, at.Second, at.Gradient, step, at.Workers);
        }
    }

    /// <summary>accum; lr</summary>
    private readonly record struct Adagrad(bool UpdateSlots) : IUpdate
    {
        public void Run<T>(UpdatePlace<T> at)
            where T : unmanaged, INumber<T>, IMinMaxValue<T> =>
            Optimizing.Adagrad(at.Variable, at.First, at.Gradient, at.Numbers[0], UpdateSlots);
    }

    /// <summary>accum, accum_update; lr, rho, epsilon</summary>
    private readonly struct Adadelta : IUpdate
    {
        public void Run<T>(UpdatePlace<T> at)
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            var n = at.Numbers;
            Optimizing.Adadelta(at.Variable, at.First, at.Second, at.Gradient, n[0], n[1], n[2]);
        }
    }

    /// <summary>ms, mom; lr, rho, momentum, epsilon</summary>
    private readonly struct RmsProp : IUpdate
    {
        public void Run<T>(UpdatePlace<T> at)
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            var n = at.Numbers;
            Optimizing.RmsProp(at.Variable, default, at.First, at.Second, at.Gradient, new(n[0], n[1], n[2], n[3]));
        }
    }

    /// <summary>mg, ms, mom; lr, rho, momentum, epsilon</summary>
    private readonly struct CenteredRmsProp : IUpdate
    {
        public void Run<T>(UpdatePlace<T> at)
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            var n = at.Numbers;
            Optimizing.RmsProp(at.Variable, at.First, at.Second, at.Third, at.Gradient, new(n[0], n[1], n[2], n[3]));
        }
    }

    /// <summary>accum, linear; lr, l1, l2, [l2_shrinkage,] lr_power</summary>
    private readonly record struct Ftrl(bool Shrinks, bool LinearByRate) : IUpdate
    {
        public void Run<T>(UpdatePlace<T> at)
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            var n = at.Numbers;
            var step = new Optimizing.FtrlStep<T>(n[0], n[1], n[2], Shrinks ? n[3] : T.Zero, n[^1], LinearByRate);
            Optimizing.Ftrl(at.Variable, at.First, at.Second, at.Gradient, step);
        }
    }

    /// <summary>alpha, l1, l2</summary>
    private readonly struct ProximalDescent : IUpdate
    {
        public void Run<T>(UpdatePlace<T> at)
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            var n = at.Numbers;
            Optimizing.ProximalGradientDescent(at.Variable, at.Gradient, n[0], n[1], n[2]);
        }
    }

    /// <summary>accum; lr, l1, l2</summary>
    private readonly struct ProximalAdagrad : IUpdate
    {
        public void Run<T>(UpdatePlace<T> at)
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            var n = at.Numbers;
            Optimizing.ProximalAdagrad(at.Variable, at.First, at.Gradient, n[0], n[1], n[2]);
        }
    }

    /// <summary>gradient_accumulator, gradient_squared_accumulator; lr, l1, l2, global_step</summary>
    private readonly struct DualAveraging : IUpdate
    {
        public void Run<T>(UpdatePlace<T> at)
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            var n = at.Numbers;
            Optimizing.AdagradDualAveraging(at.Variable, at.First, at.Second, at.Gradient, (n[0], n[1], n[2]), n[3]);
        }
    }
}
