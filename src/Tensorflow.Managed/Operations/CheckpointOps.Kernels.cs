using Tensorflow.Formats;
using Tensorflow.Formats.Proto;
using Tensorflow.Saving;
using Tensorflow.Sessions;
using Tensorflow.Values;

namespace Tensorflow.Operations;

/// <content>Reading and writing.</content>
internal static partial class CheckpointOps
{
    // SaveV2 and RestoreV2: the prefix, the names, where in a larger tensor each is; SaveV2: then the tensors.
    private const int Names = 1;
    private const int Slices = 2;
    private const int FirstTensor = 3;

    private static Kernel SaveKernel(KernelRequest node)
    {
        var files = node.State.Files;
        return context => FileFailures.Do(() => Save(context, files), context.Op);
    }

    private static Kernel RestoreKernel(KernelRequest node)
    {
        var files = node.State.Files;
        return context => FileFailures.Do(() => Restore(context, files), context.Op);
    }

    private static Kernel MergeKernel(KernelRequest node)
    {
        var (files, deletes) = (node.State.Files, node.Op.Bool("delete_old_dirs"));
        return context =>
            FileFailures.Do(
                () => MergedCheckpoint.Write(files, Texts(context, 0), Text(context, 1, "destination_prefix"), deletes),
                context.Op
            );
    }

    private static void Save(KernelContext context, IFileLayer files)
    {
        var prefix = Text(context, 0, "prefix");
        var (names, slices) = (Texts(context, Names), Texts(context, Slices));
        var count = context.InputCount - FirstTensor;
        if (names.Length != count || slices.Length != count)
            throw context.Invalid(
                $"tensor_names and shape_and_slices must have an element for each of {count} tensors, but have "
                    + $"{names.Length} and {slices.Length}"
            );
        RequireFolder(files, prefix);
        using var writer = new CheckpointWriter(prefix, files);
        for (var i = 0; i < count; i++)
            Add(context, writer, names[i], slices[i], context.Input(FirstTensor + i));
        writer.Finish();
    }

    /// <summary>As TensorFlow, a folder is made where it is not there, but not the one that it lies in.</summary>
    private static void RequireFolder(IFileLayer files, string prefix)
    {
        var folder = AtomicFile.Folder(prefix);
        if (!files.FolderExists(folder) && !files.FolderExists(AtomicFile.Folder(folder)))
            throw new TensorFileException(FileErrorKind.NotFound, folder, "No such file or directory");
    }

    private static void Add(KernelContext context, CheckpointWriter writer, string name, string spec, Value value)
    {
        var (whole, slice) = Parse(context, spec);
        if (slice is null)
        {
            if (value.Strings is { } strings)
                writer.AddStrings(name, value.Dims, Array.ConvertAll(strings, s => (ReadOnlyMemory<byte>)s));
            else
                writer.Add(name, (DataType)value.DType, value.Dims, value.Bytes);
            return;
        }
        if (!slice.ShapeWithin(whole).AsSpan().SequenceEqual(value.Dims))
            throw context.Invalid(
                $"Slice '{spec}' of tensor {name} does not have the tensor's shape {RuntimeShapes.Text(value)}"
            );
        writer.AddSlice(name, (DataType)value.DType, whole, slice, value.Bytes);
    }

    private static void Restore(KernelContext context, IFileLayer files)
    {
        var (names, slices) = (Texts(context, Names), Texts(context, Slices));
        if (names.Length != context.OutputCount || slices.Length != context.OutputCount)
            throw context.Invalid(
                $"tensor_names and shape_and_slices must have an element for each of {context.OutputCount} outputs, but have "
                    + $"{names.Length} and {slices.Length}"
            );
        using var checkpoint = CheckpointTensors.Open(files, Text(context, 0, "prefix"));
        for (var i = 0; i < names.Length; i++)
        {
            var (dtype, shape) =
                checkpoint.Find(names[i])
                ?? throw new NotFoundError(
                    $"Key {names[i]} not found in checkpoint\n\t [[node {context.Op.name}]]",
                    context.Op
                );
            var wanted = context.Op.outputs[i].dtype;
            if (dtype != wanted)
                throw context.Invalid(
                    $"tensor_name = {names[i]}; expected dtype {wanted.as_cpp_name()} does not equal original dtype "
                        + dtype.as_cpp_name()
                );
            var (whole, slice) = Parse(context, slices[i]);
            if (slice is not null && !shape.dims.AsSpan().SequenceEqual(whole))
                throw context.Invalid(
                    $"tensor_name = {names[i]}; shape in shape_and_slice spec {new Shape(whole).ToRuntimeString()} does not "
                        + $"match the shape stored in checkpoint: {shape.ToRuntimeString()}"
                );
            checkpoint.Read(names[i], slice, context.Allocate(i, slice?.ShapeWithin(whole) ?? shape.dims));
        }
    }

    private static (long[]? Whole, TensorSlice? Slice) Parse(KernelContext context, string spec)
    {
        try
        {
            return TensorSlice.ParseShapeAndSlice(spec);
        }
        catch (FormatException error)
        {
            throw context.Invalid($"Bad shape_and_slice spec: {error.Message}");
        }
    }
}
