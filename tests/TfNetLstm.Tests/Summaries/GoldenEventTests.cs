using Google.Protobuf;
using Tensorflow.Formats.Proto;
using TfNetLstm.Tests.Training;

namespace TfNetLstm.Tests.Summaries;

/// <summary>TensorFlow's event file and ours of the same ten steps.</summary>
public class GoldenEventTests(SummaryRun run) : IClassFixture<SummaryRun>
{
    /// <summary>How far a sum in float64 may be off whose addends are the same up to one unit in their last place.</summary>
    private const double SumTolerance = 1e-5;

    private const float ScalarTolerance = 1e-6f;

    [Fact]
    public void OurReaderFindsWhatPythonDecoded()
    {
        Assert.Equal(13, GoldenEvents.Decoded.Count);
        Assert.Equal(GoldenEvents.Decoded.Count, GoldenEvents.Read.Count);
        foreach (var (decoded, read) in GoldenEvents.Decoded.Zip(GoldenEvents.Read))
        {
            var own = read.Clone();
            if (own.WhatCase == Event.WhatOneofCase.GraphDef)
                own.GraphDef = ByteString.Empty;
            Assert.Equal(decoded, own);
        }
    }

    [Fact]
    public void KindsStepsAndTagsAgree()
    {
        Assert.Equal(string.Join('\n', GoldenEvents.Read.Select(Kind)), string.Join('\n', run.Events.Select(Kind)));

        static string Kind(Event e) =>
            $"{e.WhatCase} {e.Step} {e.FileVersion} {string.Join(' ', e.Summary?.Value.Select(v => $"{v.Tag}:{v.ValueCase}") ?? [])}";
    }

    [Fact]
    public void ScalarsAgree()
    {
        var pairs = Pairs(v => v.ValueCase == Summary.Types.Value.ValueOneofCase.SimpleValue).ToArray();
        Assert.Equal(20, pairs.Length);
        foreach (var (golden, own) in pairs)
            Assert.Equal(golden.SimpleValue, own.SimpleValue, ScalarTolerance * Math.Abs(golden.SimpleValue));
    }

    [Fact]
    public void HistogramsAgree()
    {
        var pairs = Pairs(v => v.Histo is not null).ToArray();
        Assert.Equal(10, pairs.Length);
        foreach (var (golden, own) in pairs)
        {
            Assert.Equal(golden.Histo.BucketLimit, own.Histo.BucketLimit);
            Assert.Equal(golden.Histo.Bucket, own.Histo.Bucket);
            Assert.Equal(golden.Histo.Num, own.Histo.Num);
            Assert.Equal(golden.Histo.Min, own.Histo.Min, 1e-6);
            Assert.Equal(golden.Histo.Max, own.Histo.Max, 1e-6);
            Assert.Equal(golden.Histo.Sum, own.Histo.Sum, SumTolerance);
            Assert.Equal(golden.Histo.SumSquares, own.Histo.SumSquares, SumTolerance * own.Histo.SumSquares);
        }
    }

    [Fact]
    public void ImagesAgreePixelForPixel()
    {
        var pairs = Pairs(v => v.Image is not null).ToArray();
        Assert.Equal(20, pairs.Length);
        foreach (var (golden, own) in pairs)
        {
            Assert.Equal(
                (golden.Image.Height, golden.Image.Width, golden.Image.Colorspace),
                (own.Image.Height, own.Image.Width, own.Image.Colorspace)
            );
            var expected = PngDecoder.Decode(golden.Image.EncodedImageString.ToByteArray());
            var actual = PngDecoder.Decode(own.Image.EncodedImageString.ToByteArray());
            Assert.Equal((28, 28, 1), (expected.Width, expected.Height, expected.Channels));
            Assert.Contains((byte)255, expected.Pixels);
            Assert.Equal(expected.Pixels, actual.Pixels);
        }
    }

    [Fact]
    public void TheGraphIsPythonsWithItsSummariesAndShapes()
    {
        var golden = GraphDef.Parser.ParseFrom(GoldenEvents.Read[1].GraphDef);
        Assert.Equal(3393, golden.Node.Count);
        GraphComparison.AssertSame(golden, GraphDef.Parser.ParseFrom(run.Events[1].GraphDef));
    }

    [Fact]
    public void TheMetaGraphIsPythons()
    {
        var golden = MetaGraphDef.Parser.ParseFrom(GoldenEvents.Read[2].MetaGraphDef);
        var own = MetaGraphDef.Parser.ParseFrom(run.Events[2].MetaGraphDef);
        Assert.Equal(
            string.Join(' ', golden.CollectionDef.Keys.Order(StringComparer.Ordinal)),
            string.Join(' ', own.CollectionDef.Keys.Order(StringComparer.Ordinal))
        );
        foreach (var (name, collection) in golden.CollectionDef)
            Assert.Equal(collection, own.CollectionDef[name]);
        Assert.Equal(golden.MetaInfoDef.StrippedOpList, own.MetaInfoDef.StrippedOpList);
        // The commit that TensorFlow was built from is all that may differ.
        own.MetaInfoDef.TensorflowGitVersion = golden.MetaInfoDef.TensorflowGitVersion;
        Assert.Equal(golden, own);
    }

    [Fact]
    public void TimesAreSecondsOfNowAndDoNotFall()
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        Assert.All(run.Events, e => Assert.InRange(e.WallTime, now - 3600, now + 1));
        Assert.Equal(run.Events.Select(e => e.WallTime).Order(), run.Events.Select(e => e.WallTime));
    }

    /// <summary>The values of one kind in both files, step by step.</summary>
    private IEnumerable<(Summary.Types.Value Golden, Summary.Types.Value Own)> Pairs(
        Func<Summary.Types.Value, bool> wanted
    ) => Values(GoldenEvents.Read).Where(wanted).Zip(Values(run.Events).Where(wanted));

    private static IEnumerable<Summary.Types.Value> Values(IEnumerable<Event> events) =>
        events.Where(e => e.Summary is not null).SelectMany(e => e.Summary.Value);
}
