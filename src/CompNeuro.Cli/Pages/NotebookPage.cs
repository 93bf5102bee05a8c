using System.Net;
using System.Text;
using CompNeuro.Cli.Running;
using CompNeuro.Kernel.Notebooks;

namespace CompNeuro.Cli.Pages;

/// <summary>One notebook as one page.</summary>
internal static class NotebookPage
{
    internal static string Write(ExecutedNotebook notebook, PageAssets assets, PageLink? previous, PageLink? next)
    {
        var document = notebook.Document!;
        var markdown = new MarkdownText(assets, Path.GetDirectoryName(notebook.Path)!);
        var outputs = new OutputHtml(markdown);
        var body = new StringBuilder();
        if (!notebook.Succeeded)
        {
            body.Append("<p class=\"banner\" role=\"alert\">This notebook did not run without errors: ")
                .Append(WebUtility.HtmlEncode(notebook.Problem ?? string.Join("; ", notebook.Run!.Failures.Select(failure => $"{failure.Cell}: {failure.Message}"))))
                .Append("</p>\n");
        }
        foreach (var cell in document.Cells)
        {
            Write(body, cell, markdown, outputs);
        }
        var title = document.Title ?? Path.GetFileNameWithoutExtension(notebook.Path);
        return PageTemplate.Write(title, body.ToString(), markdown.Headings, previous, next);
    }

    private static void Write(StringBuilder body, NotebookCell cell, MarkdownText markdown, OutputHtml outputs)
    {
        switch (cell.Kind)
        {
            case CellKind.Markdown:
                body.Append("<section class=\"text\">").Append(markdown.ToHtml(cell.Source, cell.Attachments)).Append("</section>\n");
                break;
            case CellKind.Code when cell.Source.Length > 0 || cell.Outputs.Count > 0:
                body.Append("<section class=\"code\"").Append(cell.Id is { } id ? $" id=\"cell-{WebUtility.HtmlEncode(id)}\"" : "").Append('>')
                    .Append("<pre class=\"source\" tabindex=\"0\"><code>").Append(CodeHighlighter.ToHtml(cell.Source)).Append("</code></pre>")
                    .AppendJoin("", cell.Outputs.Select(outputs.Write)).Append("</section>\n");
                break;
        }
    }
}
