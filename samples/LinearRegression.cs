using Tensorflow;
using static Tensorflow.Binding;

namespace Samples;

/// <summary>A line through seventeen points: the first example of every TensorFlow 1 course.</summary>
public static class LinearRegression
{
    private const float LearningRate = 0.01f;
    private const int Epochs = 1000;
    private const int DisplayStep = 200;

    /// <summary>Trains, printing cost and line as it goes.</summary>
    public static void Run(TextWriter output)
    {
        float[] train_X =
        [
            3.3f,
            4.4f,
            5.5f,
            6.71f,
            6.93f,
            4.168f,
            9.779f,
            6.182f,
            7.59f,
            2.167f,
            7.042f,
            10.791f,
            5.313f,
            7.997f,
            5.654f,
            9.27f,
            3.1f,
        ];
        float[] train_Y =
        [
            1.7f,
            2.76f,
            2.09f,
            3.19f,
            1.694f,
            1.573f,
            3.366f,
            2.596f,
            2.53f,
            1.221f,
            2.827f,
            3.465f,
            1.65f,
            2.904f,
            2.42f,
            2.94f,
            1.3f,
        ];
        using var graph = tf.Graph().as_default();
        var X = tf.placeholder(tf.float32);
        var Y = tf.placeholder(tf.float32);

        var W = tf.Variable(0.5f, name: "weight");
        var b = tf.Variable(0.0f, name: "bias");

        var pred = X * W + b;
        var cost = tf.reduce_mean(tf.square(pred - Y)) / 2.0;
        var optimizer = tf.train.GradientDescentOptimizer(LearningRate).minimize(cost);
        var init = tf.global_variables_initializer();

        using var sess = tf.Session();
        sess.run(init);
        for (var epoch = 1; epoch <= Epochs; epoch++)
        {
            sess.run(optimizer, (X, train_X), (Y, train_Y));
            if (epoch % DisplayStep == 0)
            {
                var (c, w, bias) = sess.run((cost, W, b), (X, train_X), (Y, train_Y));
                output.WriteLine($"Epoch: {epoch} cost={(float)c:F6} W={(float)w:F4} b={(float)bias:F4}");
            }
        }
        output.WriteLine("Optimization Finished!");
    }
}
