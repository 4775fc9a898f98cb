using Grpc.Core;
using Tensorflow.Formats.Proto;

namespace Tensorflow.GrpcServer;

/// <summary>The calls of <c>tensorflow.MasterService</c>, and what their errors become.</summary>
internal sealed class MasterService(Master master) : Remote.Proto.MasterService.MasterServiceBase
{
    /// <inheritdoc/>
    public override Task<CreateSessionResponse> CreateSession(
        CreateSessionRequest request,
        ServerCallContext context
    ) => Answer(() => Task.FromResult(master.Create(request)));

    /// <inheritdoc/>
    public override Task<ExtendSessionResponse> ExtendSession(
        ExtendSessionRequest request,
        ServerCallContext context
    ) => Answer(() => master.Extend(request, context.CancellationToken));

    /// <inheritdoc/>
    public override async Task<RunStepResponse> RunStep(RunStepRequest request, ServerCallContext context)
    {
        try
        {
            return await master.Run(request, context.CancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (request.StoreErrorsInResponseBody)
        {
            var error = WireError.Of(e, master.Devices.Task);
            return new()
            {
                Metadata = new(),
                StatusCode = (int)error.Code,
                StatusErrorMessage = error.Message,
            };
        }
        catch (Exception e)
        {
            throw WireError.Of(e, master.Devices.Task).ToRpc();
        }
    }

    /// <inheritdoc/>
    public override Task<PartialRunSetupResponse> PartialRunSetup(
        PartialRunSetupRequest request,
        ServerCallContext context
    ) =>
        Answer<PartialRunSetupResponse>(() =>
            throw new UnimplementedError("Partial runs are not supported: run all of it at once.")
        );

    /// <inheritdoc/>
    public override Task<CloseSessionResponse> CloseSession(CloseSessionRequest request, ServerCallContext context) =>
        Answer(() => Task.FromResult(master.Close(request)));

    /// <inheritdoc/>
    public override Task<ListDevicesResponse> ListDevices(ListDevicesRequest request, ServerCallContext context) =>
        Answer(() => Task.FromResult(master.List(request)));

    /// <inheritdoc/>
    public override Task<ResetResponse> Reset(ResetRequest request, ServerCallContext context) =>
        Answer(() => Task.FromResult(master.Reset(request)));

    private async Task<T> Answer<T>(Func<Task<T>> call)
    {
        try
        {
            return await call().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            throw WireError.Of(e, master.Devices.Task).ToRpc();
        }
    }
}
