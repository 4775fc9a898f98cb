using System.Numerics;

namespace Tensorflow.Kernels;

/// <summary>The greatest and the mean of what each window covers, channel by channel, and their gradients.</summary>
internal static unsafe class Pooling
{
    /// <summary>y[image, place, channel] is the greatest element under the window.</summary>
    public static void Max<T>(WorkerPool pool, ReadOnlySpan<T> x, in ImageWindows windows, Span<T> y)
        where T : unmanaged, INumber<T>, IMinMaxValue<T> => Run<T, MaxBody<T>>(pool, x, y, windows);

    /// <summary>
    /// dx collects dy at the place of each window's greatest element, the first of several.
    /// </summary>
    public static void MaxGrad<T>(
        WorkerPool pool,
        ReadOnlySpan<T> x,
        ReadOnlySpan<T> dy,
        in ImageWindows windows,
        Span<T> dx
    )
        where T : unmanaged, INumber<T>
    {
        fixed (
            T* px = x,
                pdy = dy,
                pdx = dx
        )
        {
            var body = new MaxGradBody<T>(px, pdy, pdx, windows);
            pool.For(windows.Batch, 1, ref body);
        }
    }

    /// <summary>y[image, place, channel] is the gradient at the greatest element under the window, the gradient of MaxGrad.</summary>
    public static void MaxGradGrad<T>(
        WorkerPool pool,
        ReadOnlySpan<T> x,
        ReadOnlySpan<T> grad,
        in ImageWindows windows,
        Span<T> y
    )
        where T : unmanaged, INumber<T>
    {
        fixed (
            T* px = x,
                pgrad = grad,
                py = y
        )
        {
            var body = new MaxGradGradBody<T>(px, pgrad, py, windows);
            pool.For(windows.Batch, 1, ref body);
        }
    }

    /// <summary>y[image, place, channel] is the mean of the elements under the window, padding not counted.</summary>
    public static void Average<T>(WorkerPool pool, ReadOnlySpan<T> x, in ImageWindows windows, Span<T> y)
        where T : unmanaged, INumber<T>, IMinMaxValue<T> => Run<T, AverageBody<T>>(pool, x, y, windows);

    /// <summary>dx collects from each window its dy, divided by the number of elements under it.</summary>
    public static void AverageGrad<T>(WorkerPool pool, ReadOnlySpan<T> dy, in ImageWindows windows, Span<T> dx)
        where T : unmanaged, INumber<T>, IMinMaxValue<T> => Run<T, AverageGradBody<T>>(pool, dy, dx, windows);

    private static void Run<T, TBody>(WorkerPool pool, ReadOnlySpan<T> from, Span<T> to, in ImageWindows windows)
        where T : unmanaged
        where TBody : struct, IImageBody<T>
    {
        fixed (
            T* source = from,
                target = to
        )
        {
            var body = new Images<T, TBody>(source, target, windows);
            pool.For(windows.Batch, 1, ref body);
        }
    }

    /// <summary>What is done to one image.</summary>
    private interface IImageBody<T>
        where T : unmanaged
    {
        static abstract void Run(T* from, T* to, int image, in ImageWindows windows);
    }

    /// <summary>Indices: images.</summary>
    private readonly struct Images<T, TBody>(T* from, T* to, ImageWindows windows) : IRangeBody
        where T : unmanaged
        where TBody : struct, IImageBody<T>
    {
        public void Invoke(int start, int end)
        {
            for (var image = start; image < end; image++)
                TBody.Run(from, to, image, windows);
        }
    }

    private readonly struct MaxBody<T> : IImageBody<T>
        where T : unmanaged, INumber<T>, IMinMaxValue<T>
    {
        public static void Run(T* from, T* to, int image, in ImageWindows windows)
        {
            var channels = windows.Channels;
            for (var place = 0; place < windows.PlacesPerImage; place++)
            {
                var y = new Span<T>(to + ((nint)image * windows.PlacesPerImage + place) * channels, channels);
                y.Fill(T.MinValue);
                foreach (var pixel in new Covered(windows, image, place))
                {
                    var x = new ReadOnlySpan<T>(from + pixel, channels);
                    for (var c = 0; c < y.Length; c++)
                        if (x[c] > y[c] || T.IsNaN(x[c]))
                            y[c] = x[c];
                }
            }
        }
    }

    private readonly struct AverageBody<T> : IImageBody<T>
        where T : unmanaged, INumber<T>
    {
        public static void Run(T* from, T* to, int image, in ImageWindows windows)
        {
            var channels = windows.Channels;
            for (var place = 0; place < windows.PlacesPerImage; place++)
            {
                var y = new Span<T>(to + ((nint)image * windows.PlacesPerImage + place) * channels, channels);
                y.Clear();
                var covered = new Covered(windows, image, place);
                foreach (var pixel in covered)
                {
                    var x = new ReadOnlySpan<T>(from + pixel, channels);
                    for (var c = 0; c < y.Length; c++)
                        y[c] += x[c];
                }
                var count = T.CreateTruncating(covered.Count);
                for (var c = 0; c < y.Length; c++)
                    y[c] /= count;
            }
        }
    }

    private readonly struct AverageGradBody<T> : IImageBody<T>
        where T : unmanaged, INumber<T>
    {
        public static void Run(T* from, T* to, int image, in ImageWindows windows)
        {
            var channels = windows.Channels;
            new Span<T>(to + (nint)image * windows.ImageLength, windows.ImageLength).Clear();
            for (var place = 0; place < windows.PlacesPerImage; place++)
            {
                var covered = new Covered(windows, image, place);
                var share = T.One / T.CreateTruncating(covered.Count);
                var dy = new ReadOnlySpan<T>(
                    from + ((nint)image * windows.PlacesPerImage + place) * channels,
                    channels
                );
                foreach (var pixel in covered)
                {
                    var dx = new Span<T>(to + pixel, channels);
                    for (var c = 0; c < dx.Length; c++)
                        dx[c] += dy[c] * share;
                }
            }
        }
    }

    /// <summary>Indices: images.</summary>
    private readonly struct MaxGradBody<T>(T* x, T* dy, T* dx, ImageWindows windows) : IRangeBody
        where T : unmanaged, INumber<T>
    {
        public void Invoke(int start, int end)
        {
            for (var image = start; image < end; image++)
            {
                new Span<T>(dx + (nint)image * windows.ImageLength, windows.ImageLength).Clear();
                for (var place = 0; place < windows.PlacesPerImage; place++)
                {
                    var grad = dy + ((nint)image * windows.PlacesPerImage + place) * windows.Channels;
                    for (var c = 0; c < windows.Channels; c++)
                    {
                        var greatest = Greatest(x, windows, image, place, c);
                        if (greatest >= 0)
                            dx[greatest] += grad[c];
                    }
                }
            }
        }
    }

    /// <summary>Indices: images.</summary>
    private readonly struct MaxGradGradBody<T>(T* x, T* grad, T* y, ImageWindows windows) : IRangeBody
        where T : unmanaged, INumber<T>
    {
        public void Invoke(int start, int end)
        {
            for (var image = start; image < end; image++)
            for (var place = 0; place < windows.PlacesPerImage; place++)
            for (var c = 0; c < windows.Channels; c++)
            {
                var greatest = Greatest(x, windows, image, place, c);
                var at = ((nint)image * windows.PlacesPerImage + place) * windows.Channels + c;
                y[at] = greatest >= 0 ? grad[greatest] : T.Zero;
            }
        }
    }

    /// <summary>Where the greatest element of a channel under a window is, the first of equals; -1 where there is none.</summary>
    private static nint Greatest<T>(T* x, in ImageWindows windows, int image, int place, int channel)
        where T : unmanaged, INumber<T>
    {
        nint greatest = -1;
        foreach (var pixel in new Covered(windows, image, place))
            if (greatest < 0 || x[pixel + channel] > x[greatest])
                greatest = pixel + channel;
        return greatest;
    }

    /// <summary>The offsets of the pixels under one window, row by row.</summary>
    private ref struct Covered
    {
        private readonly int _width;
        private readonly int _channels;
        private readonly nint _image;
        private readonly int _left;
        private readonly int _right;
        private readonly int _top;
        private readonly int _bottom;
        private int _y;
        private int _x;

        public Covered(in ImageWindows windows, int image, int place)
        {
            (_width, _channels) = (windows.Width.Size, windows.Channels);
            _image = (nint)image * windows.ImageLength;
            (_top, _bottom) = windows.Height.Covered(place / windows.Width.Output);
            (_left, _right) = windows.Width.Covered(place % windows.Width.Output);
            (_y, _x) = (_left < _right ? _top : _bottom, _left - 1);
        }

        /// <summary>How many pixels there are.</summary>
        public readonly int Count => Math.Max(0, _bottom - _top) * Math.Max(0, _right - _left);

        public readonly nint Current => _image + ((nint)_y * _width + _x) * _channels;

        public readonly Covered GetEnumerator() => this;

        public bool MoveNext()
        {
            if (_y >= _bottom)
                return false;
            if (++_x < _right)
                return true;
            _x = _left;
            return ++_y < _bottom;
        }
    }
}
