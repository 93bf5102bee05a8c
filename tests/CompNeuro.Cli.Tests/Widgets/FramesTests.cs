using System.Text.Json.Nodes;
using CompNeuro.Cli.Pages;
using CompNeuro.Cli.Running;
using Microsoft.Playwright;

namespace CompNeuro.Cli.Tests.Widgets;

/// <summary>Controls that were computed in advance, on pages opened from a disk: no kernel, no server, no network.</summary>
public sealed class FramesTests : IAsyncLifetime
{
    private const string Cell = "Interact((k, both) => both ? Plot.Lines(new[] { 0.0, 1 }, (\"rising\", x => k * x), (\"falling\", x => -k * x)) : Plot.Lines(new[] { 0.0, 1 }, (\"rising\", x => k * x)), Slider(0, 20, start: 10, unit: \"mV\"), Checkbox())";

    private readonly string folder = Directory.CreateTempSubdirectory("compneuro-frames-").FullName;
    private IPlaywright? playwright;
    private IBrowser? browser;

    public async ValueTask InitializeAsync()
    {
        if (Chromium.IsThere)
        {
            playwright = await Playwright.CreateAsync();
            browser = await Chromium.LaunchAsync(playwright);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task The_slider_and_the_box_step_through_the_pictures_in_a_page_of_the_course_and_in_the_output_alone()
    {
        Assert.SkipWhen(browser is null, Chromium.Missing);
        var notebook = Path.Combine(folder, "live.ipynb");
        await File.WriteAllTextAsync(notebook, Notebooks.Of("md:# Live", Cell), TestContext.Current.CancellationToken);
        var batch = new NotebookBatch(new Terminal(), 1, null, null, keepGoing: false, OutputsFor.Pages);
        var run = Assert.Single(await batch.RunAsync([notebook], _ => { }, TestContext.Current.CancellationToken));
        Assert.True(run.Succeeded, run.Problem);
        Site.Write(Path.Combine(folder, "pages"), [run]);
        await TryAsync(Path.Combine(folder, "pages", "live.html"));

        var executed = Path.Combine(folder, "executed.ipynb");
        run.Document!.Save(executed);
        var html = JsonNode.Parse(await File.ReadAllTextAsync(executed, TestContext.Current.CancellationToken))!["cells"]![1]!["outputs"]![0]!["data"]!["text/html"]!.AsArray();
        var alone = Path.Combine(folder, "alone.html");
        await File.WriteAllTextAsync(alone, "<!doctype html><meta charset=utf-8><title>x</title>" + string.Concat(html.Select(line => (string)line!)), TestContext.Current.CancellationToken);
        await TryAsync(alone);
    }

    [Fact]
    public async Task Labels_may_hold_any_text()
    {
        Assert.SkipWhen(browser is null, Chromium.Missing);
        CompNeuro.Notebook.NotebookFormatters.Register();
        var panel = new CompNeuro.Notebook.Controls.PrecomputingHost();
        CompNeuro.Notebook.Controls.ILiveHost.Current = panel;
        var shown = CompNeuro.Notebook.LiveControls.Interact((k, f) => $"picture {f} {k}", CompNeuro.Notebook.LiveControls.IntSlider(0, 2, start: 0), CompNeuro.Notebook.LiveControls.Dropdown(("|x|", 1), ("x & \"y\" <b>'z'", 2)));
        CompNeuro.Notebook.Controls.ILiveHost.Current = null;
        var file = Path.Combine(folder, "labels.html");
        await File.WriteAllTextAsync(file, "<!doctype html><meta charset=utf-8><title>x</title>" + Microsoft.DotNet.Interactive.Formatting.Formatter.ToDisplayString(shown, "text/html"), TestContext.Current.CancellationToken);
        var page = await browser!.NewPageAsync();
        await page.GotoAsync(new Uri(file).AbsoluteUri);
        var frame = page.Locator(".frame");
        await page.GetByRole(AriaRole.Combobox).SelectOptionAsync("x & \"y\" <b>'z'");
        await Assertions.Expect(frame).ToContainTextAsync("picture 2 0");
        await page.GetByRole(AriaRole.Slider).PressAsync("End");
        await Assertions.Expect(frame).ToContainTextAsync("picture 2 2");
        await page.GetByRole(AriaRole.Combobox).SelectOptionAsync("|x|");
        await Assertions.Expect(frame).ToContainTextAsync("picture 1 2");
        await page.CloseAsync();
    }

    private async Task TryAsync(string file)
    {
        var page = await browser!.NewPageAsync();
        var problems = new List<string>();
        page.PageError += (_, error) => problems.Add(error);
        page.Console += (_, message) => problems.AddRange(message.Type is "error" ? [message.Text] : []);
        await page.GotoAsync(new Uri(file).AbsoluteUri);
        var (figure, slider) = (page.Locator(".frame figure"), page.GetByRole(AriaRole.Slider));
        await Assertions.Expect(page.Locator("output")).ToHaveTextAsync("10 mV");
        await Assertions.Expect(figure).ToContainTextAsync("highest 10 at 1");
        await slider.FillAsync("20");
        await Assertions.Expect(page.Locator("output")).ToHaveTextAsync("20 mV");
        await Assertions.Expect(figure).ToContainTextAsync("highest 20 at 1");
        await Assertions.Expect(slider).ToHaveAttributeAsync("aria-valuetext", "20 mV");
        await page.GetByRole(AriaRole.Checkbox).CheckAsync();
        await Assertions.Expect(figure).ToContainTextAsync("lowest −20 at 1");
        await slider.PressAsync("Home");
        await Assertions.Expect(page.Locator("output")).ToHaveTextAsync("0 mV");
        await page.ScreenshotAsync(new() { Path = Path.Combine(Path.GetTempPath(), Path.GetFileName(file) + ".png") });
        Assert.Empty(problems);
        await page.CloseAsync();
    }
}
