using System.Text;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using CompNeuro.Cli.Pages;
using CompNeuro.Cli.Running;
using CompNeuro.Kernel.Notebooks;

namespace CompNeuro.Cli.Tests.Pages;

public sealed class SiteTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("compneuro-pages-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private IHtmlDocument Page(NotebookDocument document, NotebookRun? run = null)
    {
        Site.Write(Path.Combine(_folder, "out"), [new ExecutedNotebook(Path.Combine(_folder, "01-test.ipynb"), document, run ?? new NotebookRun([], 1, default), null)]);
        var html = File.ReadAllText(Path.Combine(_folder, "out", "01-test.html"));
        // Strict parsing throws at the first thing that is not well-formed HTML.
        return new HtmlParser(new HtmlParserOptions { IsStrictMode = true }).ParseDocument(html);
    }

    private static NotebookDocument Parse(params string[] cells) => NotebookDocument.Parse(Encoding.UTF8.GetBytes(Notebooks.Of(cells)), "test.ipynb");

    private static NotebookDocument WithOutput(string json)
    {
        var document = Parse("1");
        document.Cells[0].SetOutputs([JsonNode.Parse(json)!.AsObject()], 1);
        return document;
    }

    [Fact]
    public void Mathematics_code_tables_headings_and_contents_are_there()
    {
        var page = Page(Parse(
            "md:# The $V_m$ title\n\n$$ \\frac{dV}{dt} < 0 $$\n\n$$\nx^2\n$$\n\n$$ a_1 = b\\,^*\n c_1^* $$\n\nas $$ y $$ says\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n\n## 1.1 First part\n\n## Second",
            "var x = 1; // <b>\nConsole.WriteLine(\"a<b\");"));
        Assert.Equal(["\\frac{dV}{dt} < 0", "x^2", "a_1 = b\\,^*\n c_1^*"], page.QuerySelectorAll("div.math").Select(math => math.TextContent.Replace("\\[", "").Replace("\\]", "").Trim()));
        Assert.Equal("\\(y\\)", page.QuerySelector("p span.math.display")!.TextContent);
        Assert.Equal("\\(V_m\\)", page.QuerySelector("h1 .math")!.TextContent);
        Assert.Equal("First part", page.GetElementById("1.1-First-part")!.ChildNodes[0].TextContent[4..]);
        Assert.Equal(["#1.1-First-part", "#Second"], page.QuerySelectorAll("nav a").Select(link => link.GetAttribute("href")));
        Assert.NotNull(page.QuerySelector(".scroll > table"));
        Assert.Equal("var x = 1; // <b>\nConsole.WriteLine(\"a<b\");", page.QuerySelector("pre.source")!.TextContent);
        Assert.Equal("// <b>", page.QuerySelector(".comment")!.TextContent);
        Assert.Equal("WriteLine", page.QuerySelector(".method")!.TextContent);
        Assert.Null(page.QuerySelector("b"));
    }

    [Fact]
    public void Every_section_can_be_searched_by_its_words()
    {
        Page(Parse("md:# Title\n\nintroduction\n\n## 1.1 First <part>\n\nmembrane\n\npotential", "1", "md:more words\n\n## Second\n\nlast"));
        var script = File.ReadAllText(Path.Combine(_folder, "out", "assets", "search-index.js"));
        var sections = JsonNode.Parse(script["window.searchIndex = ".Length..].TrimEnd(';'))!.AsArray();
        Assert.Equal(["Title", "1.1 First", "Second"], sections.Select(section => ((string)section!["title"]!).Trim()));
        Assert.Contains("potential", (string)sections[1]!["text"]!);
        Assert.Contains("more words", (string)sections[1]!["text"]!);
        Assert.Equal("01-test.html#Second", (string)sections[2]!["address"]!);
        Assert.All(sections, section => Assert.Equal("Title", (string)section!["chapter"]!));
    }

    [Fact]
    public void Nothing_in_a_page_asks_for_anything_outside_its_folder()
    {
        var page = Page(Parse("md:# T\n\n![x](https://example.org/x.png) ![gone](gone.png) ![up](../../etc/passwd)\n\n[site](https://example.org)"));
        foreach (var element in page.All)
        {
            foreach (var name in new[] { "src", "srcset", "poster" }.Concat(element.LocalName == "link" ? ["href"] : Array.Empty<string>()))
            {
                if (element.GetAttribute(name) is { } address && !address.StartsWith("data:", StringComparison.Ordinal))
                {
                    Assert.True(File.Exists(Path.Combine(_folder, "out", address)), address);
                }
            }
        }
        Assert.Equal("https://example.org", page.QuerySelector("main p a[href='https://example.org']")!.GetAttribute("href"));
        foreach (var style in Directory.GetFiles(_folder, "*.css", SearchOption.AllDirectories))
        {
            Assert.DoesNotContain("http", File.ReadAllText(style));
        }
        Assert.True(File.Exists(Path.Combine(_folder, "out", "assets", "plotly.min.js")));
        Assert.True(File.Exists(Path.Combine(_folder, "out", "assets", "katex", "LICENSE")));
    }

    [Fact]
    public void Markdown_cannot_run_anything()
    {
        var page = Page(Parse("md:<script>alert(1)</script><img src=x onerror=alert(1)><a href='javascript:alert(1)'>a</a><iframe src=x></iframe>\n\n[b](javascript:alert(1))"));
        Assert.All(page.QuerySelectorAll("script"), script => Assert.StartsWith("assets/", script.GetAttribute("src")));
        Assert.Empty(page.QuerySelectorAll("iframe, [onerror], a[href^='javascript']"));
    }

    [Fact]
    public void A_picture_beside_the_notebook_is_copied()
    {
        File.WriteAllBytes(Path.Combine(_folder, "a b.png"), [1, 2]);
        var page = Page(Parse("md:![text](a%20b.png)"));
        Assert.Equal("assets/images/a%20b.png", page.QuerySelector("img")!.GetAttribute("src"));
        Assert.True(File.Exists(Path.Combine(_folder, "out", "assets", "images", "a b.png")));
    }

    [Fact]
    public void A_figure_has_its_still_picture_and_its_data_which_cannot_leave_the_script_element()
    {
        var page = Page(WithOutput(
            """
            {"output_type": "display_data", "metadata": {}, "data": {
              "application/vnd.plotly.v1+json": {"data": [{"name": "</script><b>"}], "layout": {}},
              "text/html": ["<figure><svg viewBox='0 0 1 1' onload='x()'><title>t</title></svg>", "<figcaption>Caption</figcaption></figure><script src='https://cdn.example/x.js'></script>"],
              "text/plain": "words"}}
            """));
        var script = page.QuerySelector("script.plotly")!;
        Assert.Equal("</script><b>", (string?)JsonNode.Parse(script.TextContent)!["data"]![0]!["name"]);
        Assert.Equal("Caption", page.QuerySelector(".figure figcaption")!.TextContent);
        Assert.NotNull(page.QuerySelector(".figure svg[viewBox]"));
        Assert.Empty(page.QuerySelectorAll("[onload], script[src^='http']"));
    }

    [Theory]
    [InlineData("""{"output_type": "stream", "name": "stdout", "text": ["\u001b[31mred\u001b[0m <i>\n", "10%\r100%\u001b[2K\u0007"]}""", "red <i>\n100%")]
    [InlineData("""{"output_type": "error", "ename": "E", "evalue": "v", "traceback": ["a<b", "c"]}""", "a<b\nc")]
    [InlineData("""{"output_type": "error", "ename": "E", "evalue": "<v>", "traceback": []}""", "E: <v>")]
    [InlineData("""{"output_type": "execute_result", "data": {"text/plain": "<x>"}, "metadata": {}, "execution_count": 1}""", "<x>")]
    public void Text_is_shown_as_text(string output, string expected)
    {
        var page = Page(WithOutput(output));
        Assert.Equal(expected, page.QuerySelector("main pre.output, main .output pre")!.TextContent);
        Assert.Empty(page.QuerySelectorAll("main i, main b, main x"));
    }

    [Fact]
    public void A_notebook_that_failed_says_so_above_everything()
    {
        var document = Parse("1");
        var run = new NotebookRun([new CellFailure(document.Cells[0], CellFailureKind.Error, "a <b> went wrong")], 1, default);
        Assert.Contains("a <b> went wrong", Page(document, run).QuerySelector("[role=alert]")!.TextContent);
    }
}
