using TfNetLstm.Tests.Operations;
using TfNetLstm.Tests.Saving;
using TfNetLstm.Tests.Summaries;

namespace TfNetLstm.Tests.Reference;

/// <summary>The ops that write files and messages: what they make is read back by these tests, byte by byte or number by number.</summary>
internal static class OwnTests
{
    /// <summary>The test class of each op.</summary>
    public static IReadOnlyDictionary<string, Type> Classes { get; } =
        new Dictionary<string, Type>(StringComparer.Ordinal)
        {
            ["SaveV2"] = typeof(SaverTests),
            ["RestoreV2"] = typeof(SaverTests),
            ["MergeV2Checkpoints"] = typeof(FileOpTests),
            ["ScalarSummary"] = typeof(SummaryKernelTests),
            ["HistogramSummary"] = typeof(SummaryKernelTests),
            ["ImageSummary"] = typeof(SummaryKernelTests),
            ["AudioSummary"] = typeof(FileOpTests),
            ["AudioSummaryV2"] = typeof(SummaryKernelTests),
            ["TensorSummary"] = typeof(FileOpTests),
            ["TensorSummaryV2"] = typeof(SummaryKernelTests),
            ["MergeSummary"] = typeof(SummaryKernelTests),
        };
}
