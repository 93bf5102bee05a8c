using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Ganss.Xss;
using Markdig;
using Markdig.Extensions.Mathematics;
using Markdig.Renderers.Html;
using Markdig.Syntax;

namespace CompNeuro.Cli.Pages;

/// <summary>A heading of a page.</summary>
internal sealed record Heading(int Level, string Id, string Text);

/// <summary>Markdown cells of one page as safe HTML, with anchors, local pictures, and mathematics left for KaTeX.</summary>
internal sealed partial class MarkdownText(PageAssets assets, string notebookFolder)
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UseMathematics().UsePipeTables().UseEmphasisExtras().UseFootnotes().UseTaskLists().UseAutoLinks().UseAlertBlocks().Build();

    private readonly HtmlSanitizer _sanitizer = CreateSanitizer();
    private readonly HashSet<string> _ids = [];

    internal List<Heading> Headings { get; } = [];

    internal string ToHtml(string markdown, JsonObject? attachments = null)
    {
        var parsed = Markdown.Parse(Displayed().Replace(Environments().Replace(markdown, "$$$$\n$1\n$$$$"), "$1$$$$\n$1$2\n$1$$$$"), Pipeline);
        foreach (var mathematics in parsed.Descendants<MathInline>().Where(mathematics => mathematics.DelimiterCount == 2))
        {
            mathematics.GetAttributes().AddClass("display");
        }
        var html = parsed.ToHtml(Pipeline);
        using var document = _sanitizer.SanitizeDom(html);
        var body = document.Body!;
        foreach (var heading in body.QuerySelectorAll("h1, h2, h3, h4, h5, h6"))
        {
            AddAnchor(document, heading);
        }
        foreach (var image in body.QuerySelectorAll("img").ToList())
        {
            MakeLocal(document, image, attachments);
        }
        foreach (var link in body.QuerySelectorAll("a[href]"))
        {
            link.SetAttribute("href", NotebookLink().Replace(link.GetAttribute("href")!, ".html"));
        }
        foreach (var table in body.QuerySelectorAll("table").ToList())
        {
            var frame = document.CreateElement("div");
            frame.ClassName = "scroll";
            frame.SetAttribute("tabindex", "0");
            table.Replace(frame);
            frame.AppendChild(table);
        }
        return body.InnerHtml;
    }

    private void AddAnchor(IDocument document, IElement heading)
    {
        var text = heading.TextContent.Trim();
        // Jupyter's own rule, so that links between notebooks work here too.
        var name = heading.Id is { Length: > 0 } given ? given : text.Replace(' ', '-');
        var id = name;
        for (var number = 2; !_ids.Add(id); number++)
        {
            id = $"{name}-{number}";
        }
        heading.Id = id;
        Headings.Add(new Heading(heading.LocalName[1] - '0', id, text));
        var anchor = document.CreateElement("a");
        anchor.ClassName = "anchor";
        anchor.SetAttribute("href", "#" + Uri.EscapeDataString(id));
        anchor.SetAttribute("aria-label", $"Link to “{text}”");
        anchor.TextContent = "#";
        heading.AppendChild(anchor);
    }

    /// <summary>Pages must work without a network: a picture from elsewhere becomes a link to it.</summary>
    private void MakeLocal(IDocument document, IElement image, JsonObject? attachments)
    {
        var source = image.GetAttribute("src") ?? "";
        var local = source.StartsWith("data:", StringComparison.Ordinal) ? source
            : source.StartsWith("attachment:", StringComparison.Ordinal) ? Attachment(attachments, Uri.UnescapeDataString(source["attachment:".Length..]))
            : source.Contains(':', StringComparison.Ordinal) || source.StartsWith("//", StringComparison.Ordinal) ? null
            : assets.CopyImage(notebookFolder, source);
        if (local is not null)
        {
            image.SetAttribute("src", local);
            return;
        }
        var text = image.GetAttribute("alt") is { Length: > 0 } alt ? alt : source;
        var instead = document.CreateElement(source.StartsWith("http", StringComparison.Ordinal) ? "a" : "em");
        if (instead.LocalName == "a")
        {
            instead.SetAttribute("href", source);
        }
        instead.TextContent = $"[picture: {text}]";
        image.Replace(instead);
    }

    private static string? Attachment(JsonObject? attachments, string name) =>
        attachments?[name] is JsonObject bundle && bundle.FirstOrDefault(form => form.Key.StartsWith("image/", StringComparison.Ordinal)) is { Key: { } mime, Value: { } data }
            ? $"data:{mime};base64,{data}"
            : null;

    private static HtmlSanitizer CreateSanitizer()
    {
        var sanitizer = new HtmlSanitizer();
        sanitizer.AllowedTags.UnionWith(["details", "summary", "figure", "figcaption", "kbd"]);
        sanitizer.AllowedTags.ExceptWith(["form", "button", "select", "textarea", "option", "optgroup"]);
        sanitizer.AllowedAttributes.UnionWith(["id", "class", "open", "role"]);
        sanitizer.AllowedSchemes.UnionWith(["mailto", "data", "attachment"]);
        sanitizer.AllowedCssProperties.IntersectWith(["text-align", "vertical-align", "width", "max-width", "font-weight", "font-style"]);
        sanitizer.FilterUrl += (_, filter) =>
        {
            if (filter.OriginalUrl.TrimStart().StartsWith("data:", StringComparison.OrdinalIgnoreCase)
                && (filter.Tag.LocalName != "img" || !filter.OriginalUrl.TrimStart().StartsWith("data:image/", StringComparison.OrdinalIgnoreCase)))
            {
                filter.SanitizedUrl = null;
            }
        };
        return sanitizer;
    }

    /// <summary>A LaTeX environment alone in a paragraph is mathematics in Jupyter, without dollars around it.</summary>
    [GeneratedRegex(@"(?<=\A|\n\n)(\\begin\{(?<name>equation|align|gather|multline|eqnarray)(\*?)\}[\s\S]*?\\end\{\k<name>\2\})(?=\n\n|\s*\z)")]
    private static partial Regex Environments();

    /// <summary>$$ … $$ over whole lines; Markdig takes it for a block, whatever characters it holds, only when the dollars stand alone.</summary>
    [GeneratedRegex(@"^([ \t]*)\$\$[ \t]*(?!\s*\$\$)([^\s$](?:[^$]|(?<=\\)\$)*?)\s*\$\$[ \t]*$", RegexOptions.Multiline)]
    private static partial Regex Displayed();

    [GeneratedRegex(@"(?<!:.*)\.ipynb(?=#|$)")]
    private static partial Regex NotebookLink();
}
