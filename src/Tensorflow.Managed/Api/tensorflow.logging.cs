namespace Tensorflow;

/// <content>What the engine has to say beside results and errors.</content>
public sealed partial class tensorflow
{
    /// <summary>Warnings.</summary>
    public LoggingApi logging { get; } = new();

    /// <summary>Warnings (<c>tf.logging</c>): to standard error as Python writes them, or to whom asks for them.</summary>
    public sealed class LoggingApi
    {
        /// <summary>Takes warnings; where null, they go to standard error.</summary>
        public Action<string>? on_warning { get; set; }

        /// <summary>Tells of something that is not as it should be, and does not stop the work.</summary>
        public void warning(string msg)
        {
            if (on_warning is { } handler)
                handler(msg);
            else
                Console.Error.WriteLine($"WARNING:tensorflow:{msg}");
        }
    }
}
