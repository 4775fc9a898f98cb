using Tensorflow.Operations;

namespace Tensorflow;

public sealed partial class tensorflow
{
    public sealed partial class nn_internal
    {
        /// <summary>The convolution of images with a filter (<c>Conv2D</c>).</summary>
        /// <param name="input">[batch, height, width, channels].</param>
        /// <param name="filter">A tensor or variable, [height, width, channels, channels of the result].</param>
        /// <param name="strides">The windows' distance on each axis; 1 on the first and last.</param>
        /// <param name="padding">SAME: zeros around, so that the size is kept but for the strides; VALID: none.</param>
        /// <param name="use_cudnn_on_gpu">An attribute that is kept.</param>
        /// <param name="data_format">NHWC; other graphs can be built but not run.</param>
        /// <param name="dilations">The distance of a window's places on each axis; 1 where null.</param>
        /// <param name="name">The node's name.</param>
        /// <exception cref="ValueError">The channels differ, or no window fits.</exception>
        public Tensor conv2d(
            Tensor input,
            ITensorOrOperation filter,
            int[] strides,
            string padding,
            bool use_cudnn_on_gpu = true,
            string data_format = "NHWC",
            int[]? dilations = null,
            string? name = null
        ) =>
            ConvolutionOps.Convolution(
                input,
                filter,
                strides,
                padding,
                use_cudnn_on_gpu,
                data_format,
                dilations,
                null,
                name
            );

        /// <summary>The greatest element under each window, channel by channel (<c>MaxPool</c>).</summary>
        /// <param name="value">[batch, height, width, channels].</param>
        /// <param name="ksize">The window's size on each axis; 1 on the first and last.</param>
        /// <param name="strides">The windows' distance on each axis; 1 on the first and last.</param>
        /// <param name="padding">SAME: windows may reach over the edges; VALID: they may not.</param>
        /// <param name="data_format">NHWC; other graphs can be built but not run.</param>
        /// <param name="name">The node's name.</param>
        /// <exception cref="ValueError">No window fits.</exception>
        public Tensor max_pool(
            Tensor value,
            int[] ksize,
            int[] strides,
            string padding,
            string data_format = "NHWC",
            string? name = null
        ) => PoolingOps.Pool("MaxPool", value, ksize, strides, padding, data_format, name);

        /// <summary>The mean under each window, channel by channel, edges not counted (<c>AvgPool</c>).</summary>
        /// <param name="value">[batch, height, width, channels].</param>
        /// <param name="ksize">The window's size on each axis; 1 on the first and last.</param>
        /// <param name="strides">The windows' distance on each axis; 1 on the first and last.</param>
        /// <param name="padding">SAME: windows may reach over the edges; VALID: they may not.</param>
        /// <param name="data_format">NHWC; other graphs can be built but not run.</param>
        /// <param name="name">The node's name.</param>
        /// <exception cref="ValueError">No window fits.</exception>
        public Tensor avg_pool(
            Tensor value,
            int[] ksize,
            int[] strides,
            string padding,
            string data_format = "NHWC",
            string? name = null
        ) => PoolingOps.Pool("AvgPool", value, ksize, strides, padding, data_format, name);
    }
}
