using System.Reflection;
using System.Text;
using NumSharp;
using Tensorflow;
using static Tensorflow.Binding;
using Shape = Tensorflow.Shape;

namespace TfNetLstm.Tests.Errors;

/// <summary>
/// Calls every public member of the engine with null, empty, wrong-rank and wrong-type arguments: what comes back is a
/// result, or an error that speaks to the caller - never one that betrays the inside.
/// </summary>
public class PublicApiTests
{
    private const int Seed = 20160401;
    private const int CallsPerMember = 40;

    /// <summary>Not called: they block, end the process's own objects, or belong to every object.</summary>
    private static readonly string[] _left =
    [
        "GetHashCode",
        "GetType",
        "ToString",
        "Equals",
        "Deconstruct",
        "finalize",
        "tf_with",
    ];

    /// <summary>Words in the names of parameters that are names of files or folders.</summary>
    private static readonly string[] _paths = ["dir", "path", "file", "prefix", "checkpoint", "folder"];

    /// <summary>Where members write that write files.</summary>
    private static readonly string _folder = Path.Combine(AppContext.BaseDirectory, "written-by-public-api-tests");

    private static readonly Type[] _types =
    [
        .. typeof(Tensor)
            .Assembly.GetExportedTypes()
            .Where(t => !t.IsEnum && !t.IsAbstract | t.IsSealed && !t.IsGenericTypeDefinition)
            .Where(t => !typeof(Exception).IsAssignableFrom(t) && !typeof(Delegate).IsAssignableFrom(t)),
    ];

    public static TheoryData<string> TypeNames => new(_types.Select(t => t.FullName!));

    [Theory]
    [MemberData(nameof(TypeNames))]
    public void WrongArgumentsGetAnErrorThatSpeaksToTheCaller(string typeName)
    {
        var failures = "";
        // A thread of its own: some members open graphs and scopes that stay open on the thread that called them.
        var thread = new Thread(() => failures = Failures(_types.Single(t => t.FullName == typeName)));
        thread.Start();
        thread.Join();
        Assert.True(failures.Length == 0, $"seed {Seed}\n{failures}");
    }

    private static string Failures(Type type)
    {
        var random = new Random(Seed);
        var failures = new StringBuilder();
        const BindingFlags Own =
            BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;
        foreach (var member in type.GetMembers(Own).OfType<MethodBase>().Where(m => !_left.Contains(m.Name)))
            for (var i = 0; i < CallsPerMember; i++)
                if (Call(type, member, random) is { } failure)
                {
                    failures.AppendLine(failure);
                    break;
                }
        return failures.ToString();
    }

    private static string? Call(Type type, MethodBase member, Random random)
    {
        using var scope = tf.Graph().as_default();
        var pool = new Arguments(random);
        var target = member.IsStatic || member is ConstructorInfo ? null : pool.Of(type);
        if (target is null && !member.IsStatic && member is not ConstructorInfo)
            return null;
        var called = member is MethodInfo { IsGenericMethodDefinition: true } generic
            ? generic.MakeGenericMethod(Array.ConvertAll(generic.GetGenericArguments(), _ => typeof(float)))
            : member;
        var arguments = Array.ConvertAll(called.GetParameters(), pool.Of);
        try
        {
            _ = called is ConstructorInfo make ? make.Invoke(arguments) : called.Invoke(target, arguments);
            return null;
        }
        catch (TargetInvocationException error)
            when (error.InnerException is TensorflowException or ArgumentException or ObjectDisposedException)
        {
            return null;
        }
        catch (TargetInvocationException error)
        {
            var at = new System.Diagnostics.StackTrace(error.InnerException!, true).GetFrame(0);
            return $"{member.DeclaringType!.Name}.{member.Name}({string.Join(", ", arguments.Select(a => a ?? "null"))}): "
                + $"{error.InnerException!.GetType().Name}: {error.InnerException.Message} at {at?.GetMethod()?.Name}";
        }
    }

    /// <summary>Values to call with, many of them wrong; tensors are of one fresh graph.</summary>
    private sealed class Arguments(Random random)
    {
        private readonly Tensor[] _tensors =
        [
            tf.constant(1f),
            tf.constant(new float[2, 3]),
            tf.constant(new int[0]),
            tf.constant(new[] { 1, 2 }),
            tf.constant("text"),
            tf.constant(true),
            tf.placeholder(tf.float32),
            tf.placeholder(tf.float32, (-1, 3)),
            tf.placeholder(tf.float64, (2, 2, 2)),
        ];

        /// <summary>A value for a parameter; where it is the name of a file or folder, none outside the test's own folder.</summary>
        public object? Of(ParameterInfo parameter) =>
            parameter.ParameterType == typeof(string) && IsPath(parameter.Name!)
                ? Pick("", Path.Combine(_folder, "a"), Path.Combine(_folder, "x", "y"), _folder, null)
                : Of(parameter.ParameterType);

        private static bool IsPath(string name) =>
            Array.Exists(_paths, word => name.Contains(word, StringComparison.OrdinalIgnoreCase));

        public object? Of(Type type)
        {
            var inner = Nullable.GetUnderlyingType(type);
            if (inner is not null)
                return random.Next(3) == 0 ? null : Of(inner);
            if (type.IsArray && type.GetElementType() is { } element)
                return random.Next(5) == 0 ? null
                    : type.GetArrayRank() == 1 ? ArrayOf(element)
                    : Array.CreateInstance(
                        element,
                        [.. Enumerable.Range(0, type.GetArrayRank()).Select(_ => random.Next(3))]
                    );
            if (type.IsByRef)
                return Of(type.GetElementType()!);
            if (type.IsEnum)
                return Enum.ToObject(type, random.Next(-1, 30));
            if (type.IsValueType)
                return Number(type);
            return random.Next(5) == 0 ? null : Reference(type);
        }

        private Array ArrayOf(Type element)
        {
            var array = Array.CreateInstance(element, random.Next(4));
            for (var i = 0; i < array.Length; i++)
                array.SetValue(Of(element), i);
            return array;
        }

        private object? Number(Type type) =>
            type == typeof(int) ? random.Next(-3, 5)
            : type == typeof(long) ? (long)random.Next(-3, 5)
            : type == typeof(float) ? Pick(0f, -1f, 0.5f, float.NaN)
            : type == typeof(double) ? Pick(0.0, -1.0, 0.5, double.NaN)
            : type == typeof(bool) ? random.Next(2) == 0
            : type.IsGenericType && type.FullName!.StartsWith("System.ValueTuple", StringComparison.Ordinal)
                ? Activator.CreateInstance(type, Array.ConvertAll(type.GetGenericArguments(), Of))
            : Activator.CreateInstance(type);

        private object? Reference(Type type) =>
            type == typeof(Tensor) ? Pick(_tensors)
            : type == typeof(string) ? Pick("", "a", "x/y", "a b", ":0", "Const:0", "/")
            : type == typeof(Shape) ? Pick<Shape?>(Shape.Unknown, Shape.Scalar, new(-1, 3), new(2, 3), new(0L), null)
            : type == typeof(Axis) ? Pick<Axis?>(0, -1, 7, new[] { 0, 1 }, Array.Empty<int>(), null)
            : type == typeof(Operation) ? Pick(_tensors).op
            : type == typeof(Graph) ? _tensors[0].graph
            : type == typeof(Session) ? tf.Session()
            : type == typeof(tensorflow) ? tf
            : type == typeof(NDArray) ? Pick<NDArray?>(np.arange(6), np.zeros(new NumSharp.Shape(2, 3)), null)
            : type == typeof(RefVariable) || type == typeof(IVariableV1) ? tf.Variable(new float[2, 3])
            : type == typeof(ITensorOrOperation) ? Pick<ITensorOrOperation>(_tensors[1], _tensors[1].op)
            : type == typeof(object) ? Pick<object?>(1, 2f, "a", new float[2], _tensors[1], new List<int>(), null)
            : type == typeof(FeedItem) ? Pick<FeedItem?>(new(_tensors[7], new float[1, 3]), new(null!, null!), null)
            : type == typeof(Optimizer) ? tf.train.AdamOptimizer(0.1f)
            : type == typeof(VariableScope) ? (VariableScope)tf.variable_scope("s")
            : type == typeof(IInitializer) ? tf.zeros_initializer
            : Sequence(type) ?? Constructed(type);

        private object? Sequence(Type type) =>
            !type.IsGenericType ? null
            : type.GetGenericTypeDefinition() == typeof(IEnumerable<>)
            || type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>)
                ? ArrayOf(type.GetGenericArguments()[0])
            : type.GetGenericTypeDefinition() == typeof(List<>)
                ? Activator.CreateInstance(type, ArrayOf(type.GetGenericArguments()[0]))
            : null;

        private object? Constructed(Type type)
        {
            if (type.IsAbstract || type.IsInterface || typeof(Delegate).IsAssignableFrom(type))
                return null;
            var constructor = type.GetConstructors().MinBy(c => c.GetParameters().Length);
            try
            {
                return constructor?.Invoke(Array.ConvertAll(constructor.GetParameters(), Of));
            }
            catch (TargetInvocationException)
            {
                return null;
            }
        }

        private T Pick<T>(params T[] choices) => choices[random.Next(choices.Length)];
    }
}
