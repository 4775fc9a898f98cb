using System.Globalization;
using System.Numerics;
using Google.Protobuf;
using Tensorflow.Formats.Images;
using Tensorflow.Formats.Proto;
using Tensorflow.Kernels;
using Tensorflow.Sessions;
using Tensorflow.Values;

namespace Tensorflow.Operations;

/// <content>Summaries that are seen or heard.</content>
internal static partial class SummaryOps
{
    /// <summary>tag, tensor [batch, height, width, channels] -> PNG pictures of the first few.</summary>
    private static Kernel ImageKernel(KernelRequest node)
    {
        var most = node.Op.Int("max_images");
        if (most > int.MaxValue)
            throw new InvalidArgumentError("max_images must be < 2^31", node.Op);
        var bad = TensorProtos.Parse(node.Op.Attr("bad_color").Tensor);
        if (bad.DType != TF_DataType.TF_UINT8)
            throw new InvalidArgumentError($"bad_color must be uint8, got {bad.DType.as_numpy_name()}", node.Op);
        if (bad.Rank != 1)
            throw new InvalidArgumentError(
                $"bad_color must be a vector, got shape {bad.ToShape().ToRuntimeString()}",
                node.Op
            );
        var badColor = bad.Span<byte>().ToArray();
        return node.InputType(1) switch
        {
            TF_DataType.TF_UINT8 => context =>
                Images(
                    context,
                    (int)most,
                    [],
                    static (batch, size, index, _, _) => batch.Bytes.Slice(index * size, size)
                ),
            TF_DataType.TF_HALF => context => Images(context, (int)most, badColor, Scaled<Half>),
            TF_DataType.TF_FLOAT => context => Images(context, (int)most, badColor, Scaled<float>),
            TF_DataType.TF_DOUBLE => context => Images(context, (int)most, badColor, Scaled<double>),
            _ => throw node.NoKernel(),
        };
    }

    /// <summary>The pixels of one image of a batch: <paramref name="size"/> bytes.</summary>
    private delegate ReadOnlySpan<byte> Pixels(Value batch, int size, int index, int channels, byte[] badColor);

    private static ReadOnlySpan<byte> Scaled<T>(Value batch, int size, int index, int channels, byte[] badColor)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var pixels = new byte[size];
        ImageScaling.ToBytes<T>(batch.Span<T>().Slice(index * size, size), channels, badColor, pixels);
        return pixels;
    }

    private static void Images(KernelContext context, int most, byte[] badColor, Pixels pixels)
    {
        var tag = Tag(context, "Tags must be a scalar");
        var batch = context.Input(1);
        if (batch.Rank != 4 || batch.Sizes[3] is not (1 or 3 or 4))
            throw context.Invalid(
                $"Tensor must be 4-D with last dim 1, 3, or 4, not {batch.ToShape().ToRuntimeString()}"
            );
        var (height, width, channels) = (batch.Sizes[1], batch.Sizes[2], batch.Sizes[3]);
        if ((long)height * width >= 1 << 29)
            throw context.Invalid($"Tensor too large for summary {batch.ToShape().ToRuntimeString()}");
        if (batch.DType != TF_DataType.TF_UINT8 && badColor.Length < channels)
            throw context.Invalid(
                $"expected depth <= bad_color.size, got depth = {channels}, bad_color.size = {badColor.Length}"
            );
        var summary = new Summary();
        for (var i = 0; i < Math.Min(most, batch.Sizes[0]); i++)
        {
            if (height == 0 || width == 0)
                throw new InternalError("PNG encoding failed", context.Op);
            var png = PngEncoder.Encode(
                pixels(batch, height * width * channels, i, channels, badColor),
                width,
                height,
                channels
            );
            summary.Value.Add(
                new Summary.Types.Value
                {
                    Tag = TagOf(tag, "image", i, most),
                    Image = new()
                    {
                        Height = height,
                        Width = width,
                        Colorspace = channels,
                        EncodedImageString = UnsafeByteOperations.UnsafeWrap(png),
                    },
                }
            );
        }
        Put(context, summary);
    }

    /// <summary>tag, tensor [batch, frames] or [batch, frames, channels], sample rate -> WAV sounds of the first few.</summary>
    private static Kernel AudioKernel(KernelRequest node)
    {
        var most = (int)Math.Min(int.MaxValue, node.Op.Int("max_outputs"));
        float? fixedRate = node.Op.type == "AudioSummary" ? node.Op.Attr("sample_rate").F : null;
        return context =>
        {
            var tag = Tag(context, "Tag must be a scalar");
            var batch = context.Input(1);
            if (batch.Rank is not (2 or 3))
                throw context.Invalid($"Tensor must be 3-D or 2-D, got: {batch.ToShape().ToRuntimeString()}");
            if (fixedRate is null && context.Input(2).Count != 1)
                throw context.Invalid(
                    $"sample_rate must be a scalar, got: {context.Input(2).ToShape().ToRuntimeString()}"
                );
            var rate = fixedRate ?? context.Input(2).Scalar<float>();
            var (frames, channels) = (batch.Sizes[1], batch.Rank == 2 ? 1 : batch.Sizes[2]);
            if (!(rate >= 1 && rate <= uint.MaxValue) || frames == 0 || channels is 0 or > ushort.MaxValue)
                throw context.Invalid(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{frames} frames of {channels} channels at {rate} Hz cannot be written as WAV"
                    )
                );
            var summary = new Summary();
            for (var i = 0; i < Math.Min(most, batch.Sizes[0]); i++)
            {
                var samples = batch.Span<float>().Slice(i * frames * channels, frames * channels);
                summary.Value.Add(
                    new Summary.Types.Value
                    {
                        Tag = TagOf(tag, "audio", i, most),
                        Audio = new()
                        {
                            SampleRate = rate,
                            NumChannels = channels,
                            LengthFrames = frames,
                            EncodedAudioString = UnsafeByteOperations.UnsafeWrap(
                                Wav.Encode(samples, (uint)rate, channels)
                            ),
                            ContentType = "audio/wav",
                        },
                    }
                );
            }
            Put(context, summary);
        };
    }

    /// <summary>The tag of one of several: it depends on how many were asked for, not on how many there are.</summary>
    private static string TagOf(string tag, string kind, int index, long most) =>
        most > 1 ? string.Create(CultureInfo.InvariantCulture, $"{tag}/{kind}/{index}") : $"{tag}/{kind}";
}
