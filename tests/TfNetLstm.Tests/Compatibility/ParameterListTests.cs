namespace TfNetLstm.Tests.Compatibility;

public class ParameterListTests
{
    [Theory]
    [InlineData("public Graph Graph()", "")]
    [InlineData("type Tensorflow.Axis", "")]
    [InlineData("public Tensor add(Tensor a, Tensor b, string name = null)", "a b name")]
    [InlineData(
        "public virtual (NDArray, NDArray) run((A, B) fetches, params FeedItem[] feed_dict)",
        "fetches feed_dict"
    )]
    [InlineData("static B.tf_with<S, ValueTuple<T, R>>(!!0 py, Func<!!0, !!1> action): !!1", "py action")]
    public void NamesStandInOrder(string declaration, string names) =>
        Assert.Equal(names, string.Join(' ', ParameterList.NamesOf(declaration)));
}
