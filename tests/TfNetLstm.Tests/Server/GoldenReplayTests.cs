using Google.Protobuf;
using Grpc.Core;
using Tensorflow.Formats.Proto;
using Tensorflow.Values;

namespace TfNetLstm.Tests.Server;

/// <summary>The server answers what was recorded of TensorFlow's own: the same status, names and values.</summary>
public class GoldenReplayTests
{
    // Golden's README has it for the loss; logits, which are sums of large numbers, are as close for their size.
    private const float Tolerance = 5e-7f;

    [Theory]
    [InlineData("master")]
    [InlineData("master_client")]
    public async Task ARecordingIsAnsweredAsTensorFlowAnswers(string folder)
    {
        await using var server = await RunningServer.Start(RunningServer.Recorded());
        var replay = new Replay(server.Client);
        foreach (var call in GoldenCalls.Of(folder))
            await replay.Play(call);
        Assert.True(replay.Steps > 5, $"{replay.Steps} steps");
        Assert.Equal(0, server.Server.SessionCount);
    }

    /// <summary>The calls of one recording, with this server's handle in place of the recorded one.</summary>
    private sealed class Replay(Tensorflow.Remote.Proto.MasterService.MasterServiceClient client)
    {
        private readonly CallOptions _options = new(cancellationToken: TestContext.Current.CancellationToken);
        private string _recorded = "";
        private string _handle = "";

        public int Steps { get; private set; }

        public async Task Play(GoldenCall call)
        {
            IMessage? answer = null;
            var (status, message) = (StatusCode.OK, "");
            try
            {
                answer = await Send(call);
            }
            catch (RpcException e)
            {
                (status, message) = (e.StatusCode, e.Status.Detail);
            }
            Assert.Equal(call.Status, Name(status));
            if (answer is not null)
                Compare(call, answer);
            else if (call.Message.Length > 0)
                CompareText(call.Message, message);
        }

        private async Task<IMessage> Send(GoldenCall call)
        {
            switch (call.Method)
            {
                case "CreateSession":
                    _recorded = CreateSessionResponse.Parser.ParseFrom(call.Response).SessionHandle;
                    var created = await client.CreateSessionAsync(
                        CreateSessionRequest.Parser.ParseFrom(call.Request),
                        _options
                    );
                    _handle = created.SessionHandle;
                    return created;
                case "ExtendSession":
                    var extend = ExtendSessionRequest.Parser.ParseFrom(call.Request);
                    extend.SessionHandle = Own(extend.SessionHandle);
                    return await client.ExtendSessionAsync(extend, _options);
                case "RunStep":
                    Steps++;
                    var step = RunStepRequest.Parser.ParseFrom(call.Request);
                    step.SessionHandle = Own(step.SessionHandle);
                    return await client.RunStepAsync(step, _options);
                case "CloseSession":
                    var close = CloseSessionRequest.Parser.ParseFrom(call.Request);
                    close.SessionHandle = Own(close.SessionHandle);
                    return await client.CloseSessionAsync(close, _options);
                case "ListDevices":
                    var list = ListDevicesRequest.Parser.ParseFrom(call.Request);
                    list.SessionHandle = Own(list.SessionHandle);
                    return await client.ListDevicesAsync(list, _options);
                case "Reset":
                    return await client.ResetAsync(ResetRequest.Parser.ParseFrom(call.Request), _options);
                default:
                    throw new InvalidOperationException(call.Method);
            }
        }

        private string Own(string handle) => handle == _recorded ? _handle : handle;

        private static string Name(StatusCode code) =>
            string.Concat(
                    code.ToString()
                        .Select((c, i) => i > 0 && char.IsUpper(c) && code != StatusCode.OK ? $"_{c}" : $"{c}")
                )
                .ToUpperInvariant();

        private void Compare(GoldenCall call, IMessage answer)
        {
            switch (answer)
            {
                case CreateSessionResponse created:
                    Assert.Equal(
                        CreateSessionResponse.Parser.ParseFrom(call.Response).GraphVersion,
                        created.GraphVersion
                    );
                    break;
                case RunStepResponse step:
                    Compare(RunStepResponse.Parser.ParseFrom(call.Response), step);
                    break;
                case ListDevicesResponse list:
                    var expected = ListDevicesResponse.Parser.ParseFrom(call.Response);
                    Forget(expected.LocalDevice, expected.RemoteDevice, list.LocalDevice, list.RemoteDevice);
                    Assert.Equal(expected, list);
                    break;
                default:
                    Assert.Equal(call.Response, answer.ToByteArray());
                    break;
            }
        }

        // Every start of a device has another number.
        private static void Forget(params IEnumerable<DeviceAttributes>[] lists)
        {
            foreach (var device in lists.SelectMany(l => l))
            {
                Assert.NotEqual(0UL, device.Incarnation);
                device.Incarnation = 0;
            }
        }

        private void Compare(RunStepResponse expected, RunStepResponse actual)
        {
            Assert.Equal(expected.StatusCode, actual.StatusCode);
            CompareText(expected.StatusErrorMessage, actual.StatusErrorMessage);
            Assert.Equal(expected.Metadata, actual.Metadata);
            // TensorFlow's answer is in no certain order: who asks looks for names.
            var values = actual.Tensor.ToDictionary(t => t.Name, t => t.Tensor, StringComparer.Ordinal);
            Assert.Equal(expected.Tensor.Count, values.Count);
            foreach (var tensor in expected.Tensor)
                Compare(tensor.Name, tensor.Tensor, values[tensor.Name]);
        }

        private static void Compare(string name, TensorProto expected, TensorProto actual)
        {
            Assert.Equal(expected.Dtype, actual.Dtype);
            Assert.Equal(expected.TensorShape, actual.TensorShape);
            Assert.NotEqual(0, actual.TensorContent.Length);
            var (wanted, got) = (TensorProtos.Parse(expected), TensorProtos.Parse(actual));
            var size = 1f;
            foreach (var element in wanted.Span<float>())
                size = Math.Max(size, Math.Abs(element));
            for (var i = 0; i < wanted.Count; i++)
            {
                var (w, g) = (wanted.Span<float>()[i], got.Span<float>()[i]);
                Assert.True(Math.Abs(w - g) <= Tolerance * size, $"{name}[{i}] is {g:R}, not {w:R}");
            }
        }

        // Of several placeholders that are not fed, TensorFlow names the one that a thread came to first.
        private void CompareText(string expected, string actual)
        {
            var (want, got) = (
                Flat(expected).Replace(_recorded.Length > 0 ? _recorded : "-", _handle, StringComparison.Ordinal),
                Flat(actual)
            );
            var feed = want.IndexOf("You must feed a value for placeholder tensor", StringComparison.Ordinal);
            if (feed < 0)
            {
                Assert.Equal(want, got);
                return;
            }
            Assert.Matches(
                @"^From /job:worker/replica:0/task:0: You must feed a value for placeholder tensor '(Placeholder\w*)' with dtype float and shape \[\?[\d,]*\] \[\[\{\{node \1\}\}\]\]$",
                got
            );
            Assert.StartsWith(want[..feed], got, StringComparison.Ordinal);
        }

        private static string Flat(string text) =>
            string.Join(' ', text.Split(['\n', '\t', ' '], StringSplitOptions.RemoveEmptyEntries));
    }
}
