namespace CompNeuro.Kernel.Execution;

/// <summary>One background thread that delivers what cells wrote, about thirty times a second.</summary>
internal static class OutputPump
{
    // Ended cells stay for the sake of tasks that they left running.
    private const int Remembered = 100;

    private static readonly Lock Gate = new();
    private static readonly List<CellOutbox> Outboxes = [];

    static OutputPump()
    {
        var thread = new Thread(Deliver) { IsBackground = true, Name = "Cell output" };
        thread.UnsafeStart();
    }

    public static void Add(CellOutbox outbox)
    {
        lock (Gate)
        {
            if (Outboxes.Count == Remembered)
            {
                Outboxes.RemoveAt(0);
            }

            Outboxes.Add(outbox);
        }
    }

    public static void Remove(CellOutbox outbox)
    {
        lock (Gate)
        {
            Outboxes.Remove(outbox);
        }
    }

    private static void Deliver()
    {
        while (true)
        {
            Thread.Sleep(30);
            CellOutbox[] waiting;
            lock (Gate)
            {
                waiting = [.. Outboxes.Where(o => !o.IsEmpty)];
            }

            foreach (var outbox in waiting)
            {
                try
                {
                    outbox.Flush();
                }
                catch (Exception exception)
                {
                    // The front end went away; other cells must still be served.
                    ConsoleRouter.OriginalError.WriteLine($"The output of a cell could not be delivered: {exception.Message}");
                }
            }
        }
    }
}
