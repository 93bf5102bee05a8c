using System.Text;
using CompNeuro.Kernel.Notebooks;

namespace CompNeuro.Cli.Running;

/// <summary>Says precisely where a notebook failed: notebook, cell number and id, line, error, and the lines around it.</summary>
internal static class FailureReport
{
    private const int LinesAround = 2;

    internal static string Write(string notebook, CellFailure failure)
    {
        var text = new StringBuilder();
        text.Append(notebook).Append(", ").Append(failure.Cell);
        if (failure.Line is { } at)
        {
            text.Append(", line ").Append(at);
        }
        text.Append('\n').Append("  ").Append(failure.Message.Replace("\n", "\n  ", StringComparison.Ordinal)).Append('\n');
        var lines = failure.Cell.Source.TrimEnd().Split('\n');
        var marked = failure.Line is { } line && line <= lines.Length ? line : 0;
        var first = marked > 0 ? Math.Max(1, marked - LinesAround) : 1;
        var last = marked > 0 ? Math.Min(lines.Length, marked + LinesAround) : Math.Min(lines.Length, 2 * LinesAround + 1);
        for (var number = first; number <= last; number++)
        {
            text.Append(number == marked ? "  > " : "    ").Append($"{number,4} │ ").Append(lines[number - 1].TrimEnd()).Append('\n');
        }
        return text.ToString().TrimEnd();
    }
}
