using System.Buffers.Binary;
using System.Text;
using Tensorflow;
using Tensorflow.Formats.Proto;
using static Tensorflow.Binding;

namespace TfNetLstm.Tests.Summaries;

/// <summary>What summary nodes compute, by the rules of TensorFlow's kernels.</summary>
public class SummaryKernelTests
{
    [Fact]
    public void AnyRealNumberIsAScalar()
    {
        Assert.Equal(2.5f, Value(() => tf.summary.scalar("a", tf.constant(2.5))).SimpleValue);
        Assert.Equal(-7f, Value(() => tf.summary.scalar("a", tf.constant(-7))).SimpleValue);
        Assert.Equal(9f, Value(() => tf.summary.scalar("a", tf.constant(9L))).SimpleValue);
        Assert.Equal(float.NaN, Value(() => tf.summary.scalar("a", tf.constant(float.NaN))).SimpleValue);
    }

    [Fact]
    public void AScalarIsNoVector()
    {
        var error = Fails<InvalidArgumentError>(() => tf.summary.scalar("a", tf.constant(new[] { 1f, 2f })));
        Says("tags and values not the same shape: [] != [2] (tag 'a')", error);
    }

    [Fact]
    public void EmptyBucketsSideBySideAreOne()
    {
        var histogram = Value(() => tf.summary.histogram("h", tf.constant(new[] { 1f, 1f, -1f, 0f, 0f, 0f }))).Histo;
        Assert.Equal(
            (-1, 1, 6, 1, 3),
            (histogram.Min, histogram.Max, histogram.Num, histogram.Sum, histogram.SumSquares)
        );
        Assert.Equal(6, histogram.Bucket.Sum());
        // What lies on a limit is in the bucket above it.
        Assert.Equal([0, 1, 0, 3, 0, 2, 0], histogram.Bucket);
        Assert.Equal(double.MaxValue, histogram.BucketLimit[^1]);
        Assert.Equal(1e-12, histogram.BucketLimit[3]);
        Assert.InRange(histogram.BucketLimit[5], 1, 1.1);
    }

    [Fact]
    public void ABucketGrowsByATenth()
    {
        var numbers = Enumerable.Range(0, 400).Select(i => Math.Pow(1.1, i % 200 - 100) * (i < 200 ? 1 : -1)).ToArray();
        var histogram = Value(() => tf.summary.histogram("h", tf.constant(numbers))).Histo;
        Assert.Equal(400, histogram.Bucket.Sum());
        Assert.Equal(histogram.BucketLimit.Order(), histogram.BucketLimit);
        var inner = histogram.BucketLimit.Where(l => l is > 1e-4 and < 1e4).ToArray();
        Assert.All(inner.Zip(inner.Skip(1)), pair => Assert.Equal(1.1, pair.Second / pair.First, 1e-9));
    }

    [Theory]
    [InlineData(1e300, 1)]
    [InlineData(double.MaxValue, 1)]
    [InlineData(-double.MaxValue, 2)]
    [InlineData(1e-300, 3)]
    [InlineData(0.0, 3)]
    public void ExtremesHaveABucket(double number, int buckets)
    {
        var histogram = Value(() => tf.summary.histogram("h", tf.constant(new[] { number }))).Histo;
        Assert.Equal(1, histogram.Bucket.Sum());
        Assert.Equal((number, number), (histogram.Min, histogram.Max));
        Assert.InRange(histogram.Bucket.Count, buckets, 3);
    }

    [Fact]
    public void NothingIsOneEmptyBucket()
    {
        var histogram = Value(() => tf.summary.histogram("h", tf.zeros(0))).Histo;
        Assert.Equal((double.MaxValue, -double.MaxValue, 0), (histogram.Min, histogram.Max, histogram.Num));
        Assert.Equal([double.MaxValue], histogram.BucketLimit);
        Assert.Equal([0.0], histogram.Bucket);
    }

    [Theory]
    [InlineData(float.NaN, "Nan in summary histogram for: some/h")]
    [InlineData(float.NegativeInfinity, "Infinity in summary histogram for: some/h")]
    public void AHistogramIsOfFiniteNumbers(float number, string message) =>
        Says(
            message,
            Fails<InvalidArgumentError>(() => tf.summary.histogram("some/h", tf.constant(new[] { 1, number })))
        );

    [Fact]
    public void NumbersAboveZeroAreScaledToTheGreatest()
    {
        var pixels = Pixels(
            new float[,,,]
            {
                {
                    {
                        { 0f },
                        { 0.5f },
                    },
                    {
                        { 1f },
                        { 2f },
                    },
                },
            }
        );
        Assert.Equal([0, 63, 127, 255], pixels);
    }

    [Fact]
    public void NumbersBelowZeroMoveZeroToTheMiddle()
    {
        var pixels = Pixels(
            new float[,,,]
            {
                {
                    {
                        { -2f },
                        { 0f },
                    },
                    {
                        { 1f },
                        { 1.99f },
                    },
                },
            }
        );
        Assert.Equal([1, 128, 191, 254], pixels);
    }

    [Fact]
    public void FaintPicturesAreBlack() =>
        Assert.Equal(
            [0, 0],
            Pixels(
                new float[,,,]
                {
                    {
                        {
                            { 0f },
                            { 9e-7f },
                        },
                    },
                }
            )
        );

    [Fact]
    public void PixelsThatAreNotFiniteAreRed()
    {
        var pixels = Pixels(
            new[,,,]
            {
                {
                    {
                        { 1f, float.NaN, 9f },
                        { 0f, 1f, 2f },
                    },
                },
            }
        );
        Assert.Equal([255, 0, 0, 0, 127, 255], pixels);
    }

    [Fact]
    public void BytesStayAsTheyAre()
    {
        byte[] pixels = [.. Enumerable.Range(0, 4 * 5 * 6).Select(i => (byte)(i * 37 % 251))];
        var image = Value(() => tf.summary.image("i", tf.constant(pixels, shape: (1, 5, 6, 4)))).Image;
        Assert.Equal((5, 6, 4), (image.Height, image.Width, image.Colorspace));
        var picture = PngDecoder.Decode(image.EncodedImageString.ToByteArray());
        Assert.Equal((6, 5, 4), (picture.Width, picture.Height, picture.Channels));
        Assert.Equal(pixels, picture.Pixels);
    }

    [Theory]
    [InlineData(1, "i/image")]
    [InlineData(2, "i/image/0 i/image/1")]
    [InlineData(9, "i/image/0 i/image/1 i/image/2")]
    public void TagsDependOnHowManyAreAskedFor(int most, string tags)
    {
        var summary = Run(() => tf.summary.image("i", tf.zeros((3, 1, 1, 1)), max_outputs: most));
        Assert.Equal(tags, string.Join(' ', summary.Value.Select(v => v.Tag)));
    }

    [Fact]
    public void APictureHasFourAxesAndAColour()
    {
        foreach (var shape in new Tensorflow.Shape[] { (2, 2), (1, 2, 2, 2), (1, 2, 2, 5) })
            Says(
                $"Tensor must be 4-D with last dim 1, 3, or 4, not [{string.Join(',', shape.dims)}]",
                Fails<InvalidArgumentError>(() => tf.summary.image("i", tf.zeros(shape)))
            );
        Says("PNG encoding failed", Fails<InternalError>(() => tf.summary.image("i", tf.zeros((1, 0, 2, 1)))));
    }

    [Fact]
    public void SoundIsWav()
    {
        var sound = new float[1, 4]
        {
            { 0f, 0.5f, -1f, 2f },
        };
        var audio = Value(() => tf.summary.audio("s", tf.constant(sound), 8000f, max_outputs: 1)).Audio;
        Assert.Equal(
            (8000f, 1, 4, "audio/wav"),
            (audio.SampleRate, audio.NumChannels, audio.LengthFrames, audio.ContentType)
        );
        var wav = audio.EncodedAudioString.ToByteArray();
        Assert.Equal("RIFF", Encoding.ASCII.GetString(wav, 0, 4));
        Assert.Equal(44 + 8, wav.Length);
        Assert.Equal(
            [0, 16384, -32768, 32767],
            Enumerable.Range(0, 4).Select(i => BinaryPrimitives.ReadInt16LittleEndian(wav.AsSpan(44 + 2 * i)))
        );
        Fails<InvalidArgumentError>(() => tf.summary.audio("s", tf.constant(sound), 0f));
        Fails<InvalidArgumentError>(() => tf.summary.audio("s", tf.zeros(3), 8000f));
    }

    [Fact]
    public void TextGoesToItsPlugin()
    {
        var value = Value(() => tf.summary.text("t", tf.constant("# Über")));
        Assert.Equal(("t", "text"), (value.Tag, value.Metadata.PluginData.PluginName));
        Assert.Equal("# Über", Assert.Single(value.Tensor.StringVal).ToStringUtf8());
        Assert.Equal(DataType.DtString, value.Tensor.Dtype);
    }

    [Fact]
    public void ATensorIsKeptAsItsBytes()
    {
        var value = Value(() => tf.summary.tensor_summary("t", tf.constant(1.5f), "why", display_name: "shown"));
        Assert.Equal(("why", "shown"), (value.Metadata.SummaryDescription, value.Metadata.DisplayName));
        Assert.Equal(BitConverter.GetBytes(1.5f), value.Tensor.TensorContent);
        Assert.Empty(value.Tensor.FloatVal);
    }

    [Fact]
    public void TheSameTagTwiceCannotBeMerged()
    {
        var error = Fails<InvalidArgumentError>(() =>
        {
            var summary = tf.summary.scalar("a", tf.constant(1f));
            return tf.summary.merge([summary, summary]);
        });
        Says("Duplicate tag a found in summary inputs", error);
    }

    [Fact]
    public void OnlySummariesCanBeMerged() =>
        Says(
            "Could not parse one of the summary inputs",
            Fails<InvalidArgumentError>(() => tf.summary.merge([tf.constant("no summary")]))
        );

    [Fact]
    public void MergedSummariesStayInOrder()
    {
        var summary = Run(() =>
            tf.summary.merge([
                tf.summary.scalar("b", tf.constant(1f)),
                tf.summary.image("i", tf.zeros((2, 1, 1, 1))),
                tf.summary.scalar("a", tf.constant(2f)),
            ])
        );
        Assert.Equal("b i/image/0 i/image/1 a", string.Join(' ', summary.Value.Select(v => v.Tag)));
    }

    [Fact]
    public void AVariableIsShownAsItWasBeforeTheStep()
    {
        var graph = tf.Graph();
        using var block = graph.as_default();
        var variable = tf.Variable(1f);
        var update = tf.assign(variable, tf.constant(5f));
        var before = tf.summary.scalar("before", variable);
        var after = tf.summary.scalar("after", update);
        using var session = tf.Session(graph);
        session.run(tf.global_variables_initializer());
        var results = session.run(new object[] { before, update, after });
        Assert.Equal([1f, 5f], new[] { results[0], results[2] }.Select(r => Parse(r!).Value[0].SimpleValue));
    }

    private static void Says(string beginning, Exception error) =>
        Assert.StartsWith(beginning, error.Message, StringComparison.Ordinal);

    private static byte[] Pixels(float[,,,] image) =>
        PngDecoder
            .Decode(Value(() => tf.summary.image("i", tf.constant(image))).Image.EncodedImageString.ToByteArray())
            .Pixels;

    private static Summary.Types.Value Value(Func<Tensor> build) => Assert.Single(Run(build).Value);

    private static Summary Run(Func<Tensor> build)
    {
        var graph = tf.Graph();
        using var block = graph.as_default();
        var summary = build();
        Assert.Equal(0, summary.shape.ndim);
        using var session = tf.Session(graph);
        return Parse(session.run(summary));
    }

    private static Summary Parse(NumSharp.NDArray summary) =>
        Summary.Parser.ParseFrom(Assert.Single(Assert.IsType<StringArray>(summary).Bytes));

    private static TError Fails<TError>(Func<Tensor> build)
        where TError : Exception => Assert.Throws<TError>(() => Run(build));
}
