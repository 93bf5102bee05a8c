using CompNeuro.Kernel.Execution;
using CompNeuro.Kernel.Formatting;

namespace CompNeuro.Kernel.Display;

/// <summary>A value on the page that later code may replace.</summary>
public sealed class DisplayedValue
{
    private readonly string id = Guid.NewGuid().ToString("N");
    private readonly CellOutbox outbox;
    private readonly string[] mimeTypes;

    internal DisplayedValue(object? value, string[] mimeTypes)
    {
        outbox = (CellContext.Current ?? throw new InvalidOperationException("Only a cell can display a value: there is no page to show it on.")).Outbox;
        this.mimeTypes = mimeTypes;
        outbox.Display(ValueFormatter.Format(value, mimeTypes), id);
    }

    /// <summary>Shows another value in the place of this one.</summary>
    public void Update(object? value)
    {
        var running = CellContext.Current?.Outbox;
        (running ?? outbox).UpdateDisplay(ValueFormatter.Format(value, mimeTypes), id);
        if (running is null)
        {
            // What is said long after its cell ended is no longer waited for by anybody.
            outbox.Flush();
        }
    }
}
