using System.Net;
using System.Text;

namespace CompNeuro.Cli.Pages;

/// <summary>Another page of the same folder.</summary>
internal sealed record PageLink(string Address, string Title);

/// <summary>What all pages have in common.</summary>
internal static class PageTemplate
{
    /// <summary>By this a page is known as one of these.</summary>
    internal const string Mark = "<meta name=\"generator\" content=\"CompNeuro\">";

    internal static string Write(string title, string body, IReadOnlyList<Heading> headings, PageLink? previous = null, PageLink? next = null)
    {
        var contents = Contents(headings);
        return $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            {Mark}
            <title>{WebUtility.HtmlEncode(title)} · CompNeuro</title>
            <link rel="icon" href="data:,">
            <link rel="stylesheet" href="assets/katex/katex.min.css">
            <link rel="stylesheet" href="assets/page.css">
            <script src="assets/theme.js"></script>
            <script defer src="assets/katex/katex.min.js"></script>
            <script defer src="assets/page.js"></script>
            <script defer src="assets/frames.js"></script>
            </head>
            <body{(contents.Length > 0 ? " class=\"with-contents\"" : "")}>
            <a class="skip" href="#main">Skip to the text</a>
            <header>
            <a href="index.html">CompNeuro</a>
            <search><input type="search" id="search" aria-label="Search the chapters" placeholder="Search  /" autocomplete="off" role="combobox" aria-expanded="false" aria-controls="found"><ul id="found" role="listbox" aria-label="Found" hidden></ul></search>
            <button type="button" id="theme" aria-label="Change between light and dark" title="Light or dark (d)">◐</button>
            </header>
            {contents}
            <main id="main">
            {body}
            </main>
            <footer>{Link(previous, "previous", "←")}{Link(next, "next", "→")}</footer>
            </body>
            </html>

            """;
    }

    private static string Contents(IReadOnlyList<Heading> headings)
    {
        var listed = headings.Where(heading => heading.Level is 2 or 3).ToList();
        if (listed.Count < 2)
        {
            return "";
        }
        var html = new StringBuilder("<nav class=\"contents\" aria-label=\"On this page\"><details open><summary>On this page</summary><ol>");
        foreach (var heading in listed)
        {
            html.Append($"<li class=\"level-{heading.Level}\"><a href=\"#{Uri.EscapeDataString(heading.Id)}\">{Mathematics(heading.Text)}</a></li>");
        }
        return html.Append("</ol></details></nav>").ToString();
    }

    /// <summary>In the text of a heading, mathematics stands between \( and \).</summary>
    private static string Mathematics(string text) => WebUtility.HtmlEncode(text)
        .Replace("\\(", "<span class=\"math\">\\(", StringComparison.Ordinal).Replace("\\)", "\\)</span>", StringComparison.Ordinal);

    private static string Link(PageLink? link, string relation, string arrow) => link is null
        ? "<span></span>"
        : $"<a rel=\"{(relation == "previous" ? "prev" : relation)}\" href=\"{WebUtility.HtmlEncode(link.Address)}\">{(relation == "previous" ? arrow + " " : "")}{WebUtility.HtmlEncode(link.Title)}{(relation == "next" ? " " + arrow : "")}</a>";
}
