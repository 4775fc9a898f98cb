namespace TfNetLstm.Tests.Reference;

internal static partial class PlainOps
{
    /// <summary>Convolutions and pooling, NHWC.</summary>
    private static Dictionary<string, PlainKernel> Images =>
        new(StringComparer.Ordinal)
        {
            ["Conv2D"] = n =>
            {
                var (x, w, y) = (n[0], n[1], Plain.Zeros(n.Type(), Swept(n, n[0].Dims, n[1].Dims)));
                Convolve(n, x.Dims, w.Dims, (xi, wi, yi) => y.Data[y.Offset(yi)] += x[xi] * w[wi]);
                return [y.Rounded()];
            },
            ["Conv2DBackpropInput"] = n =>
            {
                var (x, w, y) = (Plain.Zeros(n.Type(), n[0].Ints), n[1], n[2]);
                Convolve(n, x.Dims, w.Dims, (xi, wi, yi) => x.Data[x.Offset(xi)] += y[yi] * w[wi]);
                return [x.Rounded()];
            },
            ["Conv2DBackpropFilter"] = n =>
            {
                var (x, w, y) = (n[0], Plain.Zeros(n.Type(), n[1].Ints), n[2]);
                Convolve(n, x.Dims, w.Dims, (xi, wi, yi) => w.Data[w.Offset(wi)] += x[xi] * y[yi]);
                return [w.Rounded()];
            },
            ["MaxPool"] = n => [n.Make(Swept(n, n[0].Dims), i => Pixels(n, n[0].Dims, i).Max(p => n[0][p]))],
            ["AvgPool"] = n => [n.Make(Swept(n, n[0].Dims), i => Pixels(n, n[0].Dims, i).Average(p => n[0][p]))],
            ["MaxPoolGrad"] = n =>
            {
                var dx = Plain.Zeros(n.Type(), n[0].Dims);
                _ = n.Make(n[2].Dims, i => dx.Data[dx.Offset(Pixels(n, n[0].Dims, i).MaxBy(p => n[0][p])!)] += n[2][i]);
                return [dx.Rounded()];
            },
            ["MaxPoolGradGrad"] = n => [n.Make(n[1].Dims, i => n[2][Pixels(n, n[0].Dims, i).MaxBy(p => n[0][p])!])],
            ["AvgPoolGrad"] = n =>
            {
                var dx = Plain.Zeros(n.Type(), n[0].Ints);
                _ = n.Make(
                    n[1].Dims,
                    i =>
                    {
                        var pixels = Pixels(n, dx.Dims, i);
                        foreach (var pixel in pixels)
                            dx.Data[dx.Offset(pixel)] += n[1][i] / pixels.Count;
                        return 0;
                    }
                );
                return [dx.Rounded()];
            },
        };

    private static void Convolve(PlainNode node, int[] x, int[] w, Action<int[], int[], int[]> visit)
    {
        var groups = x[3] / w[2];
        var perGroup = w[3] / groups;
        _ = Plain.Of(
            Tensorflow.TF_DataType.TF_DOUBLE,
            Swept(node, x, w),
            y =>
            {
                for (var r = 0; r < w[0]; r++)
                for (var c = 0; c < w[1]; c++)
                {
                    var (row, column) = (Under(node, 1, x, w[0], y[1], r), Under(node, 2, x, w[1], y[2], c));
                    if (row < 0 || column < 0)
                        continue;
                    for (var depth = 0; depth < w[2]; depth++)
                        visit([y[0], row, column, y[3] / perGroup * w[2] + depth], [r, c, depth, y[3]], y);
                }
                return 0;
            }
        );
    }

    /// <summary>The pixels of a channel under a pooling's window.</summary>
    private static List<int[]> Pixels(PlainNode node, int[] x, int[] window)
    {
        var (sizes, pixels) = (node.List("ksize"), new List<int[]>());
        for (var r = 0; r < sizes[1]; r++)
        for (var c = 0; c < sizes[2]; c++)
        {
            var (row, column) = (Under(node, 1, x, sizes[1], window[1], r), Under(node, 2, x, sizes[2], window[2], c));
            if (row >= 0 && column >= 0)
                pixels.Add([window[0], row, column, window[3]]);
        }
        return pixels;
    }

    /// <summary>The shape of a convolution or pooling of images of this shape.</summary>
    private static int[] Swept(PlainNode node, int[] x, int[]? filter = null)
    {
        var sizes = filter is null ? node.List("ksize")[1..3] : filter[..2];
        return [x[0], Sweep(node, 1, x, sizes[0]).Count, Sweep(node, 2, x, sizes[1]).Count, filter?[3] ?? x[3]];
    }

    private static (int Count, int Before) Sweep(PlainNode node, int axis, int[] x, int size)
    {
        var (stride, span) = (node.List("strides")[axis], (size - 1) * Dilation(node, axis) + 1);
        if (node.Text("padding") == "EXPLICIT")
        {
            var pads = node.List("explicit_paddings");
            return ((x[axis] + pads[2 * axis] + pads[2 * axis + 1] - span) / stride + 1, pads[2 * axis]);
        }
        if (node.Text("padding") == "VALID")
            return ((x[axis] - span) / stride + 1, 0);
        var count = (x[axis] + stride - 1) / stride;
        return (count, Math.Max(0, (count - 1) * stride + span - x[axis]) / 2);
    }

    private static int Dilation(PlainNode node, int axis) => node.Has("dilations") ? node.List("dilations")[axis] : 1;

    /// <summary>The place on an axis under an element of a window; -1 beyond the edge.</summary>
    private static int Under(PlainNode node, int axis, int[] x, int size, int window, int within)
    {
        var at =
            window * node.List("strides")[axis] + within * Dilation(node, axis) - Sweep(node, axis, x, size).Before;
        return at < x[axis] ? Math.Max(at, -1) : -1;
    }
}
