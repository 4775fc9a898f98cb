using Tensorflow.Operations;

namespace Tensorflow;

/// <content>Matrices.</content>
public sealed partial class tensorflow
{
    /// <summary>Functions of matrices.</summary>
    public LinalgApi linalg { get; } = new();

    /// <summary>Functions of matrices, which are a tensor's last two axes (<c>tf.linalg</c>).</summary>
    public sealed class LinalgApi
    {
        internal LinalgApi() { }

        /// <summary>
        /// The matrices with zeros more than num_lower places below the main diagonal and more than num_upper above it;
        /// a negative number keeps all (<c>MatrixBandPart</c>).
        /// </summary>
        public Tensor band_part(Tensor input, int num_lower, int num_upper, string? name = null) =>
            DiagonalOps.BandPart(input, num_lower, num_upper, name);

        /// <summary>Matrices with this diagonal, k places above the main one, and zeros (<c>MatrixDiagV3</c>).</summary>
        public Tensor diag(Tensor diagonal, string name = "diag", int k = 0) =>
            DiagonalOps.Diag(diagonal, k, name: name);

        /// <summary>The diagonal of matrices, k places above the main one (<c>MatrixDiagPartV3</c>).</summary>
        public Tensor diag_part(Tensor input, string name = "diag_part", int k = 0) =>
            DiagonalOps.DiagPart(input, k, name: name);
    }
}
