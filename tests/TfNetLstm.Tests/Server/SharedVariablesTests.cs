using Grpc.Core;
using Tensorflow.Formats.Proto;
using static TfNetLstm.Tests.Server.ServerCalls;

namespace TfNetLstm.Tests.Server;

/// <summary>Variables live in the server's containers: sessions share them, and a reset forgets them.</summary>
public class SharedVariablesTests
{
    [Fact]
    public async Task AResetClosesSessionsAndForgetsVariables()
    {
        await using var server = await RunningServer.Start();
        await server.Run(await server.Open(), "init");
        var second = await server.Open();
        Assert.Equal(3f, await server.Scalar(second, "state:0"));
        await server.Client.ResetAsync(new(), cancellationToken: TestContext.Current.CancellationToken);
        await Refused(StatusCode.Aborted, "is not found", () => server.Scalar(second, "state:0"));
        var third = await server.Open();
        await Refused(
            StatusCode.FailedPrecondition,
            "uninitialized value state",
            () => server.Scalar(third, "state:0")
        );
    }

    [Fact]
    public async Task SessionsShareVariablesOrKeepThemToThemselves()
    {
        await using var server = await RunningServer.Start();
        var first = await server.Open();
        await server.Run(first, "init");
        var isolated = await server.Open(config: new() { IsolateSessionState = true });
        await Refused(
            StatusCode.FailedPrecondition,
            "uninitialized value state",
            () => server.Scalar(isolated, "state:0")
        );
        await server.Close(first);
        Assert.Equal(3f, await server.Scalar(await server.Open(), "state:0"));
    }

    [Fact]
    public async Task AVariableOfAnotherTypeIsNotShared()
    {
        await using var server = await RunningServer.Start();
        await server.Run(await server.Open(), "init");
        var whole = new NodeDef
        {
            Name = "state",
            Op = "VariableV2",
            Attr =
            {
                ["dtype"] = new() { Type = DataType.DtInt32 },
                ["shape"] = new() { Shape = new() },
            },
        };
        var confused = await server.Open(Nodes(whole));
        await Refused(
            StatusCode.InvalidArgument,
            "specified dtype int32 and found dtype float32",
            () => server.Scalar(confused, "state:0")
        );
    }
}
