using Tensorflow;
using static Tensorflow.Binding;

namespace TfNetLstm.Tests.Operations;

/// <summary>Checks that are made when the graph runs.</summary>
public class AssertTests
{
    [Fact]
    public void AFailedAssertionShowsItsData()
    {
        using var scope = tf.Graph().as_default();
        var ok = tf.placeholder(tf.@bool, Shape.Scalar, name: "ok");
        int[,] table =
        {
            { 1, 2 },
            { 3, 4 },
        };
        var check = tf.Assert(ok, ["saw ", tf.constant(new[] { 1.5f, 2, 3, 4 }), tf.constant(table), tf.constant(7)]);
        using var session = tf.Session();
        session.run(check, (ok, true));
        var error = Assert.Throws<InvalidArgumentError>(() => session.run(check, (ok, false)));
        Assert.StartsWith(
            "assertion failed: [saw ] [1.5 2 3...] [[1 2][3...]...] [7]",
            error.Message,
            StringComparison.Ordinal
        );
    }
}
