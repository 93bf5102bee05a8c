using System.Globalization;
using Microsoft.Playwright;

namespace CompNeuro.Cli.Tests.Widgets;

/// <summary>How long a redraw takes, measured when asked for: <c>-class '*LiveControlLatency' -explicit only -showLiveOutput</c>.</summary>
[Collection("jupyter client")]
public sealed class LiveControlLatency(WidgetsPage page) : IClassFixture<WidgetsPage>
{
    // From the movement of the mouse that changed the slider to the frame after the browser has put the picture of that value into the page.
    private const string Watch = """
        cell => {
          const moved = new Map(), taken = [];
          const value = text => Number(text.match(/[\d.]+/)[0]);
          document.addEventListener("pointermove", () => {
            const now = performance.now(), at = value(cell.querySelector(".widget-readout").textContent);
            if (!moved.has(at)) { moved.set(at, now); }
          });
          new MutationObserver(() => {
            const at = value(cell.querySelector(".widget-html p").textContent.split("=")[1]);
            requestAnimationFrame(() => setTimeout(() => { if (moved.has(at)) { taken.push(performance.now() - moved.get(at)); } }));
          }).observe(cell.querySelector(".widget-html"), { childList: true, subtree: true });
          window.measured = () => ({ moved: moved.size, taken });
        }
        """;

    [Fact(Explicit = true)]
    public async Task Twenty_positions_a_second_of_a_Hodgkin_Huxley_run()
    {
        Assert.SkipWhen(page.Missing is not null, page.Missing ?? "");
        await page.RunAsync("var hh = HodgkinHuxley.SquidAxon;");
        var cell = await page.RunAsync("Interact(I => hh.Simulate(Step(I, from: 5, to: 45), duration: 50, dt: 0.025).Plot(), Slider(0, 20, start: 0, step: 0.01))");
        await Assertions.Expect(cell.Locator(".widget-html figure")).ToBeVisibleAsync();
        await cell.EvaluateAsync(Watch);
        var handle = (await cell.Locator(".noUi-handle").BoundingBoxAsync())!;
        var (x, y) = (handle.X + handle.Width / 2, handle.Y + handle.Height / 2);
        await page.Page.Mouse.MoveAsync(x, y);
        await page.Page.Mouse.DownAsync();
        using var clock = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        for (var i = 1; i <= 300; i++)
        {
            await clock.WaitForNextTickAsync(TestContext.Current.CancellationToken);
            await page.Page.Mouse.MoveAsync(x + i, y);
        }

        await page.Page.Mouse.UpAsync();
        await Task.Delay(2000, TestContext.Current.CancellationToken);
        var measured = await page.Page.EvaluateAsync<Measured>("measured()");
        var sorted = measured.Taken.Order().ToArray();
        var size = await cell.Locator(".widget-html figure").EvaluateAsync<int>("figure => figure.outerHTML.length");
        TestContext.Current.TestOutputHelper!.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{measured.Moved} positions, {sorted.Length} pictures of {size / 1000.0:F0} kB; median {sorted[sorted.Length / 2]:F0} ms, 95 % within {sorted[sorted.Length * 95 / 100]:F0} ms, slowest {sorted[^1]:F0} ms"));
    }

    private sealed record Measured
    {
        public int Moved { get; set; }

        public double[] Taken { get; set; } = [];
    }
}
