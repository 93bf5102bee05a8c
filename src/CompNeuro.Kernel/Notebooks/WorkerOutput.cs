using System.Text.Json;

namespace CompNeuro.Kernel.Notebooks;

/// <summary>
/// Sends a cell's output to the parent as it comes, so that nothing is lost when the process dies, and no more than a file or a
/// page can use.
/// </summary>
internal sealed class WorkerOutput(Stream events) : ICellOutput
{
    internal const int MaximumText = 1_000_000;
    internal const int MaximumDisplays = 64 << 20;

    private readonly Lock _gate = new();
    private int _text;
    private long _displays;
    private bool _told;

    /// <summary>Another cell starts: its allowance is whole.</summary>
    internal void Begin()
    {
        lock (_gate)
        {
            (_text, _displays, _told) = (0, 0, false);
        }
    }

    internal void Send(WorkerEvent message)
    {
        var line = Serialize(message);
        lock (_gate)
        {
            Send(line);
        }
    }

    public void Write(StreamName stream, string text)
    {
        lock (_gate)
        {
            var room = MaximumText - _text;
            if (room > 0 && text.Length > 0)
            {
                _text += text.Length;
                Send(Serialize(new WorkerEvent.Stream(stream, text.Length <= room ? text : text[..room])));
            }
            if (text.Length > room)
            {
                TellOnce($"\n… the rest of this cell's output was dropped: {MaximumText:N0} characters are kept when a notebook runs without a front end.\n");
            }
        }
    }

    public void Display(MimeBundle bundle, string? displayId) => Show(new WorkerEvent.Display(new(bundle.Data), displayId));

    public void UpdateDisplay(MimeBundle bundle, string displayId) => Show(new WorkerEvent.Update(new(bundle.Data), displayId));

    public void ClearOutput(bool wait) => Send(new WorkerEvent.Clear(wait));

    public string ReadLine(string prompt, bool password) =>
        throw new InvalidOperationException(
            $"The cell asks for input (\"{prompt}\"), and nobody is there to answer when a notebook runs without a front end.");

    private void Show(WorkerEvent message)
    {
        var line = Serialize(message);
        lock (_gate)
        {
            if ((_displays += line.Length) <= MaximumDisplays)
            {
                Send(line);
            }
            else
            {
                TellOnce($"\n… the rest of what this cell displays was dropped: {MaximumDisplays >> 20} MB are kept when a notebook runs without a front end.\n");
            }
        }
    }

    private void TellOnce(string notice)
    {
        if (!_told)
        {
            _told = true;
            Send(Serialize(new WorkerEvent.Stream(StreamName.StandardError, notice)));
        }
    }

    private void Send(byte[] line)
    {
        events.Write(line);
        events.Flush();
    }

    private static byte[] Serialize(WorkerEvent message) =>
        [.. JsonSerializer.SerializeToUtf8Bytes(message, WorkerJson.Default.WorkerEvent), (byte)'\n'];
}
