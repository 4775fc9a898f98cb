using Google.Protobuf;
using Tensorflow.Formats.Proto;
using Tensorflow.Sessions;
using Tensorflow.Values;

namespace Tensorflow.Operations;

/// <summary>Ops whose output is a serialized <c>Summary</c>: what TensorBoard shows of a run.</summary>
internal static partial class SummaryOps
{
    public static IEnumerable<OpRule> Rules =>
        [
            .. (TypeSet.Numbers | TypeSet.UInt8).For([
                new("ScalarSummary", ShapeRules.Scalar, ScalarKernel, Gradients.None),
                new("HistogramSummary", ShapeRules.Scalar, HistogramKernel, Gradients.None),
            ]),
            .. (TypeSet.Reals | TypeSet.UInt8).For([
                new("ImageSummary", ShapeRules.Scalar, ImageKernel, Gradients.None),
            ]),
            .. TypeSet.Float32.For([
                new("AudioSummary", ShapeRules.Scalar, AudioKernel, Gradients.None),
                new("AudioSummaryV2", ShapeRules.Scalar, AudioKernel, Gradients.None),
            ]),
            .. TypeSet.Any.For([
                new("TensorSummary", ShapeRules.Scalar, TensorKernel, Gradients.None),
                new("TensorSummaryV2", ShapeRules.Scalar, TensorV2Kernel, Gradients.None),
            ]),
            .. TypeSet.String.For([new("MergeSummary", ShapeRules.Scalar, MergeKernel, Gradients.None)]),
        ];

    private static Kernel MergeKernel(KernelRequest node) =>
        context =>
        {
            var merged = new Summary();
            var tags = new HashSet<string>(StringComparer.Ordinal);
            for (var i = 0; i < context.InputCount; i++)
                foreach (var text in context.Input(i).Strings!)
                foreach (var value in Parse(context, text).Value)
                {
                    if (value.Tag.Length > 0 && !tags.Add(value.Tag))
                        throw context.Invalid($"Duplicate tag {value.Tag} found in summary inputs");
                    merged.Value.Add(value);
                }
            Put(context, merged);
        };

    private static Summary Parse(KernelContext context, byte[] text)
    {
        try
        {
            return Summary.Parser.ParseFrom(text);
        }
        catch (InvalidProtocolBufferException)
        {
            throw context.Invalid("Could not parse one of the summary inputs");
        }
    }

    private static Kernel TensorKernel(KernelRequest node) =>
        context =>
            Put(
                context,
                new()
                {
                    Value =
                    {
                        new Summary.Types.Value { NodeName = context.Op.name, Tensor = Content(context, 0) },
                    },
                }
            );

    private static Kernel TensorV2Kernel(KernelRequest node) =>
        context =>
        {
            var tag = ScalarText(context, 0, "tag must be scalar");
            var metadata = ScalarText(context, 2, "serialized_summary_metadata must be scalar");
            var value = new Summary.Types.Value { Tag = Utf8(tag), Tensor = Content(context, 1) };
            try
            {
                value.Metadata = SummaryMetadata.Parser.ParseFrom(metadata);
            }
            catch (InvalidProtocolBufferException)
            {
                throw context.Invalid("serialized_summary_metadata is no serialized SummaryMetadata");
            }
            Put(context, new() { Value = { value } });
        };

    /// <summary>A tensor as a message: strings one by one, anything else as its bytes.</summary>
    private static TensorProto Content(KernelContext context, int input)
    {
        var value = context.Input(input);
        return value.Strings is not null
            ? TensorProtos.Of(value)
            : new()
            {
                Dtype = (DataType)value.DType,
                TensorShape = AttrValues.ToProto(value.ToShape()),
                TensorContent = ByteString.CopyFrom(value.Bytes),
            };
    }

    /// <summary>The tag of a summary, which must be one text.</summary>
    private static string Tag(KernelContext context, string complaint) => Utf8(ScalarText(context, 0, complaint));

    private static byte[] ScalarText(KernelContext context, int input, string complaint) =>
        context.Input(input) is { Rank: 0, Strings: [var text] } ? text : throw context.Invalid(complaint);

    private static string Utf8(byte[] text) => System.Text.Encoding.UTF8.GetString(text);

    private static void Put(KernelContext context, Summary summary) =>
        context.Allocate(0, ReadOnlySpan<int>.Empty).Strings![0] = summary.ToByteArray();
}
