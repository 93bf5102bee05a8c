using Spectre.Console;

namespace CompNeuro.Cli;

/// <summary>Says things to a person at a terminal in colour, and to a log in plain lines.</summary>
internal sealed class Terminal
{
    private readonly IAnsiConsole _out = Create(Console.Out, Console.IsOutputRedirected);
    private readonly IAnsiConsole _error = Create(Console.Error, Console.IsErrorRedirected);

    /// <summary>Somebody is looking: bars may move.</summary>
    internal bool IsInteractive { get; } = !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb";

    internal IAnsiConsole Screen => _out;

    internal void Line(string text = "") => Write(_out, Console.Out, IsInteractive, text, null, null);

    internal void Success(string text) => Write(_out, Console.Out, IsInteractive, text, "✓ ", "green");

    internal void Warning(string text) => Write(_out, Console.Out, IsInteractive, text, "! ", "yellow");

    internal void Failure(string text) => Write(_out, Console.Out, IsInteractive, text, "✗ ", "red");

    internal void Error(string text) => Write(_error, Console.Error, !Console.IsErrorRedirected, text, "error: ", "red");

    private static void Write(IAnsiConsole console, TextWriter plain, bool colour, string text, string? mark, string? style)
    {
        if (colour && mark is not null)
        {
            console.Write(new Text(mark, new Style(Enum.TryParse<ConsoleColor>(style, true, out var named) ? Color.FromConsoleColor(named) : null)));
        }
        plain.WriteLine(colour ? text : mark + text);
    }

    private static IAnsiConsole Create(TextWriter writer, bool redirected) => AnsiConsole.Create(new AnsiConsoleSettings
    {
        Out = new AnsiConsoleOutput(writer),
        Ansi = redirected ? AnsiSupport.No : AnsiSupport.Detect,
        Interactive = redirected ? InteractionSupport.No : InteractionSupport.Detect,
    });
}
