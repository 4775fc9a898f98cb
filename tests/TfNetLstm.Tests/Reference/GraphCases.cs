using Tensorflow;
using Tensorflow.Graphs;
using Tensorflow.Operations;
using static Tensorflow.Binding;

namespace TfNetLstm.Tests.Reference;

/// <summary>Small programs for ops that work together only: arrays, stacks, references in loops, and what keeps order.</summary>
internal static class GraphCases
{
    /// <summary>What each program ends with, by name; its placeholders are constants.</summary>
    public static Dictionary<string, Func<Tensor[]>> All { get; } =
        new(StringComparer.Ordinal)
        {
            ["array_concat"] = () =>
            {
                var (x, y) = (
                    tf.constant(
                        new float[,]
                        {
                            { 1, 2 },
                            { 3, 4 },
                        }
                    ),
                    tf.constant(
                        new float[,]
                        {
                            { 5, 6 },
                        }
                    )
                );
                var array = new TensorArray(tf.float32, 1, dynamic_size: true, infer_shape: false)
                    .write(0, x)
                    .write(1, y);
                var joined = array.concat();
                return [joined, array.size(), .. tf.gradients(tf.square(joined), [x, y]).OfType<Tensor>()];
            },
            ["array_split"] = () =>
            {
                var x = tf.constant(
                    new float[,]
                    {
                        { 1, 2 },
                        { 3, 4 },
                        { 5, 6 },
                    }
                );
                var array = new TensorArray(tf.float32, 2, infer_shape: false, clear_after_read: false);
                var parts = array.split(x, new[] { 1, 2 });
                var last = parts.read(1);
                return [parts.read(0), last, tf.gradients(tf.square(last), [x])[0]!];
            },
            ["array_closed"] = () =>
            {
                var array = new TensorArray(tf.int32, 1).write(0, 5);
                var value = array.read(0);
                using (tf.control_dependencies([value]))
                using (tf.control_dependencies([array.close()]))
                    return [tf.identity(value)];
            },
            ["stack"] = () =>
            {
                var stack = Make("StackV2", [2], ("elem_type", TF_DataType.TF_INT32), ("stack_name", "s"));
                var pushed = Make("StackPushV2", [stack, Make("StackPushV2", [stack, 7]) * 2]);
                using var order = tf.control_dependencies([pushed]);
                var first = Make("StackPopV2", [stack], ("elem_type", TF_DataType.TF_INT32));
                using var later = tf.control_dependencies([first]);
                var second = Make("StackPopV2", [stack], ("elem_type", TF_DataType.TF_INT32));
                using var last = tf.control_dependencies([second]);
                using var closed = tf.control_dependencies([OpBuilder.Apply("StackCloseV2", null, [stack])]);
                return [tf.identity(first), tf.identity(second)];
            },
            ["order"] = () =>
            {
                var sum = Make("Variable", [], ("shape", new Shape(2)), ("dtype", tf.float32));
                var start = Make("Assign", [sum, new[] { 1f, 2f }]);
                using var order = tf.control_dependencies([start]);
                var trigger = OpBuilder.Apply("ControlTrigger", null, []);
                using var later = tf.control_dependencies([trigger, OpBuilder.Apply("NoOp", null, [])]);
                var isWell = OpBuilder.Apply("Assert", null, [true, new object[] { "well" }]);
                using var last = tf.control_dependencies([isWell]);
                return [Make("IsVariableInitialized", [sum]), tf.identity(Make("AssignAdd", [sum, new[] { 3f, 4f }]))];
            },
            ["reference_branch"] = () =>
            {
                var variable = Started(5f);
                var sides = OpBuilder.Apply("RefSwitch", null, [variable, tf.constant(true)]).outputs;
                var grown = Make("AssignAdd", [sides[1], 2f]);
                var merged = OpBuilder.Apply("RefMerge", null, [new[] { sides[0], grown }]).outputs;
                return [tf.identity(merged[0]), merged[1]];
            },
            ["reference_loop"] = () =>
            {
                var variable = Started(1f);
                var inside = Make("RefEnter", [variable], ("frame_name", "f"));
                var merged = Make("RefMerge", [new[] { inside, inside }]);
                var limit = Make("Enter", [20f], ("frame_name", "f"), ("is_constant", true));
                var again = Make("LoopCond", [tf.less(tf.identity(merged), limit)]);
                var sides = OpBuilder.Apply("RefSwitch", null, [merged, again]).outputs;
                var doubled = Make("AssignAdd", [sides[1], tf.identity(sides[1])]);
                merged.op.UpdateInput(1, Make("RefNextIteration", [doubled]));
                return [tf.identity(Make("RefExit", [sides[0]]))];
            },
        };

    private static Tensor Make(string type, object[] inputs, params (string, object?)[] attrs) =>
        OpBuilder.Tensor(type, null, inputs, attrs);

    private static Tensor Started(float value) =>
        Make("Assign", [Make("VariableV2", [], ("shape", Shape.Scalar), ("dtype", tf.float32)), value]);
}
