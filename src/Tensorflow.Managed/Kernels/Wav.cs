using System.Buffers.Binary;

namespace Tensorflow.Kernels;

/// <summary>Sound as a WAV file of 16-bit samples.</summary>
internal static class Wav
{
    private const int HeaderLength = 44;
    private const int BytesOfSample = 2;

    /// <summary>samples [frames, channels] between -1 and 1; what lies beyond is cut.</summary>
    public static byte[] Encode(ReadOnlySpan<float> samples, uint rate, int channels)
    {
        var file = new byte[checked(HeaderLength + samples.Length * BytesOfSample)];
        var header = file.AsSpan(0, HeaderLength);
        "RIFF"u8.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header[4..], file.Length - 8);
        "WAVEfmt "u8.CopyTo(header[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(header[16..], 16);
        BinaryPrimitives.WriteInt16LittleEndian(header[20..], 1);
        BinaryPrimitives.WriteUInt16LittleEndian(header[22..], (ushort)channels);
        BinaryPrimitives.WriteUInt32LittleEndian(header[24..], rate);
        BinaryPrimitives.WriteUInt32LittleEndian(header[28..], unchecked(rate * (uint)(channels * BytesOfSample)));
        BinaryPrimitives.WriteUInt16LittleEndian(header[32..], unchecked((ushort)(channels * BytesOfSample)));
        BinaryPrimitives.WriteInt16LittleEndian(header[34..], 8 * BytesOfSample);
        "data"u8.CopyTo(header[36..]);
        BinaryPrimitives.WriteInt32LittleEndian(header[40..], file.Length - HeaderLength);
        for (var i = 0; i < samples.Length; i++)
        {
            var rounded = MathF.Round(samples[i] * 32768f, MidpointRounding.AwayFromZero);
            BinaryPrimitives.WriteInt16LittleEndian(
                file.AsSpan(HeaderLength + i * BytesOfSample),
                (short)Math.Clamp(rounded, short.MinValue, short.MaxValue)
            );
        }
        return file;
    }
}
