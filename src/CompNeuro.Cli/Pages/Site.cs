using System.Net;
using System.Text;
using CompNeuro.Cli.Running;
using CompNeuro.Grading.Batch;

namespace CompNeuro.Cli.Pages;

/// <summary>A folder of static pages, one for each notebook and an index, that works from a disk with no network.</summary>
internal static class Site
{
    private const string IndexFile = "index.html";

    /// <exception cref="UserError">The folder holds pages of something else.</exception>
    internal static void RefuseToReplaceOthers(string folder)
    {
        var index = Path.Combine(folder, IndexFile);
        if (File.Exists(index) && !File.ReadAllText(index).Contains(PageTemplate.Mark, StringComparison.Ordinal))
        {
            throw new UserError($"{folder} holds web pages of something else, which would be lost: name another folder.");
        }
    }

    /// <returns>The path of the index.</returns>
    internal static string Write(string folder, IReadOnlyList<ExecutedNotebook> notebooks)
    {
        folder = Path.GetFullPath(folder);
        RefuseToReplaceOthers(folder);
        var assets = new PageAssets(folder);
        assets.Write();
        var pages = notebooks.Where(notebook => notebook.Document is not null).ToList();
        var links = Links(pages);
        var search = new SearchIndex();
        for (var i = 0; i < pages.Count; i++)
        {
            var page = NotebookPage.Write(pages[i], assets, i > 0 ? links[i - 1] : null, i + 1 < pages.Count ? links[i + 1] : null);
            search.Add(links[i], page);
            WholeFile.Write(Path.Combine(folder, links[i].Address), Encoding.UTF8.GetBytes(page));
        }
        WholeFile.Write(Path.Combine(assets.Folder, SearchIndex.File), Encoding.UTF8.GetBytes(search.ToScript()));
        var index = Path.Combine(folder, IndexFile);
        WholeFile.Write(index, Encoding.UTF8.GetBytes(PageTemplate.Write("Chapters", Index(pages, links), [])));
        return index;
    }

    private static List<PageLink> Links(IReadOnlyList<ExecutedNotebook> pages)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { IndexFile };
        var links = new List<PageLink>();
        foreach (var page in pages)
        {
            var name = Path.GetFileNameWithoutExtension(page.Path);
            var address = $"{name}.html";
            for (var number = 2; !taken.Add(address); number++)
            {
                address = $"{name}-{number}.html";
            }
            links.Add(new PageLink(address, page.Document!.Title ?? name));
        }
        return links;
    }

    private static string Index(List<ExecutedNotebook> pages, List<PageLink> links)
    {
        var html = new StringBuilder("<h1>Computational neuroscience in C#</h1>\n<ul class=\"chapters\">");
        for (var i = 0; i < pages.Count; i++)
        {
            html.Append($"<li><a href=\"{Uri.EscapeDataString(links[i].Address)}\">{WebUtility.HtmlEncode(links[i].Title)}</a>")
                .Append(pages[i].Succeeded ? "" : " <span class=\"failed\">did not run without errors</span>").Append("</li>");
        }
        return html.Append("</ul>").ToString();
    }
}
