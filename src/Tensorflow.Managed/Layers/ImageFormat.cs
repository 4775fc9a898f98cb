namespace Tensorflow.Layers;

/// <summary>What a layer's words for padding and layout are in an op's attributes.</summary>
internal readonly record struct ImageFormat
{
    /// <exception cref="ValueError">The words are none that are known.</exception>
    public ImageFormat(string padding, string dataFormat)
    {
        Padding = padding.Given().ToUpperInvariant();
        if (Padding is not ("SAME" or "VALID"))
            throw new ValueError(
                $"The `padding` argument must be one of \"valid\", \"same\" (or \"causal\", only for `Conv1D). Received: {padding}"
            );
        ChannelsFirst = dataFormat.Given() == "channels_first";
        if (!ChannelsFirst && dataFormat != "channels_last")
            throw new ValueError(
                "The `data_format` argument must be one of \"channels_first\", \"channels_last\". "
                    + $"Received: {dataFormat}"
            );
    }

    public string Padding { get; }

    public bool ChannelsFirst { get; }

    /// <summary>The layout as ops know it.</summary>
    public string Name => ChannelsFirst ? "NCHW" : "NHWC";
}
