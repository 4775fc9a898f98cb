using System.Globalization;
using Samples;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var samples = new Dictionary<string, Action<TextWriter>>(StringComparer.Ordinal)
{
    ["linear_regression"] = LinearRegression.Run,
    ["logistic_regression"] = LogisticRegression.Run,
    ["multilayer_perceptron"] = MultilayerPerceptron.Run,
    ["bidirectional_rnn"] = BidirectionalRnn.Run,
    ["dynamic_rnn"] = DynamicRnn.Run,
    ["convolutional_net"] = ConvolutionalNet.Run,
};
if (args is [var name] && samples.TryGetValue(name, out var run))
{
    run(Console.Out);
    return 0;
}
Console.Error.WriteLine($"usage: samples {string.Join(" | ", samples.Keys)}");
return 2;
