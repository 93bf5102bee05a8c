using System.Text;

namespace CompNeuro.Kernel.Execution;

/// <summary>
/// Keeps what a cell wrote, in order, until <see cref="OutputPump"/> delivers it; what one cell may write is bounded.
/// The cell's thread adds with a single atomic step and takes no lock: it can be aborted anywhere, also while it holds one.
/// </summary>
internal sealed class CellOutbox(ICellOutput output) : ICellOutput
{
    private const int LargestText = 4_000_000;
    private const int MostDisplays = 2_000;

    private readonly Lock delivery = new();
    private Entry? newest;
    private int written;
    private int displays;

    public bool IsEmpty => Volatile.Read(ref newest) is null;

    public void Write(StreamName stream, string text)
    {
        if (text.Length == 0 || Volatile.Read(ref written) > LargestText)
        {
            return;
        }

        var after = Interlocked.Add(ref written, text.Length);
        var excess = after - LargestText;
        Push(new Entry(stream, excess <= 0 ? text : text[..Math.Max(0, text.Length - excess)]));
        if (excess > 0 && excess <= text.Length)
        {
            Push(new Entry(StreamName.StandardError, $"\n[Output ends here: the cell printed more than {LargestText / 1_000_000} million characters. Print less, or write it to a file.]\n"));
        }
    }

    public void Display(MimeBundle bundle, string? displayId) => Post(o => o.Display(bundle, displayId));

    /// <summary>Replaces an update of the same display that was not delivered yet, so that fast animations never queue.</summary>
    public void UpdateDisplay(MimeBundle bundle, string displayId) => Push(new Entry(displayId, o => o.UpdateDisplay(bundle, displayId)));

    public void ClearOutput(bool wait) => Post(o => o.ClearOutput(wait));

    public string ReadLine(string prompt, bool password)
    {
        // What was printed before must be readable before the question. Delivering is no part of the cell.
        using (ExecutionContext.SuppressFlow())
        {
            Task.Run(Flush).Wait();
        }

        return output.ReadLine(prompt, password);
    }

    /// <summary>Delivers everything written so far before it returns.</summary>
    public void Flush()
    {
        lock (delivery)
        {
            var batch = Take();
            var text = new StringBuilder();
            for (var i = 0; i < batch.Count; i++)
            {
                var entry = batch[i];
                text.Append(entry.Text);
                var next = i + 1 < batch.Count ? batch[i + 1] : null;
                if (text.Length > 0 && (next?.Text is null || next.Stream != entry.Stream))
                {
                    output.Write(entry.Stream, text.ToString());
                    text.Clear();
                }

                entry.Send?.Invoke(output);
            }
        }
    }

    private void Post(Action<ICellOutput> send)
    {
        var number = Interlocked.Increment(ref displays);
        if (number <= MostDisplays)
        {
            Push(new Entry(null, send));
        }
        else if (number == MostDisplays + 1)
        {
            Push(new Entry(StreamName.StandardError, $"\n[Displays end here: the cell displayed more than {MostDisplays} values.]\n"));
        }
    }

    private void Push(Entry entry)
    {
        do
        {
            entry.Previous = Volatile.Read(ref newest);
        }
        while (Interlocked.CompareExchange(ref newest, entry, entry.Previous) != entry.Previous);
    }

    /// <summary>In order of writing, and only the last update of each display.</summary>
    private List<Entry> Take()
    {
        var batch = new List<Entry>();
        var updated = new HashSet<string>();
        for (var entry = Interlocked.Exchange(ref newest, null); entry is not null; entry = entry.Previous)
        {
            if (entry.Updates is null || updated.Add(entry.Updates))
            {
                batch.Add(entry);
            }
        }

        batch.Reverse();
        return batch;
    }

    private sealed record Entry(StreamName Stream, string? Text, string? Updates, Action<ICellOutput>? Send)
    {
        public Entry(StreamName stream, string text) : this(stream, text, null, null)
        {
        }

        public Entry(string? updates, Action<ICellOutput> send) : this(default, null, updates, send)
        {
        }

        public Entry? Previous { get; set; }
    }
}
