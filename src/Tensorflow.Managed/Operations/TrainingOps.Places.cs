using System.Numerics;
using Tensorflow.Kernels;
using Tensorflow.Sessions;
using Tensorflow.Values;

namespace Tensorflow.Operations;

/// <content>Where an update takes place: in whole variables, or in the rows that an input names.</content>
internal static partial class TrainingOps
{
    /// <summary>The elements of a variable, of up to three slots and of the gradient that belong together, and the numbers.</summary>
    private readonly ref struct UpdatePlace<T>
    {
        public Span<T> Variable { get; init; }

        public Span<T> First { get; init; }

        public Span<T> Second { get; init; }

        public Span<T> Third { get; init; }

        public ReadOnlySpan<T> Gradient { get; init; }

        public ReadOnlySpan<T> Numbers { get; init; }

        public WorkerPool Workers { get; init; }
    }

    /// <summary>Changes the elements at a place.</summary>
    private interface IUpdate
    {
        void Run<T>(UpdatePlace<T> at)
            where T : unmanaged, INumber<T>, IMinMaxValue<T>;
    }

    private readonly record struct Updated<TUpdate>(TUpdate Update, UpdateArguments Arguments) : INumberBody
        where TUpdate : struct, IUpdate
    {
        public void Run<T>(KernelContext context)
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            Span<T> numbers = stackalloc T[Arguments.Numbers.Length];
            for (var i = 0; i < numbers.Length; i++)
                numbers[i] = Scalar<T>(context, Arguments.Numbers[i]);
            var (variable, gradient) = (context.Input(0), context.Input(Arguments.Gradient));
            var whole = new UpdatePlace<T>
            {
                Variable = variable.Span<T>(),
                First = Slot<T>(context, 1),
                Second = Slot<T>(context, 2),
                Third = Slot<T>(context, 3),
                Gradient = gradient.Span<T>(),
                Numbers = numbers,
                Workers = context.Workers,
            };
            if (Arguments.Indices >= 0)
                RunRows(context, whole);
            else
            {
                LikeVariable(context, Arguments.Gradient);
                Update.Run(whole);
            }
            context.Output(0).Share(variable);
        }

        private void RunRows<T>(KernelContext context, UpdatePlace<T> whole)
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            var (variable, gradient) = (context.Input(0), context.Input(Arguments.Gradient));
            var indices = RuntimeShapes.Vector(context, Arguments.Indices, "indices");
            if (variable.Rank < 1)
                throw context.Invalid("var must be at least 1 dimensional");
            if (gradient.Rank != variable.Rank || gradient.Sizes[0] != indices.Count)
                throw context.Invalid("grad must be the same size as indices in the first dimension.");
            if (!gradient.Dims[1..].SequenceEqual(variable.Dims[1..]))
                throw context.Invalid("var and grad must match in dimension 1 and the following");
            var rows = variable.Sizes[0];
            for (var i = 0; i < indices.Count; i++)
                if ((ulong)indices.Integer(i) >= (ulong)rows)
                    throw context.Invalid($"Index {indices.Integer(i)} at offset {i} in indices is out of range");
            var length = rows == 0 ? 0 : variable.Count / rows;
            for (var i = 0; i < indices.Count; i++)
            {
                var start = (int)indices.Integer(i) * length;
                Update.Run(
                    new UpdatePlace<T>
                    {
                        Variable = whole.Variable.Slice(start, length),
                        First = Part(whole.First),
                        Second = Part(whole.Second),
                        Third = Part(whole.Third),
                        Gradient = whole.Gradient.Slice(i * length, length),
                        Numbers = whole.Numbers,
                        Workers = whole.Workers,
                    }
                );

                Span<T> Part(Span<T> slot) => slot.IsEmpty ? slot : slot.Slice(start, length);
            }
        }

        private Span<T> Slot<T>(KernelContext context, int slot)
            where T : unmanaged => slot < Arguments.Slots ? LikeVariable(context, slot).Span<T>() : default;
    }

    private static T Scalar<T>(KernelContext context, int input)
        where T : unmanaged, INumber<T>
    {
        var value = context.Input(input);
        if (value.Count == 1)
            return value.DType == TF_DataType.TF_INT64 && typeof(T) != typeof(long)
                ? T.CreateTruncating(value.Integer(0))
                : value.Scalar<T>();
        var name = context.Op.Schema.Def.InputArg[input].Name;
        throw context.Invalid($"{name} is not a scalar: {RuntimeShapes.Text(value)}");
    }

    private static Value LikeVariable(KernelContext context, int input)
    {
        var (variable, value) = (context.Input(0), context.Input(input));
        if (value.Dims.SequenceEqual(variable.Dims))
            return value;
        var name = context.Op.Schema.Def.InputArg[input].Name;
        throw context.Invalid(
            $"var and {name} do not have the same shape{RuntimeShapes.Text(variable)} {RuntimeShapes.Text(value)}"
        );
    }
}
