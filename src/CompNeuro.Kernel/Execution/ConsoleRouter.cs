using System.Reflection;
using System.Text;

namespace CompNeuro.Kernel.Execution;

/// <summary>Sends what is printed inside a cell to that cell, and everything else to the console it was meant for.</summary>
internal sealed class ConsoleRouter : TextWriter
{
    private static readonly Lock InstallGate = new();
    private static bool installed;

    private readonly StreamName stream;
    private readonly TextWriter original;

    private ConsoleRouter(StreamName stream, TextWriter original)
    {
        this.stream = stream;
        this.original = original;
        CoreNewLine = ['\n'];
    }

    public static TextWriter OriginalError { get; private set; } = Console.Error;

    public override Encoding Encoding => Encoding.UTF8;

    public static void Install()
    {
        lock (InstallGate)
        {
            if (!installed)
            {
                installed = true;
                OriginalError = Console.Error;
                var (output, error) = (new ConsoleRouter(StreamName.StandardOutput, Console.Out), new ConsoleRouter(StreamName.StandardError, Console.Error));
                Console.SetOut(output);
                Console.SetError(error);
                Console.SetIn(new ConsoleInput(Console.In));
                RemoveLock("s_out", output);
                RemoveLock("s_error", error);
            }
        }
    }

    /// <summary>
    /// The console wraps its writers in a lock. A cell aborted while it takes that lock would keep it for ever, and this
    /// writer needs none. Where the field has another name, the lock stays.
    /// </summary>
    private static void RemoveLock(string field, TextWriter writer) =>
        typeof(Console).GetField(field, BindingFlags.Static | BindingFlags.NonPublic)?.SetValue(null, writer);

    public override void Write(char value) => Write(value.ToString());

    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    public override void Write(ReadOnlySpan<char> buffer) => Write(buffer.ToString());

    public override void Write(string? value)
    {
        if (CellContext.Current is not { } cell)
        {
            original.Write(value);
        }
        else if (value is not null)
        {
            cell.Outbox.Write(stream, value);
        }
    }

    public override void WriteLine(string? value)
    {
        if (CellContext.Current is { } cell)
        {
            cell.Outbox.Write(stream, value + "\n");
        }
        else
        {
            original.WriteLine(value);
        }
    }

    // The base class writes a value and the end of its line separately, between which another thread may write.
    public override void WriteLine(bool value) => WriteLine(value.ToString());

    public override void WriteLine(char value) => WriteLine(value.ToString());

    public override void WriteLine(int value) => WriteLine(value.ToString(FormatProvider));

    public override void WriteLine(uint value) => WriteLine(value.ToString(FormatProvider));

    public override void WriteLine(long value) => WriteLine(value.ToString(FormatProvider));

    public override void WriteLine(ulong value) => WriteLine(value.ToString(FormatProvider));

    public override void WriteLine(float value) => WriteLine(value.ToString(FormatProvider));

    public override void WriteLine(double value) => WriteLine(value.ToString(FormatProvider));

    public override void WriteLine(decimal value) => WriteLine(value.ToString(FormatProvider));

    public override void WriteLine(char[]? buffer) => WriteLine(new string(buffer));

    public override void WriteLine(char[] buffer, int index, int count) => WriteLine(new string(buffer, index, count));

    public override void WriteLine(ReadOnlySpan<char> buffer) => WriteLine(buffer.ToString());

    public override void Flush() => original.Flush();
}
