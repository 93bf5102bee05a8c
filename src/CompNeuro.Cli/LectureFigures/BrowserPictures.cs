using System.Reflection;
using CompNeuro.Figures;
using Microsoft.Playwright;

namespace CompNeuro.Cli.LectureFigures;

/// <summary>Pictures of the interactive figures, as a Chromium on this machine draws them. Nothing is downloaded.</summary>
internal sealed class BrowserPictures : IAsyncDisposable
{
    // The figure's own pixels, of which plotly.js takes the sizes of text and lines.
    private const int Width = 720;

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;
    private readonly IPage _page;
    private readonly FigureSize _size;

    private BrowserPictures(IPlaywright playwright, IBrowser browser, IPage page, FigureSize size) => (_playwright, _browser, _page, _size) = (playwright, browser, page, size);

    /// <exception cref="UserError">There is no such browser, or it does not start.</exception>
    internal static async Task<BrowserPictures> StartAsync(FigureSize size)
    {
        var program = Machine.Browser.Find() ?? throw new UserError(
            "No Chromium, Chrome or Edge was found, which --browser needs. Install one, or leave --browser out: SVG, PNG and PDF are made without a browser too.");
        Environment.SetEnvironmentVariable("PLAYWRIGHT_DRIVER_SEARCH_PATH", Driver);
        try
        {
            var playwright = await Playwright.CreateAsync();
            var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = program, Args = ["--disable-gpu", "--disable-quic", "--disable-background-networking"] });
            var page = await browser.NewPageAsync(new() { DeviceScaleFactor = (float)size.Width / Width, Offline = true });
            await page.SetContentAsync("<!doctype html><meta charset=\"utf-8\"><style>body{margin:0}#figure{width:720px}</style><div id=\"figure\"></div>");
            await page.AddScriptTagAsync(new() { Content = PlotlyScript.Text });
            return new BrowserPictures(playwright, browser, page, size);
        }
        catch (Exception problem) when (problem is PlaywrightException or TimeoutException or System.ComponentModel.Win32Exception)
        {
            throw new UserError($"{program} could not be started to draw with: {problem.Message.Split('\n')[0]} Leave --browser out: SVG, PNG and PDF are made without a browser too.", problem);
        }
    }

    /// <summary>Draws a figure, of which pictures are then taken.</summary>
    internal async Task ShowAsync(Figure figure, Theme theme)
    {
        var json = figure.ToPlotlyJson(theme);
        await _page.SetViewportSizeAsync(Width, (int)(double)json["layout"]!["height"]!);
        await _page.EvaluateAsync(
            """
            async text => {
                const figure = JSON.parse(text);
                figure.layout.font.family = "system-ui, 'DejaVu Sans', sans-serif";
                await Plotly.newPlot('figure', figure.data, { ...figure.layout, width: 720 }, { staticPlot: true });
            }
            """, json.ToJsonString());
    }

    internal Task<byte[]> PngAsync() => _page.ScreenshotAsync();

    internal Task<byte[]> PdfAsync()
    {
        // 300 pixels of the size to the inch, of which CSS has 96.
        var scale = Math.Clamp(_size.Width / 300f * 96 / Width, 0.1f, 2);
        return _page.PdfAsync(new()
        {
            Width = $"{scale * Width}px", Height = $"{scale * _page.ViewportSize!.Height}px", Scale = scale, PrintBackground = true, PageRanges = "1",
        });
    }

    internal async Task<string> SvgAsync(Figure figure)
    {
        var svg = await _page.EvaluateAsync<string>(
            "async () => decodeURIComponent((await Plotly.toImage('figure', { format: 'svg', width: 720, height: window.innerHeight })).replace(/^data:image\\/svg\\+xml,/, ''))");
        return svg.Insert(svg.IndexOf('>', StringComparison.Ordinal) + 1, $"<title>{Symbol.Escape(figure.Title)}</title><desc>{Symbol.Escape(figure.AltText)}</desc>");
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.CloseAsync();
        _playwright.Dispose();
    }

    private static string Driver => typeof(BrowserPictures).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(one => one.Key == "PlaywrightPackage").Value!;
}
