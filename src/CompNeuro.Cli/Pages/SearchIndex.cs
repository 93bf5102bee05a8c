using System.Text;
using System.Text.Json;
using AngleSharp.Html.Parser;

namespace CompNeuro.Cli.Pages;

/// <summary>What the pages say, section by section, for the search in the browser (MiniSearch).</summary>
internal sealed class SearchIndex
{
    internal const string File = "search-index.js";

    private readonly List<Section> _sections = [];

    internal void Add(PageLink link, string page)
    {
        using var document = new HtmlParser().ParseDocument(page);
        foreach (var anchor in document.QuerySelectorAll("main .anchor").ToList())
        {
            anchor.Remove();
        }

        var (title, address, words) = (link.Title, link.Address, new StringBuilder());
        foreach (var part in document.QuerySelectorAll("main > section.text > *, main figcaption"))
        {
            if (part.LocalName is "h1" or "h2" or "h3" && part.Id is { } id)
            {
                Close();
                (title, address) = (part.TextContent.Trim(), $"{link.Address}#{Uri.EscapeDataString(id)}");
            }
            else
            {
                words.Append(part.TextContent).Append(' ');
            }
        }

        Close();

        void Close()
        {
            if (words.Length > 0)
            {
                _sections.Add(new(_sections.Count, link.Title, title, address, words.ToString()));
                words.Clear();
            }
        }
    }

    /// <summary>A script, because a page on a disk cannot read JSON beside it.</summary>
    internal string ToScript() => $"window.searchIndex = {JsonSerializer.Serialize(_sections, JsonSerializerOptions.Web)};";

    private sealed record Section(int Id, string Chapter, string Title, string Address, string Text);
}
