using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace CompNeuro.Cli.Tests.Widgets;

/// <summary>Live controls as a student meets them: in a browser, moved by a mouse.</summary>
[Collection("jupyter client")]
public sealed partial class LiveControlTests : IClassFixture<WidgetsPage>
{
    private readonly WidgetsPage page;

    public LiveControlTests(WidgetsPage page)
    {
        this.page = page;
        Assert.SkipWhen(page.Missing is not null, page.Missing ?? "");
    }

    [Fact]
    public async Task A_dragged_slider_recomputes_the_model_and_redraws_the_figure()
    {
        await page.RunAsync("var hh = HodgkinHuxley.SquidAxon;");
        var cell = await page.RunAsync("Interact(I => hh.Simulate(Step(I, from: 5, to: 45), duration: 50).Plot(), Slider(0, 20, start: 1, unit: \"µA/cm²\"))");
        await Assertions.Expect(cell).ToContainTextAsync("I = 1 µA/cm²");
        var quiet = await cell.Locator("figure").InnerHTMLAsync();
        await DragAsync(cell, 0.75, steps: 30);
        await Assertions.Expect(cell).ToContainTextAsync($"I = {await ReadoutAsync(cell)} µA/cm²");
        Assert.InRange(double.Parse(await ReadoutAsync(cell)), 13, 17);
        Assert.NotEqual(quiet, await cell.Locator("figure").InnerHTMLAsync());
        await page.Page.ScreenshotAsync(new() { Path = Path.Combine(Path.GetTempPath(), "live-controls.png") });
    }

    // On the handle, down, across to a fraction of the track, up.
    private async Task DragAsync(ILocator cell, double to, int steps)
    {
        var handle = (await cell.Locator(".noUi-handle").BoundingBoxAsync())!;
        var track = (await cell.Locator(".noUi-base").BoundingBoxAsync())!;
        await page.Page.Mouse.MoveAsync(handle.X + handle.Width / 2, handle.Y + handle.Height / 2);
        await page.Page.Mouse.DownAsync();
        await page.Page.Mouse.MoveAsync(track.X + (float)to * track.Width, handle.Y + handle.Height / 2, new() { Steps = steps });
        await page.Page.Mouse.UpAsync();
    }

    private static async Task<string> ReadoutAsync(ILocator cell) => Zeros().Replace(await cell.Locator(".widget-readout").InnerTextAsync(), "");

    [GeneratedRegex(@"\.0+$|(?<=\.\d+)0+$")]
    private static partial Regex Zeros();
}
