using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Tensorflow;
using static Tensorflow.Binding;

namespace TfNetLstm.Tests.Remote;

/// <summary>Answers that end before they are whole, byte by byte as a server sends them.</summary>
public class TruncatedAnswerTests
{
    /// <summary>The bytes of the body, and whether the stream ends with a status.</summary>
    [Theory]
    [InlineData(new byte[] { }, false)]
    [InlineData(new byte[] { }, true)]
    [InlineData(new byte[] { 0, 0, 0 }, true)]
    [InlineData(new byte[] { 0, 0, 0, 0, 100, 1, 2, 3 }, true)]
    [InlineData(new byte[] { 0, 0, 0, 0, 100, 1, 2, 3 }, false)]
    [InlineData(new byte[] { 0, 0, 0, 0, 3, 255, 255, 255 }, true)]
    [InlineData(new byte[] { 0, 255, 255, 255, 255, 1 }, true)]
    public async Task IsOneErrorAndOneStep(byte[] body, bool hasStatus)
    {
        var steps = 0;
        await using var server = Serve(async context =>
        {
            await context.Request.Body.CopyToAsync(Stream.Null);
            var isStep = context.Request.Path == "/tensorflow.MasterService/RunStep";
            steps += isStep ? 1 : 0;
            context.Response.ContentType = "application/grpc";
            // A session with the handle "h".
            await context.Response.Body.WriteAsync(isStep ? body : [0, 0, 0, 0, 3, 10, 1, (byte)'h']);
            if (hasStatus || !isStep)
                context.Response.AppendTrailer("grpc-status", "0");
        });
        var graph = new Graph();
        Tensor one;
        using (graph.as_default())
            one = tf.constant(1f);
        var address = server
            .Services.GetRequiredService<IServer>()
            .Features.Get<IServerAddressesFeature>()!
            .Addresses.First();
        using var session = tf.Session($"grpc://127.0.0.1:{new Uri(address).Port}", graph);
        var error = Assert.Throws<InternalError>(() => session.run(one));
        Assert.Contains("cannot be read: ", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
        Assert.Equal(1, steps);
    }

    private static WebApplication Serve(RequestDelegate answer)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder
            .WebHost.UseKestrelCore()
            .ConfigureKestrel(kestrel =>
                kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2)
            );
        var app = builder.Build();
        app.Run(answer);
        app.StartAsync().GetAwaiter().GetResult();
        return app;
    }
}
