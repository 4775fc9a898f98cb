using System.Runtime.InteropServices;
using Tensorflow.Kernels;

namespace TfNetLstm.Tests.Kernels;

public class SumTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(10)]
    [InlineData(28)]
    public void AddNAddsInTensorFlowsGroups(int count)
    {
        const int Length = 1037;
        float[][] inputs = new float[count][];
        for (int i = 0; i < count; i++)
        {
            inputs[i] = GC.AllocateArray<float>(Length, pinned: true);
            new PhiloxGenerator(i + 1, 9).FillNormal(inputs[i]);
        }
        float[] actual = new float[Length];
        AddN.Run<float>(Addresses(inputs), actual);
        int first =
            count <= 9 ? count
            : count % 8 == 0 ? 8
            : count % 8 == 1 ? 9
            : count % 8;
        for (int i = 0; i < Length; i++)
        {
            float expected = Sum(inputs, 0, first, i);
            for (int group = first; group < count; group += 8)
                expected += Sum(inputs, group, group + 8, i);
            Assert.Equal(expected, actual[i]);
        }
    }

    [Fact]
    public void AddNEqualsTensorFlow()
    {
        NpzFile golden = Golden.Npz("ops.npz");
        float[][] inputs =
        [
            Pinned(golden["add_n/in0"].Floats),
            Pinned(golden["add_n/in1"].Floats),
            Pinned(golden["add_n/in2"].Floats),
        ];
        float[] y = new float[12];
        AddN.Run<float>(Addresses(inputs), y);
        Assert.Equal(golden["add_n/out0"].Floats, y);
    }

    [Theory]
    [InlineData("bias_add")]
    [InlineData("bias_add_4d")]
    public void BiasAndItsGradientEqualTensorFlow(string key)
    {
        NpzFile golden = Golden.Npz("ops.npz");
        float[] x = golden[key + "/in0"].Floats;
        float[] bias = golden[key + "/in1"].Floats;
        float[] y = new float[x.Length];
        Biasing.BiasAdd<float>(x, bias, y);
        Assert.Equal(golden[key + "/out0"].Floats, y);
        float[] gradient = new float[bias.Length];
        Biasing.BiasAddGrad<float>(golden[key + "/gy0"].Floats, gradient);
        Assert.Equal(golden[key + "/grad1"].Floats, gradient);
    }

    [Theory]
    [InlineData(3, 1)]
    [InlineData(128, 512)]
    [InlineData(1, 77)]
    [InlineData(130, 300)]
    public void BiasGradientSumsRowAfterRow(int rows, int columns)
    {
        float[] x = new float[rows * columns];
        new PhiloxGenerator(3, 9).FillNormal(x);
        float[] actual = new float[columns];
        using var pool = new WorkerPool(2);
        Biasing.BiasAddGrad<float>(x, actual, pool);
        int[] whole = new int[columns];
        Biasing.BiasAddGrad<int>([.. Enumerable.Range(0, x.Length)], whole);
        for (int column = 0; column < columns; column++)
        {
            float sum = 0;
            int wholeSum = 0;
            for (int row = 0; row < rows; row++)
            {
                sum += x[row * columns + column];
                wholeSum += row * columns + column;
            }
            Assert.Equal(sum, actual[column]);
            Assert.Equal(wholeSum, whole[column]);
        }
    }

    private static float[] Pinned(float[] values)
    {
        float[] pinned = GC.AllocateArray<float>(values.Length, pinned: true);
        values.CopyTo(pinned, 0);
        return pinned;
    }

    private static nint[] Addresses(float[][] pinned) =>
        Array.ConvertAll(pinned, values => Marshal.UnsafeAddrOfPinnedArrayElement(values, 0));

    private static float Sum(float[][] inputs, int first, int last, int index)
    {
        float sum = inputs[first][index];
        for (int input = first + 1; input < last; input++)
            sum += inputs[input][index];
        return sum;
    }
}
