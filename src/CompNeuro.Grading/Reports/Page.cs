using System.Net;
using CompNeuro.Exercises;

namespace CompNeuro.Grading.Reports;

/// <summary>What the pages of a report share. Each is one file, which needs no other and runs no script.</summary>
internal static class Page
{
    private const string Style = """
        :root { --ink: #1c1e21; --quiet: #5b616a; --line: #d9dce1; --panel: #f5f6f8; --link: #0b57a4; --correct: #00855f; --almost: #a87b00; --wrong: #d55e00; --missing: #808080; }
        * { box-sizing: border-box; }
        body { margin: 0 auto; padding: 1rem 1rem 3rem; max-width: 52rem; color: var(--ink); background: #fff; font: 1rem/1.5 system-ui, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; overflow-wrap: anywhere; }
        h1 { font-size: 1.6rem; line-height: 1.25; margin: .3rem 0; } h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; } h3 { font-size: 1rem; margin: 0; }
        p { margin: .3rem 0; } a { color: var(--link); } .quiet { color: var(--quiet); font-size: .9rem; }
        .total { font-size: 2rem; font-weight: 600; font-variant-numeric: tabular-nums; }
        .bar { display: flex; height: .7rem; border-radius: 4px; overflow: hidden; background: var(--line); } .bar i { display: block; }
        .correct { background: var(--correct); } .almost { background: var(--almost); } .wrong { background: var(--wrong); } .missing { background: var(--missing); }
        .part { border-left: 4px solid var(--line); padding: .2rem 0 .2rem .9rem; margin: 1.2rem 0; break-inside: avoid; }
        .part.is-correct { border-color: var(--correct); } .part.is-almost { border-color: var(--almost); } .part.is-wrong { border-color: var(--wrong); } .part.is-missing { border-color: var(--missing); }
        .head { display: flex; justify-content: space-between; gap: 1rem; align-items: baseline; } .head b { white-space: nowrap; font-variant-numeric: tabular-nums; }
        .note { background: var(--panel); border-radius: 4px; padding: .4rem .7rem; margin: .5rem 0; } .alert { background: #fdecea; border: 1px solid #b3261e; border-radius: 4px; padding: .6rem .8rem; margin: 1rem 0; }
        .part img { display: block; width: 100%; max-width: 36rem; height: auto; margin: .5rem 0; }
        .scroll { overflow-x: auto; } table { border-collapse: collapse; width: 100%; font-size: .92rem; } th, td { text-align: left; padding: .3rem .6rem .3rem 0; border-bottom: 1px solid var(--line); vertical-align: top; overflow-wrap: normal; }
        td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; } td .bar { min-width: 7rem; margin-top: .35rem; }
        .key span { margin-right: 1rem; white-space: nowrap; } .key i { display: inline-block; width: .8em; height: .8em; border-radius: 2px; margin-right: .3em; }
        svg { max-width: 100%; height: auto; } code { font: .8rem/1.4 "Cascadia Code", Consolas, "DejaVu Sans Mono", monospace; word-break: break-all; }
        @media print { body { font-size: 10pt; max-width: none; padding: 0; } * { print-color-adjust: exact; -webkit-print-color-adjust: exact; } a { color: inherit; text-decoration: none; } }
        """;

    public static string Of(string title, string body) => $"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
        <title>{Text(title)}</title>
        <style>
        {Style}
        </style>
        </head>
        <body>
        {body}
        </body>
        </html>

        """;

    /// <summary>What somebody wrote, as text and nothing else.</summary>
    public static string Text(string text) => WebUtility.HtmlEncode(PlainText.Lines(text)).Replace("\n", "<br>", StringComparison.Ordinal);

    public static string Name(Outcome outcome) => outcome.ToString().ToLowerInvariant();

    public static string Mark(Outcome outcome) => outcome switch { Outcome.Correct => "✔", Outcome.Almost => "◐", Outcome.Wrong => "✘", _ => "○" };

    public static string Words(Status status) => status switch
    {
        Status.Graded => "graded",
        Status.CompileError => "does not compile",
        Status.TimedOut => "ran too long",
        Status.OutOfMemory => "ran out of memory",
        Status.Crashed => "crashed",
        _ => "not graded: the grader failed",
    };

    /// <param name="shares">Of each outcome, in numbers of anything.</param>
    public static string Bar(IEnumerable<(Outcome Outcome, double Share)> shares)
    {
        var all = shares.ToList();
        var total = all.Sum(one => one.Share);
        var pieces = all.Where(one => one.Share > 0).Select(one => $"<i class=\"{Name(one.Outcome)}\" style=\"width:{100 * one.Share / total:0.##}%\"></i>");
        return $"<div class=\"bar\" role=\"img\" aria-label=\"{string.Join(", ", all.Where(one => one.Share > 0).Select(one => $"{100 * one.Share / total:0} % {Name(one.Outcome)}"))}\">{string.Concat(pieces)}</div>";
    }
}
