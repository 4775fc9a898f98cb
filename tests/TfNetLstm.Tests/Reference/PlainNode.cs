using System.Text;
using Tensorflow;
using Tensorflow.Formats.Proto;
using Tensorflow.Graphs;
using Tensorflow.Operations;

namespace TfNetLstm.Tests.Reference;

/// <summary>Computes a node's outputs.</summary>
internal delegate Plain[] PlainKernel(PlainNode node);

/// <summary>A node with the values of its inputs, of which those that are variables have been read.</summary>
internal sealed class PlainNode
{
    private readonly Dictionary<string, AttrValue> _attrs;
    private readonly Plain[] _inputs;
    private readonly TF_DataType[] _types;

    public PlainNode(NodeDef def, Plain[] inputs, PlainState state)
    {
        (Def, _inputs, State) = (def, inputs, state);
        Schema = OpRegistry.Get(def.Op);
        _attrs = def.Attr.ToDictionary(a => a.Key, a => a.Value, StringComparer.Ordinal);
        foreach (var attr in Schema.Def.Attr)
            _attrs.TryAdd(attr.Name, attr.DefaultValue);
        _types = OpBuilder.OutputTypes(Schema, _attrs);
    }

    public NodeDef Def { get; }

    public OpSchema Schema { get; }

    public PlainState State { get; }

    /// <summary>What is read of each input.</summary>
    public Plain[] Inputs => Array.ConvertAll(_inputs, Read);

    public int Outputs => _types.Length;

    public Plain this[int input] => Read(_inputs[input]);

    /// <summary>An input that is a reference to a variable.</summary>
    public Plain Reference(int input) => _inputs[input];

    public TF_DataType Type(int output = 0) => _types[output].as_base_dtype();

    public long Int(string attr) => _attrs[attr].I;

    public bool Bool(string attr) => _attrs[attr].B;

    public double Float(string attr) => _attrs[attr].F;

    public string Text(string attr) => Encoding.UTF8.GetString(_attrs[attr].S.ToByteArray());

    public int[] List(string attr) => [.. _attrs[attr].List.I.Select(i => (int)i)];

    public bool Has(string attr) => _attrs.ContainsKey(attr) && _attrs[attr] is not null;

    public AttrValue Attr(string attr) => _attrs[attr];

    /// <summary>An output of this shape.</summary>
    public Plain Make(int[] dims, Func<int[], double> element, int output = 0) => Plain.Of(Type(output), dims, element);

    /// <summary>A vector of the output's type.</summary>
    public Plain Vector(IEnumerable<int> numbers, int output = 0) => Plain.Of(Type(output), numbers.ToArray());

    private static Plain Read(Plain input) =>
        input.Variable is null
            ? input
            : input.Variable.Value ?? throw new InvalidOperationException("The variable has no value yet.");

    /// <summary>The axis that an input tells, counted from the front.</summary>
    public static int Axis(Plain axis, int rank) => axis.Ints[0] < 0 ? axis.Ints[0] + rank : axis.Ints[0];
}

/// <summary>What a session of the reference keeps from run to run.</summary>
internal sealed class PlainState
{
    private readonly Dictionary<string, object> _objects = new(StringComparer.Ordinal);

    /// <summary>A node's own state.</summary>
    public T Of<T>(string node, Func<T> make)
        where T : class
    {
        if (!_objects.TryGetValue(node, out var state))
            _objects.Add(node, state = make());
        return (T)state;
    }
}
