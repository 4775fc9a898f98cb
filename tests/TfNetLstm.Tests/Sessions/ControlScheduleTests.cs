using Tensorflow;
using Tensorflow.Formats;
using Tensorflow.Formats.Proto;
using static Tensorflow.Binding;

namespace TfNetLstm.Tests.Sessions;

/// <summary>Control flow as files may have it, without the contexts of an API.</summary>
public class ControlScheduleTests
{
    private const string Loop = """
        node { name: "zero" op: "Const" attr { key: "dtype" value { type: DT_INT32 } }
               attr { key: "value" value { tensor { dtype: DT_INT32 tensor_shape { } int_val: 0 } } } }
        node { name: "three" op: "Const" attr { key: "dtype" value { type: DT_INT32 } }
               attr { key: "value" value { tensor { dtype: DT_INT32 tensor_shape { } int_val: 3 } } } }
        node { name: "enter" op: "Enter" input: "zero" attr { key: "T" value { type: DT_INT32 } }
               attr { key: "frame_name" value { s: "f" } } }
        node { name: "limit" op: "Enter" input: "three" attr { key: "T" value { type: DT_INT32 } }
               attr { key: "frame_name" value { s: "f" } } attr { key: "is_constant" value { b: true } } }
        node { name: "merge" op: "Merge" input: "enter" input: "next" attr { key: "T" value { type: DT_INT32 } }
               attr { key: "N" value { i: 2 } } }
        node { name: "less" op: "Less" input: "merge" input: "limit" attr { key: "T" value { type: DT_INT32 } } }
        node { name: "cond" op: "LoopCond" input: "less" }
        node { name: "switch" op: "Switch" input: "merge" input: "cond" attr { key: "T" value { type: DT_INT32 } } }
        node { name: "one" op: "Const" input: "^switch" attr { key: "dtype" value { type: DT_INT32 } }
               attr { key: "value" value { tensor { dtype: DT_INT32 tensor_shape { } int_val: 1 } } } }
        node { name: "add" op: "AddV2" input: "switch:1" input: "one" attr { key: "T" value { type: DT_INT32 } } }
        node { name: "next" op: "NextIteration" input: "add" attr { key: "T" value { type: DT_INT32 } } }
        node { name: "exit" op: "Exit" input: "switch" attr { key: "T" value { type: DT_INT32 } } }

        """;

    [Fact]
    public void ALoopRuns()
    {
        using var session = Import(Loop);
        Assert.Equal(3, (int)session.run("exit:0")[0]!);
        Assert.Equal(3, (int)session.run("exit:0")[0]!);
    }

    [Fact]
    public void WhatLiesInALoopIsNoResult()
    {
        using var session = Import(Loop);
        Assert.Equal(
            "Operation 'add' has been marked as not fetchable.",
            Assert.Throws<ValueError>(() => session.run("add:0")).Message
        );
        Assert.Throws<ValueError>(() => session.run("exit:0", ("next:0", 1)));
    }

    [Fact]
    public void InputsMustLieInOneLoop()
    {
        using var session = Import(
            Loop
                + """node { name: "bad" op: "AddV2" input: "add" input: "three" attr { key: "T" value { type: DT_INT32 } } }"""
        );
        var error = Assert.Throws<InvalidArgumentError>(() => session.run("bad:0"));
        Assert.Equal(
            "{{node bad}} has inputs from different frames. The input {{node add}} is in frame 'f'. "
                + "The input {{node three}} is in frame ''.",
            error.Message
        );
    }

    [Fact]
    public void AnExitNeedsALoop()
    {
        using var session = Import(
            Loop
                + """
                node { name: "lost" op: "Exit" input: "three" attr { key: "T" value { type: DT_INT32 } } }
                node { name: "more" op: "Neg" input: "lost" attr { key: "T" value { type: DT_INT32 } } }
                """
        );
        Assert.Throws<InvalidArgumentError>(() => session.run("more:0"));
    }

    [Fact]
    public void ALoopCannotWaitForItself()
    {
        using var session = Import(
            Loop
                + """
                node { name: "again" op: "Enter" input: "exit" attr { key: "T" value { type: DT_INT32 } }
                       attr { key: "frame_name" value { s: "f" } } }
                node { name: "out" op: "Exit" input: "again" attr { key: "T" value { type: DT_INT32 } } }
                """
        );
        Assert.Throws<InvalidArgumentError>(() => session.run("out:0"));
    }

    [Fact]
    public void ASideThatWasNotTakenHasNoValue()
    {
        using var session = Import(
            """
            node { name: "p" op: "Placeholder" attr { key: "dtype" value { type: DT_BOOL } } }
            node { name: "x" op: "Placeholder" attr { key: "dtype" value { type: DT_FLOAT } } }
            node { name: "s" op: "Switch" input: "x" input: "p" attr { key: "T" value { type: DT_FLOAT } } }
            node { name: "n" op: "Neg" input: "s:1" attr { key: "T" value { type: DT_FLOAT } } }
            node { name: "after" op: "Const" input: "^n" attr { key: "dtype" value { type: DT_FLOAT } }
                   attr { key: "value" value { tensor { dtype: DT_FLOAT tensor_shape { } float_val: 7 } } } }
            node { name: "m" op: "Merge" input: "s" input: "n" attr { key: "T" value { type: DT_FLOAT } }
                   attr { key: "N" value { i: 2 } } }
            """
        );
        var results = session.run(new[] { "n:0", "after:0", "m:0", "m:1" }, ("x:0", 2f), ("p:0", true));
        Assert.Equal([-2f, 7f, -2f], results[..3].Select(r => (float)r!));
        Assert.Equal(1, (int)results[3]!);
        Assert.Equal(2f, (float)session.run("m:0", ("x:0", 2f), ("p:0", false))[0]!);
        foreach (var dead in new[] { "n:0", "after:0", "s:1" })
            Assert.StartsWith(
                "Retval[0] does not have value",
                Assert.Throws<InvalidArgumentError>(() => session.run(dead, ("x:0", 2f), ("p:0", false))).Message,
                StringComparison.Ordinal
            );
        Assert.Throws<InvalidArgumentError>(() => session.run("m:0", ("x:0", 2f), ("p:0", new[] { true, false })));
    }

    private static Session Import(string text)
    {
        var graph = tf.Graph();
        using (graph.as_default())
            tf.import_graph_def(TextFormat.Parse<GraphDef>(text), name: "");
        return tf.Session(graph);
    }
}
