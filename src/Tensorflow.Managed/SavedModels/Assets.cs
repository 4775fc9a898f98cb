using System.Text;
using Google.Protobuf.WellKnownTypes;
using Tensorflow.Formats;
using Tensorflow.Formats.Proto;
using Tensorflow.Graphs;
using Tensorflow.MetaGraphs;
using Tensorflow.Sessions;
using Names = Tensorflow.SavedModelConstants.Names;

namespace Tensorflow;

/// <summary>The files that a SavedModel takes along: constants of the graph hold their paths.</summary>
internal sealed class Assets(IFileLayer files, Graph graph)
{
    /// <summary>Copies the files into the model's folder, and lists them in a collection of the graph.</summary>
    /// <exception cref="ValueError">A tensor is no constant with a path.</exception>
    public void Add(string folder, Tensor[] tensors)
    {
        tensors.AllGiven(nameof(tensors));
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var tensor in tensors)
        {
            var path = PathOf(tensor);
            if (!names.TryGetValue(path, out var name))
                names.Add(path, name = FreeName(Path.GetFileName(path), names.Values));
            var asset = new AssetFileDef
            {
                Filename = name,
                TensorInfo = new() { Name = tensor.name },
            };
            graph.add_to_collection(Names.Assets, Any.Pack(asset));
        }
        if (names.Count == 0)
            return;
        var target = Path.Join(folder, Names.AssetsFolder);
        FileFailures.Do(() =>
        {
            files.CreateFolder(target);
            foreach (var (path, name) in names)
                AtomicFile.Write(files, Path.Join(target, name), MessageFile.ReadBytes(files, path));
        });
    }

    /// <summary>What to feed so that a loaded model finds its files.</summary>
    public FeedItem[] Feeds(string folder, MetaGraphDef def, string? scope)
    {
        var assets = def.AssetFileDef.ToList();
        if (assets.Count == 0 && def.CollectionDef.TryGetValue(Names.Assets, out var collection))
            assets.AddRange(
                (collection.AnyList?.Value ?? [])
                    .Where(any => any.Is(AssetFileDef.Descriptor))
                    .Select(any => any.Unpack<AssetFileDef>())
            );
        return
        [
            .. assets.Select(asset =>
            {
                if (Path.GetFileName(asset.Filename) != asset.Filename || asset.Filename is "" or "." or "..")
                    throw new ValueError(
                        $"The SavedModel's file '{asset.Filename}' does not lie in its folder of files."
                    );
                return new FeedItem(
                    graph.get_tensor_by_name(ScopedNames.Prepend(asset.TensorInfo?.Name ?? "", scope)),
                    Path.Join(folder, Names.AssetsFolder, asset.Filename)
                );
            }),
        ];
    }

    private static string PathOf(Tensor tensor)
    {
        if (tensor.dtype.as_base_dtype() != TF_DataType.TF_STRING || tensor.op.type != "Const")
            throw new TypeError($"Asset path tensor {tensor} must be a constant of a string.");
        var path = ConstantFolding.Evaluate(tensor)?.Strings is [var bytes] ? Encoding.UTF8.GetString(bytes) : "";
        return path.Length > 0 ? path : throw new ValueError($"Invalid asset filepath tensor {tensor}.");
    }

    /// <summary>The name, or with the first free number where another file has it.</summary>
    private static string FreeName(string name, IReadOnlyCollection<string> used)
    {
        var free = name;
        for (var i = 1; used.Contains(free, StringComparer.Ordinal); i++)
            free = $"{name}_{i}";
        return free;
    }
}
