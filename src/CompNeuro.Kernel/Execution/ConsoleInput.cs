namespace CompNeuro.Kernel.Execution;

/// <summary>Lets <see cref="Console.ReadLine"/> in a cell ask the front end.</summary>
internal sealed class ConsoleInput(TextReader original) : TextReader
{
    private readonly Queue<char> line = [];

    public override string? ReadLine() => CellContext.Current is { } cell ? cell.Outbox.ReadLine("", password: false) : original.ReadLine();

    public override int Peek() => CellContext.Current is null ? original.Peek() : Fill().Peek();

    public override int Read() => CellContext.Current is null ? original.Read() : Fill().Dequeue();

    private Queue<char> Fill()
    {
        if (line.Count == 0)
        {
            foreach (var character in ReadLine() + "\n")
            {
                line.Enqueue(character);
            }
        }

        return line;
    }
}
