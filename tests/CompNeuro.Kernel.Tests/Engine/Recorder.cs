using System.Text;

namespace CompNeuro.Kernel.Tests.Engine;

/// <summary>Remembers what a cell wrote and displayed.</summary>
internal sealed class Recorder(Func<string, string>? answer = null) : ICellOutput
{
    private readonly StringBuilder output = new();
    private readonly StringBuilder error = new();
    private readonly Lock gate = new();

    public List<(MimeBundle Bundle, string? Id, bool Update)> Displays { get; } = [];

    public List<string> Order { get; } = [];

    public string Output => Read(output);

    public string Error => Read(error);

    public void Write(StreamName stream, string text)
    {
        lock (gate)
        {
            (stream == StreamName.StandardOutput ? output : error).Append(text);
            Order.Add(text);
        }
    }

    public void Display(MimeBundle bundle, string? displayId)
    {
        Displays.Add((bundle, displayId, false));
        Order.Add("display");
    }

    public void UpdateDisplay(MimeBundle bundle, string displayId) => Displays.Add((bundle, displayId, true));

    public void ClearOutput(bool wait) => Order.Add("clear");

    public string ReadLine(string prompt, bool password) =>
        answer is null ? throw new InvalidOperationException("There is nobody to ask.") : answer(prompt);

    private string Read(StringBuilder builder)
    {
        lock (gate)
        {
            return builder.ToString();
        }
    }
}
