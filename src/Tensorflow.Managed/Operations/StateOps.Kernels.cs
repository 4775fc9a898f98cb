using System.Numerics;
using Tensorflow.Kernels;
using Tensorflow.Sessions;
using Tensorflow.Values;

namespace Tensorflow.Operations;

/// <summary>
/// A node's output that is a reference is the variable's own value: the plan binds it, so that what writes to input 0
/// has written to the output.
/// </summary>
internal static partial class StateOps
{
    private static Kernel VariableKernel(KernelRequest node)
    {
        var variable = node.State.Resources.ValueOf(node.Op);
        return context => context.Output(0).Share(variable);
    }

    private static Kernel RefIdentityKernel(KernelRequest node) => context => context.Output(0).Share(context.Input(0));

    private static Kernel IsInitializedKernel(KernelRequest node) =>
        context => context.Allocate(0, ReadOnlySpan<int>.Empty).Span<bool>()[0] = context.Input(0).IsSet;

    private static Kernel AssignKernel(KernelRequest node)
    {
        var validate = node.Op.Bool("validate_shape");
        var declared = node.Op.inputs[0].shape;
        return context =>
        {
            var (variable, value) = (context.Input(0), context.Input(1));
            if (validate && !Fits(variable, declared, value))
            {
                var own = variable.IsSet ? RuntimeShapes.Text(variable) : declared.ToRuntimeString();
                throw context.Invalid(
                    $"Assign requires shapes of both tensors to match. lhs shape= {own} rhs shape= "
                        + RuntimeShapes.Text(value)
                );
            }
            if (!ReferenceEquals(variable, value))
            {
                variable.Own(value.DType, value.Dims);
                value.CopyTo(variable);
            }
            context.Output(0).Share(variable);
        };
    }

    private static Kernel AssignAddKernel(KernelRequest node) =>
        ElementTypes.Numbers<Updated<Add>>(node, node.InputType(0));

    private static Kernel AssignSubKernel(KernelRequest node) =>
        ElementTypes.Numbers<Updated<Sub>>(node, node.InputType(0));

    private static bool Fits(Value variable, Shape declared, Value value)
    {
        if (variable.IsSet)
            return variable.Dims.SequenceEqual(value.Dims);
        return declared.IsNull || declared.is_compatible_with(value.ToShape());
    }

    /// <summary>variable = f(variable, value), in place</summary>
    private readonly struct Updated<TOp> : INumberBody
        where TOp : struct, IBinaryOperator<TOp>
    {
        public void Run<T>(KernelContext context)
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            var (variable, value) = (context.Input(0), context.Input(1));
            RuntimeShapes.RequireSame(context, variable, value);
            var place = variable.Span<T>();
            VectorMap.Binary<T, TOp>(place, value.Span<T>(), place, context.Workers);
            context.Output(0).Share(variable);
        }
    }
}
