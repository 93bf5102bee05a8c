using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace CompNeuro.Cli.Pages;

/// <summary>Outputs of a code cell as HTML: the richest form that a page without a network can show.</summary>
internal sealed class OutputHtml(MarkdownText markdown)
{
    private const string PlotlyMime = "application/vnd.plotly.v1+json";
    private const string Unwanted = "script, iframe, object, embed, link, meta, base, form, frame, noscript";
    private static readonly string[] Pictures = ["image/png", "image/jpeg", "image/gif", "image/webp"];

    internal string Write(JsonObject output) => (string?)output["output_type"] switch
    {
        "stream" => $"<pre class=\"output {((string?)output["name"] == "stderr" ? "stderr" : "stdout")}\" tabindex=\"0\">{AnsiText.ToHtml(Text(output["text"]))}</pre>",
        "error" => $"<pre class=\"output error\" tabindex=\"0\">{AnsiText.ToHtml(Traceback(output))}</pre>",
        "display_data" or "execute_result" when output["data"] is JsonObject data => $"<div class=\"output\">{Bundle(data)}</div>",
        _ => "",
    };

    private string Bundle(JsonObject data)
    {
        var still = Static(data);
        return data[PlotlyMime] is JsonObject chart
            ? $"<div class=\"figure\">{still}<script type=\"application/json\" class=\"plotly\">{Script(chart)}</script></div>"
            : still;
    }

    /// <summary>What is shown at once, without scripts, and on paper.</summary>
    private string Static(JsonObject data)
    {
        if (data.ContainsKey("text/html"))
        {
            return $"<div class=\"rich\">{Tidy(Text(data["text/html"]))}</div>";
        }
        if (data.ContainsKey("image/svg+xml"))
        {
            return Tidy(Text(data["image/svg+xml"]));
        }
        if (Array.Find(Pictures, data.ContainsKey) is { } picture)
        {
            var alt = WebUtility.HtmlEncode(Text(data["text/plain"]));
            return $"<img alt=\"{alt}\" src=\"data:{picture};base64,{WebUtility.HtmlEncode(Text(data[picture]).ReplaceLineEndings(""))}\">";
        }
        return data.ContainsKey("text/markdown") ? markdown.ToHtml(Text(data["text/markdown"]))
            : data.ContainsKey("text/latex") ? $"<div class=\"math\">{WebUtility.HtmlEncode(Text(data["text/latex"]))}</div>"
            : $"<pre tabindex=\"0\">{AnsiText.ToHtml(Text(data["text/plain"]))}</pre>";
    }

    /// <summary>A cell's own HTML, with its tags balanced, and without what runs or what would be fetched from elsewhere.</summary>
    private static string Tidy(string html)
    {
        using var document = new HtmlParser().ParseDocument("<!doctype html><body>" + html);
        foreach (var element in document.All.ToList())
        {
            if (element.Matches(Unwanted))
            {
                element.Remove();
                continue;
            }
            foreach (var attribute in element.Attributes.Where(IsUnwanted).ToList())
            {
                element.RemoveAttribute(attribute.NamespaceUri, attribute.LocalName);
            }
        }
        // A style element at the start of the fragment belongs to it, although the parser moves it to the head.
        return string.Concat(document.Head!.QuerySelectorAll("style").Select(style => style.OuterHtml)) + document.Body!.InnerHtml;
    }

    private static bool IsUnwanted(IAttr attribute)
    {
        var value = attribute.Value.TrimStart();
        return attribute.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase)
            || value.StartsWith("javascript:", StringComparison.OrdinalIgnoreCase)
            || (attribute.LocalName is "src" or "srcset" or "poster" && (value.Contains("//", StringComparison.Ordinal) && !value.StartsWith("data:", StringComparison.Ordinal)));
    }

    /// <summary>JSON inside a script element: nothing in it may end the element.</summary>
    private static string Script(JsonObject json) => json.ToJsonString(new JsonSerializerOptions { MaxDepth = 256 });

    private static string Traceback(JsonObject output)
    {
        var lines = (output["traceback"] as JsonArray ?? []).Select(Text).ToList();
        return lines.Count > 0 ? string.Join('\n', lines) : $"{output["ename"]}: {output["evalue"]}";
    }

    private static string Text(JsonNode? node) => node switch
    {
        JsonArray lines => string.Concat(lines.Select(line => line?.ToString())),
        null => "",
        _ => node.ToString(),
    };
}
