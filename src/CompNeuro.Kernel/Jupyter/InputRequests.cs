namespace CompNeuro.Kernel.Jupyter;

/// <summary>Questions to the user on the stdin channel, one at a time.</summary>
internal sealed class InputRequests(MessageCodec codec, JupyterSockets sockets)
{
    private readonly Lock oneAtATime = new();
    private TaskCompletionSource<string>? waiting;

    /// <summary>Blocks until the user answered; a thread interrupt ends the wait.</summary>
    /// <exception cref="InvalidOperationException">The front end does not listen for questions.</exception>
    public string Ask(JupyterMessage request, string prompt, bool password)
    {
        lock (oneAtATime)
        {
            var answer = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting = answer;
            try
            {
                var frames = codec.Encode(
                    "input_request",
                    writer =>
                    {
                        writer.WriteStartObject();
                        writer.WriteString("prompt", prompt);
                        writer.WriteBoolean("password", password);
                        writer.WriteEndObject();
                    },
                    request,
                    request.Identities);
                try
                {
                }
                finally
                {
                    // In a finally block, where an interrupted cell is not aborted: the sockets' queue stays whole.
                    sockets.Send(JupyterChannel.Stdin, frames, () => answer.TrySetException(NobodyListens()));
                }

                return answer.Task.GetAwaiter().GetResult();
            }
            finally
            {
                waiting = null;
            }
        }
    }

    public void Receive(JupyterMessage reply) => waiting?.TrySetResult(reply.Text("value", ""));

    private static InvalidOperationException NobodyListens() =>
        new("This cell asks for input, but the front end does not listen for questions (its stdin channel is closed).");
}
