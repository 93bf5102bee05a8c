using System.Net;

namespace CompNeuro.Exercises;

/// <summary>How a notebook shows a verdict.</summary>
internal sealed class VerdictFormatters : ITypeForms
{
    public IEnumerable<object> CreateTypeFormatters() => [new TypeForm<Verdict>("text/html", Html), new TypeForm<Verdict>("text/plain", verdict => verdict.ToString())];

    private static string Html(Verdict verdict)
    {
        // Mid-tones that keep a contrast of 3 to both white and near-black; the mark and the words say the same.
        var colour = verdict.Outcome switch { Outcome.Correct => "#00855f", Outcome.Almost => "#a87b00", Outcome.Wrong => "#d55e00", _ => "#808080" };
        return $"<div style=\"border-left:4px solid {colour};padding:2px 10px\"><b>{WebUtility.HtmlEncode(verdict.Heading)}</b><br>{WebUtility.HtmlEncode(verdict.Message)}</div>";
    }
}
