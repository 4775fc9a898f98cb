using Tensorflow.Kernels;

namespace TfNetLstm.Tests.Kernels;

public class WorkerPoolTests
{
    [Fact]
    public void HasAtLeastOneThread() => Assert.Equal(1, new WorkerPool(0).Threads);
}
