using Samples;

namespace TfNetLstm.Tests.Samples;

/// <summary>The samples print what they printed when they were written, to the last digit on every machine.</summary>
public class SampleTests
{
    private static readonly Dictionary<string, (Action<TextWriter> Run, string Output)> _samples = new(
        StringComparer.Ordinal
    )
    {
        ["linear_regression"] = (
            LinearRegression.Run,
            """
            Epoch: 200 cost=0.102382 W=0.3421 b=0.1576
            Epoch: 400 cost=0.092587 W=0.3226 b=0.2958
            Epoch: 600 cost=0.086562 W=0.3073 b=0.4043
            Epoch: 800 cost=0.082855 W=0.2953 b=0.4894
            Epoch: 1000 cost=0.080574 W=0.2859 b=0.5561
            Optimization Finished!

            """
        ),
        ["logistic_regression"] = (
            LogisticRegression.Run,
            """
            Epoch: 0001 cost=1.183604
            Epoch: 0002 cost=0.665320
            Accuracy: 0.8732

            """
        ),
        ["multilayer_perceptron"] = (
            MultilayerPerceptron.Run,
            """
            Step 100, Minibatch Loss= 0.5389
            Step 200, Minibatch Loss= 0.3842
            Step 300, Minibatch Loss= 0.3100
            Testing Accuracy: 0.9330

            """
        ),
        ["dynamic_rnn"] = (
            DynamicRnn.Run,
            """
            Step 50, Minibatch Loss= 0.6119, Training Accuracy= 0.688
            Step 100, Minibatch Loss= 0.2122, Training Accuracy= 0.938
            Step 150, Minibatch Loss= 0.0882, Training Accuracy= 0.984
            Step 200, Minibatch Loss= 0.0247, Training Accuracy= 1.000

            """
        ),
        ["convolutional_net"] = (
            ConvolutionalNet.Run,
            """
            Step 20, Minibatch Loss= 1.2266
            Step 40, Minibatch Loss= 0.6624
            Step 60, Minibatch Loss= 0.5653
            Testing Accuracy: 0.868

            """
        ),
        ["bidirectional_rnn"] = (
            BidirectionalRnn.Run,
            """
            Step 50, Minibatch Loss= 0.5811, Training Accuracy= 0.789
            Step 100, Minibatch Loss= 0.2939, Training Accuracy= 0.922
            Optimization Finished!

            """
        ),
    };

    public static TheoryData<string> Names => new(_samples.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public void OutputIsAsWritten(string name)
    {
        var (run, expected) = _samples[name];
        using var output = new StringWriter { NewLine = "\n" };
        run(output);
        Assert.Equal(expected.ReplaceLineEndings("\n"), output.ToString());
    }
}
