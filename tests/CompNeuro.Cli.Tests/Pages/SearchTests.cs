using System.Text;
using CompNeuro.Cli.Pages;
using CompNeuro.Cli.Running;
using CompNeuro.Kernel.Notebooks;
using Microsoft.Playwright;

namespace CompNeuro.Cli.Tests.Pages;

/// <summary>The search of a book, typed into by a reader.</summary>
public sealed class SearchTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("compneuro-search-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_Greek_letter_finds_texts_and_formulas_and_odd_input_breaks_nothing()
    {
        Assert.SkipUnless(Chromium.IsThere, Chromium.Missing);
        var document = NotebookDocument.Parse(Encoding.UTF8.GetBytes(Notebooks.Of("md:# Title\n\n## In a formula\n\nas $e^{-t/\\tau}$ says\n\n## In words\n\nthe constant τ\n\n## Elsewhere\n\nnone")), "test.ipynb");
        Site.Write(folder, [new ExecutedNotebook(Path.Combine(folder, "01-test.ipynb"), document, new NotebookRun([], 1, default), null)]);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.LaunchAsync(playwright);
        var page = await browser.NewPageAsync();
        var wrong = new List<string>();
        page.PageError += (_, error) => wrong.Add(error);
        page.Dialog += (_, dialog) => wrong.Add(dialog.Message);
        await page.GotoAsync(new Uri(Path.Combine(folder, "index.html")).AbsoluteUri);
        var found = page.Locator("#found [data-address]");
        foreach (var asked in new[] { "τ", "tau", "Τ" })
        {
            await page.FillAsync("#search", asked);
            await Assertions.Expect(found).ToHaveCountAsync(2);
            await page.FillAsync("#search", "");
        }
        foreach (var asked in new[] { "<script>alert(1)</script>", "(a+)+[", "\\", "\"", "__proto__", "🙂", new string('x', 5000) })
        {
            await page.FillAsync("#search", asked);
            await Assertions.Expect(found).ToHaveCountAsync(0);
        }
        Assert.Empty(wrong);
    }
}
