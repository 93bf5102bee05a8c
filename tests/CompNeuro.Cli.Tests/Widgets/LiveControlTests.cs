using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace CompNeuro.Cli.Tests.Widgets;

/// <summary>Live controls as a student meets them: in a browser, moved by a mouse.</summary>
[Collection("jupyter client")]
public sealed class LiveControlTests : IClassFixture<WidgetsPage>
{
    private readonly WidgetsPage page;

    public LiveControlTests(WidgetsPage page)
    {
        this.page = page;
        Assertions.SetDefaultExpectTimeout(20_000);
        Assert.SkipWhen(page.Missing is not null, page.Missing ?? "");
    }

    [Fact]
    public async Task A_dragged_slider_recomputes_the_model_and_redraws_the_figure()
    {
        await page.RunAsync("var hh = HodgkinHuxley.SquidAxon;");
        var cell = await page.RunAsync("Interact(I => hh.Simulate(Step(I, from: 5, to: 45), duration: 50).Plot(), Slider(0, 20, start: 1, unit: \"µA/cm²\"))");
        await Shows(cell, "I = 1 µA/cm²");
        var quiet = await cell.Locator("figure").First.InnerHTMLAsync();
        await DragAsync(cell, 0.75, steps: 30);
        await Shows(cell, $"I = {await ReadoutAsync(cell)} µA/cm²");
        Assert.InRange(await ReadoutAsync(cell), 13, 17);
        Assert.NotEqual(quiet, await cell.Locator("figure").First.InnerHTMLAsync());
    }

    [Fact]
    public async Task A_slider_that_is_dragged_faster_than_its_model_computes_skips_to_the_last_value()
    {
        var cell = await page.RunAsync("var computed = 0;\nInteract(x => { computed++; System.Threading.Thread.Sleep(200); return $\"computed for {x}\"; }, Slider(0, 100, start: 0, step: 1))");
        await DragAsync(cell, 0.9, steps: 80);
        Assert.InRange(await ReadoutAsync(cell), 80, 95);
        await Shows(cell, $"computed for {await ReadoutAsync(cell)}");
        var count = await (await page.RunAsync("Console.Write(computed)")).InnerTextAsync();
        Assert.InRange(int.Parse(count, CultureInfo.InvariantCulture), 2, 40);
    }

    [Fact]
    public async Task What_was_moved_while_another_cell_ran_is_not_computed_position_by_position()
    {
        var cell = await page.RunAsync("var times = 0;\nInteract((x, y) => $\"computed {++times}, {x} and {y}\", Slider(0, 10, start: 0, step: 1), Slider(0, 10, start: 0, step: 1))");
        var busy = page.RunAsync("System.Threading.Thread.Sleep(1500);");
        await DragAsync(cell, 0.5, steps: 5);
        await DragAsync(cell, 0.5, steps: 5, slider: 1);
        await busy;
        // The widgets library sends the first of several positions, and the last once it was heard: of ten, four at most.
        await Assertions.Expect(cell).ToContainTextAsync(new Regex("computed [234], 5 and 5"));
    }

    [Fact]
    public async Task An_exception_shows_in_place_and_the_control_goes_on_working()
    {
        var cell = await page.RunAsync("Interact(x => x > 5 ? throw new ArgumentException($\"no model for {x}\") : $\"all is well at {x}\", Slider(0, 10, start: 2, step: 1))");
        await DragAsync(cell, 0.8, steps: 3);
        await Shows(cell, "ArgumentException: no model for 8");
        await Shows(cell, ", line 1");
        await Assertions.Expect(cell.GetByText("all is well at 2")).ToHaveCountAsync(0);
        await DragAsync(cell, 0.3, steps: 3);
        await Shows(cell, "all is well at 3");
        await Assertions.Expect(cell.GetByText("ArgumentException")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_model_that_never_ends_can_be_interrupted()
    {
        var begun = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var cell = await page.RunAsync($"Interact(x => {{ if (x > 5) System.IO.File.WriteAllText(\"{begun}\", \"\"); while (x > 5) {{ }} return $\"ended at {{x}}\"; }}, Slider(0, 10, start: 2, step: 1))");
        await DragAsync(cell, 0.8, steps: 1);
        while (!File.Exists(begun))
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        File.Delete(begun);
        await page.Page.EvaluateAsync("interrupt()");
        await Shows(cell, "x = 8");
        await Shows(cell, "The cell was interrupted.");
        await DragAsync(cell, 0.4, steps: 1);
        await Shows(cell, "ended at 4");
    }

    [Fact]
    public async Task A_model_that_gives_nothing_or_prints_or_ran_away_leaves_the_control_at_work()
    {
        var cell = await page.RunAsync("Interact(x => { if (x == 3) { Console.WriteLine(\"printed\"); } return x < 5 ? (object)null : x < 8 ? Plot.Line([0, 1], [0, 1e300]) : $\"text <b>{x}\"; }, Slider(0, 10, start: 2, step: 1))");
        await Shows(cell, "x = 2");
        await DragAsync(cell, 0.3, steps: 1);
        await Shows(cell, "x = 3");
        await DragAsync(cell, 0.6, steps: 1);
        await Shows(cell, "y is 1E+300 at index 1");
        await DragAsync(cell, 0.9, steps: 1);
        await Shows(cell, "text <b>9");
    }

    [Fact]
    public async Task Lists_boxes_and_buttons_set_values_too()
    {
        var cell = await page.RunAsync("Interact((n, cell, noisy, run) => $\"{n} {cell} {noisy} {run}\", IntSlider(1, 9, start: 3), Dropdown((\"regular\", 8.0), (\"chattering\", 2.5)), Checkbox(), Button(\"another run\"))");
        await Shows(cell, "3 8 False 0");
        await cell.Locator("select").SelectOptionAsync("chattering");
        await cell.Locator("input[type=checkbox]").CheckAsync();
        await cell.GetByText("another run").ClickAsync();
        await cell.GetByText("another run").ClickAsync();
        await cell.Locator(".noUi-handle").PressAsync("ArrowRight");
        await Shows(cell, "4 2.5 True 2");
        await Shows(cell, "n = 4, cell = chattering, noisy = yes, run = 2");
    }

    [Fact]
    public async Task A_saved_notebook_shows_the_last_state_and_a_page_loaded_again_goes_on_from_it()
    {
        var cell = await page.RunAsync("Interact(k => Plot.Lines(new[] { 0.0, 1 }, (\"y\", x => k * x)), Slider(0, 10, start: 1, step: 1, unit: \"mV\"))");
        await DragAsync(cell, 0.7, steps: 5);
        await Assertions.Expect(cell.Locator("[class^=live-]")).ToContainTextAsync("k = 7 mV");
        await Assertions.Expect(cell.Locator("[class^=live-]")).ToBeHiddenAsync();
        var saved = await WidgetsPage.SavedAsync(cell);
        var forms = JsonNode.Parse(saved)!.AsArray().Select(output => output!["data"]!.AsObject()).ToList();
        Assert.Equal(2, forms.Count);
        Assert.Contains("Controls for k.", (string?)forms[0]["text/plain"]);
        Assert.Contains("<svg", (string?)forms[1]["text/html"]);
        Assert.Contains("k = 7 mV", (string?)forms[1]["text/html"]);
        Assert.Contains("k = 7 mV", (string?)forms[1]["text/plain"]);

        cell = await page.ReloadAsync(saved);
        await Assertions.Expect(cell.Locator(".widget-readout")).ToHaveTextAsync("7");
        await DragAsync(cell, 0.3, steps: 5);
        await Shows(cell, "k = 3 mV");
    }

    // On the handle, down, across to a fraction of the track, up.
    private async Task DragAsync(ILocator cell, double to, int steps, int slider = 0)
    {
        await cell.Locator(".noUi-base").Nth(slider).ScrollIntoViewIfNeededAsync();
        var handle = (await cell.Locator(".noUi-handle").Nth(slider).BoundingBoxAsync())!;
        var track = (await cell.Locator(".noUi-base").Nth(slider).BoundingBoxAsync())!;
        await page.Page.Mouse.MoveAsync(handle.X + handle.Width / 2, handle.Y + handle.Height / 2);
        await page.Page.Mouse.DownAsync();
        await page.Page.Mouse.MoveAsync(track.X + (float)to * track.Width, handle.Y + handle.Height / 2, new() { Steps = steps });
        await page.Page.Mouse.UpAsync();
    }

    private static Task Shows(ILocator cell, string text) => Assertions.Expect(cell).ToContainTextAsync(text);

    private static async Task<double> ReadoutAsync(ILocator cell) => double.Parse(await cell.Locator(".widget-readout").InnerTextAsync(), CultureInfo.InvariantCulture);
}
