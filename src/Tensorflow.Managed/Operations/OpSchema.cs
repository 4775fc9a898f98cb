using Tensorflow.Formats.Proto;

namespace Tensorflow.Operations;

/// <summary>What is known of one op type: TensorFlow's own definition, and our rules for it where we have them.</summary>
internal sealed class OpSchema(OpDef def, OpRule? rule)
{
    public string Name => Def.Name;

    public OpDef Def { get; } = def;

    public OpRule? Rule { get; } = rule;

    /// <summary>The definition of an attribute, or null.</summary>
    public OpDef.Types.AttrDef? AttrDef(string name) => Def.Attr.FirstOrDefault(a => a.Name == name);
}
