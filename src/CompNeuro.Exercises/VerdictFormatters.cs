using CompNeuro.Figures;

namespace CompNeuro.Exercises;

/// <summary>How a notebook shows a verdict: a card with the case and, where a curve is asked for, its picture.</summary>
internal sealed class VerdictFormatters : ITypeForms
{
    public IEnumerable<object> CreateTypeFormatters() => [new TypeForm<Verdict>("text/html", Html), new TypeForm<Verdict>("text/plain", verdict => verdict.ToString())];

    // Mid-tones that keep a contrast of 3 to both white and near-black; the mark and the words say the same.
    private static string Colour(Outcome outcome) => outcome switch { Outcome.Correct => "#00855f", Outcome.Almost => "#a87b00", Outcome.Wrong => "#d55e00", _ => "#808080" };

    private static string Html(Verdict verdict)
    {
        var lines = new[] { $"<b>{Symbol.Escape(verdict.Heading)}</b>", Symbol.Escape(verdict.Message), Symbol.Html(verdict.Example), Italic(verdict.Note) };
        return $"<div style=\"border-left:4px solid {Colour(verdict.Outcome)};padding:2px 10px;max-width:46em\">{string.Join("<br>", lines.Where(line => line is not ""))}"
            + $"{verdict.Picture?.ToHtml()}</div>";
    }

    private static string Italic(string text) => text is "" ? "" : $"<i>{Symbol.Escape(text)}</i>";
}
