using System.CommandLine;

namespace TfNetLstm.Commands;

/// <summary>The verb <c>serve</c>: the engine behind TensorFlow's gRPC protocol.</summary>
internal static class ServeCommand
{
    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var options = new ServeOptions();
        var command = new VerbCommand(
            "serve",
            "Runs the graphs of others: their tf.Session(\"grpc://host:port\"), Python's too, trains on this engine.",
            "serve",
            "serve --port 2222 --verbose",
            "serve --address 0.0.0.0 --memory-mib 8192 --max-sessions 8"
        );
        foreach (var option in options.All)
            command.Options.Add(option);
        command.SetAction(parsed =>
        {
            using var stop = new StopSignal();
            var error = TextWriter.Synchronized(parsed.InvocationConfiguration.Error);
            Engine.Serve(options.Read(parsed), error.WriteLine, stop.Token);
            return (int)ExitCode.Ok;
        });
        return command;
    }
}
