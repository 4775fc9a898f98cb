using NumSharp;
using Tensorflow;
using Tensorflow.Kernels;
using static Tensorflow.Binding;
using KeyError = Tensorflow.KeyError;
using RuntimeError = Tensorflow.RuntimeError;
using TypeError = Tensorflow.TypeError;
using ValueError = Tensorflow.ValueError;

namespace TfNetLstm.Tests.Sessions;

public class SessionTests
{
    [Fact]
    public void FetchesTensorsVariablesOperationsAndNames()
    {
        using var session = Open(out var x, out var w, out var product);
        session.run(tf.global_variables_initializer());
        float[,] fed =
        {
            { 1, 2 },
            { 3, 4 },
        };
        Assert.Equal([5f, 11f], session.run(product, (x, fed)).ToArray<float>());
        Assert.Equal([1f, 2f], session.run(w)!.ToArray<float>());
        Assert.Equal([5f, 11f], session.run("MatMul:0", ("x:0", fed))[0]!.ToArray<float>());
        var results = session.run(new object[] { product, product.op, w }, (x, fed));
        Assert.Equal([5f, 11f], results[0]!.ToArray<float>());
        Assert.Null(results[1]);
        Assert.Equal([1f, 2f], results[2]!.ToArray<float>());
    }

    [Fact]
    public void FeedsConvertToTheTensorsType()
    {
        using var session = Open(out var x, out _, out var product);
        session.run(tf.global_variables_initializer());
        Assert.Equal(
            [5f],
            session
                .run(
                    product,
                    (
                        x,
                        new double[,]
                        {
                            { 1, 2 },
                        }
                    )
                )
                .ToArray<float>()
        );
        Assert.Equal(
            [5f],
            session
                .run(
                    product,
                    (
                        x,
                        new[,]
                        {
                            { 1, 2 },
                        }
                    )
                )
                .ToArray<float>()
        );
        Assert.Equal([5f], session.run(product, (x, new[] { new[] { 1L, 2L } })).ToArray<float>());
        var rows = np.arange(6).reshape(3, 2);
        Assert.Equal([8f, 14f], session.run(product, (x, rows["1:"])).ToArray<float>());
        Assert.Equal([8f, 14f], session.run(product, (x, rows.T[":, 1:"].T)).ToArray<float>());
    }

    [Fact]
    public void AnyTensorCanBeFed()
    {
        using var session = Open(out _, out _, out var product);
        var doubled = product * 2.0;
        Assert.Equal(
            [14f],
            session
                .run(
                    doubled,
                    (
                        product,
                        new[,]
                        {
                            { 7f },
                        }
                    )
                )
                .ToArray<float>()
        );
    }

    [Fact]
    public void AFedConstantIsNotTheConstant()
    {
        using var scope = tf.Graph().as_default();
        var c = tf.constant(2f);
        var y = c + 1.0;
        using var session = tf.Session();
        Assert.Equal(3f, (float)session.run(y));
        Assert.Equal(11f, (float)session.run(y, (c, 10f)));
    }

    [Fact]
    public void ResultsAreTheCallersOwn()
    {
        using var session = Open(out var x, out _, out var product);
        session.run(tf.global_variables_initializer());
        var first = session.run(
            product,
            (
                x,
                new float[,]
                {
                    { 1, 1 },
                }
            )
        );
        session.run(
            product,
            (
                x,
                new float[,]
                {
                    { 5, 5 },
                }
            )
        );
        Assert.Equal([3f], first.ToArray<float>());
    }

    [Fact]
    public void VariablesLiveInTheirSession()
    {
        using var scope = tf.Graph().as_default();
        var v = tf.Variable(1f);
        var more = v.assign_add(2f);
        var init = tf.global_variables_initializer();
        using var one = tf.Session();
        using var two = tf.Session();
        one.run(init);
        two.run(init);
        one.run(more);
        one.run(more);
        Assert.Equal(5f, (float)one.run(v)!);
        Assert.Equal(1f, (float)two.run(v)!);
    }

    [Fact]
    public void ControlDependenciesRunBefore()
    {
        using var scope = tf.Graph().as_default();
        var v = tf.Variable(1f);
        var add = v.assign_add(1f);
        Tensor read;
        using (tf.control_dependencies([add.op]))
            read = v.read_value();
        using var session = tf.Session();
        session.run(tf.global_variables_initializer());
        Assert.Equal(2f, (float)session.run(read));
        Assert.Equal(3f, (float)session.run(read));
    }

    [Fact]
    public void SeveralThreadsRunAtOnce()
    {
        using var session = Open(out var x, out _, out var product);
        session.run(tf.global_variables_initializer());
        Parallel.For(
            0,
            64,
            i =>
            {
                var rows = new float[200, 2];
                for (var row = 0; row < 200; row++)
                    (rows[row, 0], rows[row, 1]) = (i, row);
                var result = session.run(product, (x, rows)).ToArray<float>();
                for (var row = 0; row < 200; row++)
                    Assert.Equal(i + 2f * row, result[row]);
            }
        );
    }

    [Fact]
    public void TheNumberOfThreadsDoesNotChangeResults()
    {
        using var scope = tf.Graph().as_default();
        tf.set_random_seed(3);
        var a = tf.random_normal((200, 300));
        var y = tf.nn.softmax(tf.tanh(tf.matmul(a, tf.random_normal((300, 170)))));
        var results = new[] { 1, 2, 3 }
            .Select(threads =>
            {
                using var session = tf.Session(new ConfigProto { IntraOpParallelismThreads = threads });
                return session.run(y).ToArray<float>();
            })
            .ToArray();
        Assert.Equal(results[0], results[1]);
        Assert.Equal(results[0], results[2]);
    }

    [Fact]
    public void ASteadyRunAllocatesNothing()
    {
        using var session = Open(out var x, out _, out var product);
        session.run(tf.global_variables_initializer());
        var step = product.op;
        FeedItem[] feeds = [(x, np.zeros(new NumSharp.Shape(4000, 2), NPTypeCode.Single))];
        for (var i = 0; i < 50; i++)
            session.run(step, feeds);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            session.run(step, feeds);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void SessionsShareTheThreadsOfThePool()
    {
        using var pool = new WorkerPool(2);
        var log = new CallersBody(new int[8]);
        pool.EnterRun();
        pool.EnterRun();
        // Two runs at a time on two threads: each has its caller's thread, and no other helps.
        for (var i = 0; i < 50; i++)
            pool.For(8, 1, ref log);
        pool.LeaveRun();
        pool.LeaveRun();
        Assert.All(log.Threads, thread => Assert.Equal(Environment.CurrentManagedThreadId, thread));
        Assert.Same(WorkerPool.Shared(2), WorkerPool.Shared(2));
        Assert.Equal(2, WorkerPool.Shared(2).Threads);
    }

    private readonly record struct CallersBody(int[] Threads) : IRangeBody
    {
        public void Invoke(int start, int end) =>
            Threads.AsSpan(start, end - start).Fill(Environment.CurrentManagedThreadId);
    }

    public static TheoryData<string, Type, string> Mistakes =>
        new()
        {
            {
                "unfed",
                typeof(InvalidArgumentError),
                "You must feed a value for placeholder tensor 'x' with dtype float"
            },
            { "uninitialized", typeof(FailedPreconditionError), "Attempting to use uninitialized value Variable" },
            {
                "feed shape",
                typeof(ValueError),
                "Cannot feed value of shape (3, 3) for Tensor x:0, which has shape (?, 2)"
            },
            { "feed key", typeof(TypeError), "is not an element of this graph" },
            { "feed tensor", typeof(TypeError), "The value of a feed cannot be a tf.Tensor object" },
            { "feed null", typeof(TypeError), "The value fed to x:0 is null" },
            { "feed text", typeof(ValueError), "could not convert string to float: 'a'" },
            { "feed twice", typeof(ValueError), "Tensor x:0 is fed twice" },
            { "fetch type", typeof(TypeError), "must be a string or Tensor" },
            { "fetch null", typeof(TypeError), "has invalid type NoneType" },
            { "fetch name", typeof(KeyError), "'nothing'" },
            { "fetch graph", typeof(ValueError), "is not an element of this graph" },
            { "closed", typeof(RuntimeError), "Attempted to use a closed Session." },
        };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void AMistakeIsOneClearError(string mistake, Type type, string message)
    {
        using var session = Open(out var x, out _, out var product);
        if (mistake != "uninitialized")
            session.run(tf.global_variables_initializer());
        var elsewhere = Elsewhere();
        float[,] rows =
        {
            { 1, 2 },
        };
        var error = Assert.Throws(
            type,
            () =>
                mistake switch
                {
                    "unfed" => session.run(product),
                    "uninitialized" => session.run(product, (x, rows)),
                    "feed shape" => session.run(product, (x, new float[3, 3])),
                    "feed key" => session.run(product, (elsewhere, rows)),
                    "feed tensor" => session.run(product, (x, product)),
                    "feed null" => session.run(product, (x, null!)),
                    "feed text" => session.run(
                        product,
                        (
                            x,
                            new[,]
                            {
                                { "a", "b" },
                            }
                        )
                    ),
                    "feed twice" => session.run(product, (x, rows), (x, rows)),
                    "fetch type" => session.run(new object[] { 5 })[0]!,
                    "fetch null" => session.run(new object[] { null! })[0]!,
                    "fetch name" => session.run("nothing")[0]!,
                    "fetch graph" => session.run(elsewhere),
                    _ => Closed(session, product),
                }
        );
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    private static NDArray Closed(Session session, Tensor fetch)
    {
        session.close();
        return session.run(fetch);
    }

    private static Tensor Elsewhere()
    {
        using var scope = tf.Graph().as_default();
        return tf.constant(1f);
    }

    /// <summary>x [?, 2] times w = (1, 2) as a column.</summary>
    private static Session Open(out Tensor x, out RefVariable w, out Tensor product)
    {
        tf.reset_default_graph();
        x = tf.placeholder(tf.float32, (-1, 2), name: "x");
        w = tf.Variable(
            new float[,]
            {
                { 1 },
                { 2 },
            }
        );
        product = tf.matmul(x, w);
        return tf.Session();
    }
}
