using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace CompNeuro.Cli.Tests.Widgets;

/// <summary>How long a redraw takes, measured when asked for and written to the README of the benchmarks.</summary>
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

        var load = File.Exists("/proc/loadavg") ? (await File.ReadAllTextAsync("/proc/loadavg", TestContext.Current.CancellationToken)).Split(' ')[0] : "unknown";
        var browserVersion = page.Page.Context.Browser!.Version;
        await page.Page.Mouse.UpAsync();
        await Task.Delay(2000, TestContext.Current.CancellationToken);
        var measured = await page.Page.EvaluateAsync<Measured>("measured()");
        var sorted = measured.Taken.Order().ToArray();
        var size = await cell.Locator(".widget-html figure").EvaluateAsync<int>("figure => figure.outerHTML.length");
        var found = string.Create(CultureInfo.InvariantCulture, $"""
            | median | 95 % within | slowest | figures shown of positions taken | size |
            |---|---|---|---|---|
            | {sorted[sorted.Length / 2]:F0} ms | {sorted[sorted.Length * 95 / 100]:F0} ms | {sorted[^1]:F0} ms | {sorted.Length} of {measured.Moved} | {size / 1000.0:F0} kB |

            {DateTime.Today:yyyy-MM-dd}, {Environment.ProcessorCount} logical processors, .NET {Environment.Version}, Chromium {browserVersion}, load average {load}.
            """);
        TestContext.Current.TestOutputHelper!.WriteLine(found);
        var readme = Path.Combine(CourseFolder.Require().Root, "tests", "CompNeuro.Benchmarks", "README.md");
        var text = await File.ReadAllTextAsync(readme, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(readme, Regex.Replace(text, "(?s)(?<=<!-- live -->\n).*(?=<!-- /live -->)", found + "\n"), TestContext.Current.CancellationToken);
    }

    private sealed record Measured
    {
        public int Moved { get; set; }

        public double[] Taken { get; set; } = [];
    }
}
