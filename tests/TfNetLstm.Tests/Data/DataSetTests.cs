using NumSharp;
using TfNetLstm.Data;

namespace TfNetLstm.Tests.Data;

public class DataSetTests
{
    [Fact]
    public void SeededWithOneTheBatchesArePythons()
    {
        var expected = Golden.Npz("model/batches.npz")["labels"].As<byte>();
        var train = MnistData.Load(MnistFiles.DefaultFolder, np.random.RandomState(1)).Train;
        for (var step = 0; step < 781; step++)
        {
            using var batch = train.NextBatch(128);
            var wanted = expected.AsSpan(step * 128, 128).ToArray();
            Assert.Equal(wanted, Digits(batch.Labels));
        }
    }

    [Fact]
    public void TheFirstBatchHasPythonsPixels()
    {
        var golden = Golden.Npz("model/values.npz");
        var train = MnistData.Load(MnistFiles.DefaultFolder, np.random.RandomState(1)).Train;
        using var batch = train.NextBatch(128);
        Assert.Equal([128L, 784L], batch.Images.shape);
        Assert.Equal([128L, 10L], batch.Labels.shape);
        Assert.Equal(golden["batch1/x"].Floats, batch.Images.ToArray<float>());
        Assert.Equal(Array.ConvertAll(golden["batch1/y"].As<byte>(), v => (float)v), batch.Labels.ToArray<float>());
    }

    [Fact]
    public void EveryBytesPixelIsItsProductWithOne255thAsFloat32()
    {
        var bytes = new byte[DataSet.Pixels];
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)i;
        }
        using var batch = new DataSet(bytes, new byte[1], np.random.RandomState(1)).Head(1);
        Assert.Equal(Array.ConvertAll(bytes, b => (float)b * (float)(1.0 / 255.0)), batch.Images.ToArray<float>());
    }

    /// <summary>The reference is the Python twin's: fresh orders, applied one after the other to copies.</summary>
    [Theory]
    [InlineData(10, 3)]
    [InlineData(10, 10)]
    [InlineData(10, 7)]
    [InlineData(7, 6)]
    [InlineData(1, 1)]
    public void EpochsJoinAsInPython(int count, int size)
    {
        var (images, labels) = (new byte[count * DataSet.Pixels], new byte[count]);
        for (var i = 0; i < count; i++)
        {
            labels[i] = (byte)i;
        }
        var set = new DataSet(images, labels, np.random.RandomState(7));
        var random = np.random.RandomState(7);
        var stream = new List<byte>();
        var epoch = labels;
        while (stream.Count < 20 * size)
        {
            using var order = np.arange(count);
            random.shuffle(order);
            epoch = Array.ConvertAll(order.ToArray<long>(), i => epoch[i]);
            stream.AddRange(epoch);
        }
        for (var step = 0; step < 20; step++)
        {
            using var batch = set.NextBatch(size);
            Assert.Equal(stream.GetRange(step * size, size), Digits(batch.Labels));
        }
    }

    [Fact]
    public void HeadIsInTheOrderOfTheFile()
    {
        var labels = MnistFiles.Read(MnistFiles.DefaultFolder, MnistFiles.TestLabels).Values;
        using var batch = MnistData.Load(MnistFiles.DefaultFolder, np.random.RandomState(1)).Test.Head(256);
        Assert.Equal(labels[..256].ToArray(), Digits(batch.Labels));
    }

    [Fact]
    public void ABatchIsACopy()
    {
        var set = new DataSet(new byte[2 * DataSet.Pixels], new byte[] { 1, 2 }, np.random.RandomState(1));
        using var first = set.NextBatch(2);
        using var second = set.NextBatch(2);
        second.Labels.SetSingle(5, 0, 0);
        Assert.All(first.Labels.ToArray<float>(), v => Assert.InRange(v, 0, 1));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(4)]
    public void ASizeThatCannotBeIsSaid(int size)
    {
        var set = new DataSet(new byte[3 * DataSet.Pixels], new byte[3], np.random.RandomState(1));
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => set.NextBatch(size).Dispose());
        Assert.StartsWith("A batch holds from 1 to 3 examples.", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => set.Head(size).Dispose());
    }

    [Fact]
    public void ImagesAndLabelsMustMatch()
    {
        var random = np.random.RandomState(1);
        Assert.Throws<ArgumentException>(() => new DataSet(new byte[DataSet.Pixels], new byte[2], random));
        Assert.Throws<ArgumentException>(() => new DataSet(new byte[DataSet.Pixels], new byte[] { 10 }, random));
    }

    private static byte[] Digits(NDArray oneHot)
    {
        var values = oneHot.ToArray<float>();
        var digits = new byte[values.Length / DataSet.Classes];
        for (var i = 0; i < digits.Length; i++)
        {
            var row = values.AsSpan(i * DataSet.Classes, DataSet.Classes);
            digits[i] = (byte)row.IndexOf(1f);
            Assert.Equal(1, row.Count(1f));
            Assert.Equal(DataSet.Classes - 1, row.Count(0f));
        }
        return digits;
    }
}
