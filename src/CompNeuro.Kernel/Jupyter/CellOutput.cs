namespace CompNeuro.Kernel.Jupyter;

/// <summary>The output of one request, sent to the front end under that request. The engine gathers and bounds what cells say.</summary>
internal sealed class CellOutput(OutputPublisher publisher, InputRequests input, JupyterMessage? request, bool allowInput) : ICellOutput
{
    public void Write(StreamName stream, string text) => publisher.Stream(request, stream, text);

    public void Display(MimeBundle bundle, string? displayId) =>
        publisher.Publish("display_data", request, writer => Content.Display(writer, bundle, displayId));

    public void UpdateDisplay(MimeBundle bundle, string displayId) =>
        publisher.Publish("update_display_data", request, writer => Content.Display(writer, bundle, displayId));

    public void ClearOutput(bool wait) => publisher.Publish("clear_output", request, writer =>
    {
        writer.WriteStartObject();
        writer.WriteBoolean("wait", wait);
        writer.WriteEndObject();
    });

    public string ReadLine(string prompt, bool password) => request is not null && allowInput
        ? input.Ask(request, prompt, password)
        : throw new InvalidOperationException("This cell asks for input, but the front end that runs it has nobody to ask. Set the value in the cell instead.");
}

/// <summary>The output of code that runs for the kernel's own purposes: nothing is shown, nobody is asked.</summary>
internal sealed class SilentOutput : ICellOutput
{
    public static SilentOutput Instance { get; } = new();

    public void Write(StreamName stream, string text)
    {
    }

    public void Display(MimeBundle bundle, string? displayId)
    {
    }

    public void UpdateDisplay(MimeBundle bundle, string displayId)
    {
    }

    public void ClearOutput(bool wait)
    {
    }

    public string ReadLine(string prompt, bool password) =>
        throw new InvalidOperationException("Code that runs silently cannot ask for input.");
}
