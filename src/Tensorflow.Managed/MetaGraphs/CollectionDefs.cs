using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Tensorflow.Formats.Proto;
using Tensorflow.Graphs;

namespace Tensorflow.MetaGraphs;

/// <summary>Collections as messages: variables and contexts by their own messages, nodes by name, numbers and texts as they are.</summary>
internal static class CollectionDefs
{
    private static readonly HashSet<string> _variables = new(StringComparer.Ordinal)
    {
        GraphKeys.GLOBAL_VARIABLES,
        GraphKeys.TRAINABLE_VARIABLES,
        GraphKeys.LOCAL_VARIABLES,
        GraphKeys.MODEL_VARIABLES,
        GraphKeys.METRIC_VARIABLES,
        GraphKeys.MOVING_AVERAGE_VARIABLES,
        GraphKeys.GLOBAL_STEP,
    };

    /// <summary>Whether the collection holds variables.</summary>
    public static bool HoldsVariables(string key) => _variables.Contains(key);

    /// <summary>The message of a collection; null where nothing of it is exported.</summary>
    /// <param name="key">The collection's name.</param>
    /// <param name="items">What it holds.</param>
    /// <param name="scope">The name scope that is taken out, or null.</param>
    /// <param name="excluded">Nodes that are left out.</param>
    public static CollectionDef? Of(string key, IEnumerable<object> items, string? scope, IReadOnlySet<string> excluded)
    {
        var kept = items.Where(item => IsKept(item, scope, excluded)).ToArray();
        if (kept.Length == 0)
            return null;
        var def = new CollectionDef();
        if (kept[0] is RefVariable && HoldsVariables(key) || kept[0] is ControlFlowContext or Saver)
            def.BytesList = BytesOf(kept, key, scope);
        else if (kept[0] is ITensorOrOperation)
        {
            def.NodeList = new();
            def.NodeList.Value.AddRange(
                All<ITensorOrOperation>(kept, key).Select(e => ScopedNames.Strip(e.name, scope))
            );
        }
        else
            AddPlain(def, kept, key);
        return def;
    }

    private static CollectionDef.Types.BytesList BytesOf(object[] items, string key, string? scope)
    {
        var list = new CollectionDef.Types.BytesList();
        foreach (var item in items)
        {
            IMessage? message = item switch
            {
                RefVariable variable => variable.to_proto(scope),
                CondContext cond => cond.ToProto(scope),
                WhileContext loop => loop.ToProto(scope),
                Saver saver => saver.to_proto(scope),
                // A variable of a kind that this engine does not have, as it was read.
                ByteString => null,
                _ => throw Mixed(key, item),
            };
            if (item is ByteString bytes)
                list.Value.Add(bytes);
            else if (message is not null)
                list.Value.Add(message.ToByteString());
        }
        return list;
    }

    private static void AddPlain(CollectionDef def, object[] items, string key)
    {
        switch (items[0])
        {
            case string or byte[] or ByteString:
                def.BytesList = new();
                def.BytesList.Value.AddRange(
                    items.Select(item =>
                        item switch
                        {
                            string text => ByteString.CopyFromUtf8(text),
                            byte[] bytes => ByteString.CopyFrom(bytes),
                            ByteString bytes => bytes,
                            _ => throw Mixed(key, item),
                        }
                    )
                );
                break;
            case int or long or bool or short or byte:
                def.Int64List = new();
                def.Int64List.Value.AddRange(
                    items.Select(item =>
                        item is int or long or bool or short or byte
                            ? Convert.ToInt64(item, CultureInfo.InvariantCulture)
                            : throw Mixed(key, item)
                    )
                );
                break;
            case float or double:
                def.FloatList = new();
                def.FloatList.Value.AddRange(
                    items.Select(item =>
                        item is float or double
                            ? Convert.ToSingle(item, CultureInfo.InvariantCulture)
                            : throw Mixed(key, item)
                    )
                );
                break;
            case Any:
                def.AnyList = new();
                def.AnyList.Value.AddRange(All<Any>(items, key));
                break;
            case IMessage:
                def.BytesList = new();
                def.BytesList.Value.AddRange(All<IMessage>(items, key).Select(m => m.ToByteString()));
                break;
            default:
                throw new TypeError(
                    $"The collection '{key}' holds a {items[0].GetType().Name}, which a MetaGraph cannot hold."
                );
        }
    }

    private static IEnumerable<T> All<T>(object[] items, string key) =>
        items.Select(item => item is T known ? known : throw Mixed(key, item));

    private static TypeError Mixed(string key, object item) =>
        new($"The collection '{key}' holds values of several kinds, among them {item}; a MetaGraph holds one kind.");

    private static bool IsKept(object item, string? scope, IReadOnlySet<string> excluded)
    {
        var name = item switch
        {
            ITensorOrOperation element => element.name,
            ControlFlowContext context => context.Name,
            _ => null,
        };
        if (name is null)
            return true;
        return !excluded.Contains(name.Split(':')[0])
            && (string.IsNullOrEmpty(scope) || name.StartsWith(scope, StringComparison.Ordinal));
    }
}
