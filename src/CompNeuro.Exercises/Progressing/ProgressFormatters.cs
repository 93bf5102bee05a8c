using CompNeuro.Figures;

namespace CompNeuro.Exercises;

/// <summary>How a notebook shows progress: a table.</summary>
internal sealed class ProgressFormatters : ITypeForms
{
    private static readonly string[] Header = ["", "exercise", "best", "last try", "points"];

    public IEnumerable<object> CreateTypeFormatters() => [new TypeForm<Progress>("text/html", Html), new TypeForm<Progress>("text/plain", Text)];

    private static IEnumerable<string[]> Rows(Progress progress) =>
    [
        Header,
        .. progress.Rows.Select(row => new[] { row.Number, row.Title, Words(row.Best), Words(row.Last), $"{row.Points:0.##} of {row.PossiblePoints:0.##}" }),
        ["", "together", "", "", $"{progress.Points:0.##} of {progress.PossiblePoints:0.##}"],
    ];

    private static string Words(Outcome outcome) => $"{outcome.Mark()} {outcome.Word()}";

    private static string Html(Progress progress)
    {
        var rows = Rows(progress).Select((row, i) => $"<tr>{string.Concat(row.Select((cell, j) => Cell(i == 0 && cell is not "" ? "th" : "td", j == row.Length - 1, cell)))}</tr>");
        return $"<table>{string.Concat(rows)}</table>{(progress.Note is "" ? "" : $"<i>{Symbol.Escape(progress.Note)}</i>")}";
    }

    private static string Cell(string tag, bool right, string text) =>
        $"<{tag} style=\"text-align:{(right ? "right" : "left")};padding:.15em .6em\">{Symbol.Escape(text)}</{tag}>";

    private static string Text(Progress progress)
    {
        var rows = Rows(progress).ToArray();
        var widths = Header.Select((_, i) => rows.Max(row => row[i].Length)).ToArray();
        var lines = rows.Select(row => string.Join("  ", row.Select((cell, i) => cell.PadRight(widths[i]))).TrimEnd());
        return string.Join('\n', progress.Note is "" ? lines : lines.Append(progress.Note));
    }
}
