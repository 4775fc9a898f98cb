using Tensorflow.Sessions;
using Tensorflow.Values;

namespace Tensorflow.Operations;

/// <summary>Stacks of tensors: what a loop's iterations leave behind for their gradients.</summary>
internal static class StackOps
{
    public static IEnumerable<OpRule> Rules =>
        [
            .. TypeSet.Any.For([
                new("StackV2", node => node.Set(0, new(2)), StackKernel, Gradients.None),
                new("StackPushV2", node => node.Set(0, node.Input(1)), PushKernel, Gradients.None),
                new("StackPopV2", ShapeRules.Unknown, PopKernel, Gradients.None),
            ]),
            .. TypeSet.Untyped.For([new("StackCloseV2", ShapeRules.NoOutputs, CloseKernel, Gradients.None)]),
        ];

    private static Kernel StackKernel(KernelRequest node)
    {
        var name = node.Op.String("stack_name") is { Length: > 0 } given ? given : node.Op.name;
        return context => context.Output(0).Hold(new TensorStack(name, RuntimeShapes.Scalar(context, 0, "Stack size")));
    }

    private static Kernel PushKernel(KernelRequest node) =>
        context =>
        {
            var stack = StackOf(context);
            var element = new Value();
            element.Share(context.Input(1));
            if (!stack.TryPush(element))
                throw context.Invalid($"Stack[{stack.Name}] overflowed its max_size ({stack.MaxSize})");
            context.Output(0).Share(context.Input(1));
        };

    private static Kernel PopKernel(KernelRequest node)
    {
        var type = node.OutputType(0);
        return context =>
        {
            var stack = StackOf(context);
            var element = stack.TryPop() ?? throw context.Invalid($"Stack[{stack.Name}] is empty when calling Pop().");
            if (element.DType != type)
                throw context.Invalid(
                    $"Stack[{stack.Name}] has elements of type {element.DType.as_cpp_name()}, not {type.as_cpp_name()}."
                );
            context.Output(0).Share(element);
            element.Release();
        };
    }

    private static Kernel CloseKernel(KernelRequest node) => context => StackOf(context).Close();

    private static TensorStack StackOf(KernelContext context) =>
        context.Input(0).Resource as TensorStack
        ?? throw context.Invalid("The first input must be a handle of a stack.");
}
